/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file that comes over two connections. */
@Tag("slow")
@Timeout(600)
class SegmentedFileTest {

    private static final int SIZE = 3 * Pieces.SIZE + 12_345;
    private static final TransferLimits TWO = new TransferLimits(4, 2, Duration.ofSeconds(10), Duration.ofSeconds(10));

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private Open115Emulator emulator;
    private DownloadFixture fixture;
    private Downloads downloads;
    private EmulatedFile file;
    private Path target;

    @BeforeEach
    void connect() throws IOException {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, folder.resolve("state"));
        downloads = fixture.downloads(TWO);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
        target = Files.createDirectory(folder.resolve("out")).resolve("clip.bin");
    }

    private Stream<LoggedRequest> toCdn() {
        return emulator.requests().all().stream().filter(request -> request.host() == Host.CDN);
    }

    private void assertArrived() throws IOException {
        assertThat(target).hasBinaryContent(file.content().bytes());
        try (Stream<Path> all = Files.list(target.getParent())) {
            assertThat(all).containsExactly(target);
        }
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R32 two segments give identical bytes, over one link, with no byte fetched twice and no 403")
    void twoSegmentsGiveTheSameFile() throws IOException {
        downloads.toFile(source(file), target);
        assertArrived();
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
        // the service counts when it has sent
        await().untilAsserted(
                        () -> assertThat(emulator.requests().contentBytes()).isEqualTo(SIZE));
        assertThat(toCdn()).hasSizeGreaterThan(1).allMatch(request -> request.status() == 206);
    }

    @Test
    @DisplayName("R13 each segment goes on after a break and a dead link; the link is replaced once for both")
    void eachSegmentGoesOnAfterAFault() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1_000_000)).times(2);
        emulator.faults().arm(Faults.CDN, Fault.html(410)).after(2);
        downloads.toFile(source(file), target);
        assertArrived();
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
    }

    @Test
    @DisplayName("R11 a wrong byte in one of the segments is detected, and the file is fetched again")
    void aWrongByteInASegmentIsDetected() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(500));
        downloads.toFile(source(file), target);
        assertArrived();
        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(500)).always();
        assertThatThrownBy(() -> downloads.toFile(source(file), target))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("expected SHA-1");
        assertArrived();
    }

    @Test
    @DisplayName(
            "R30 a segment that fails in the end ends the download, and the complete pieces are kept for the next try")
    void aSegmentThatFailsEndsTheDownload() throws IOException {
        emulator.faults()
                .arm(Faults.CDN, Fault.html(503))
                .when(request -> !request.header("Range").startsWith("bytes=0-"))
                .always();
        assertThatThrownBy(() -> downloads.toFile(source(file), target))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("HTTP 503");
        assertThat(downloads.openConnections()).isZero();
        assertThat(target).doesNotExist();
        emulator.faults().clear();
        downloads.toFile(source(file), target);
        assertArrived();
    }
}
