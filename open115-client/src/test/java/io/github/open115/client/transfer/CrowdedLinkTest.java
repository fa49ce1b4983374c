/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A CDN that allows one connection to a link, and a client that was told of two. */
@Tag("slow")
@Timeout(600)
class CrowdedLinkTest {

    // nobody counts as idle here
    private static final TransferLimits TWO =
            new TransferLimits(4, 2, Duration.ofSeconds(10), Duration.ofSeconds(30), 1024, Duration.ofMinutes(1));

    /** A connection is held for longer than the service waits before it refuses another one. */
    private static final long BYTES_PER_SECOND = 5_000_000;

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(() -> Open115Emulator.builder()
            .clock(new EmulatorClock().freeze())
            .connectionsPerLink(1)
            .connectionRate(BYTES_PER_SECOND));

    @TempDir
    Path folder;

    private Open115Emulator emulator;
    private DownloadFixture fixture;
    private Downloads downloads;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, folder.resolve("state"));
        downloads = fixture.downloads(TWO);
    }

    private EmulatedFile file(int size) {
        return emulator.drive().addFile("0", "clip.bin", Content.generated(3, size));
    }

    private long refusals() {
        return emulator.requests().all().stream()
                .filter(request -> request.host() == Host.CDN && request.status() == 403)
                .count();
    }

    @Test
    @DisplayName("R13 one of two segments goes on alone: the second is not opened again, and no new link is requested")
    void oneOfTwoSegmentsGoesOnAlone() throws IOException {
        EmulatedFile file = file(4 * Pieces.SIZE);
        Path target = folder.resolve("clip.bin");
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(refusals()).isEqualTo(1);
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
        assertThat(downloads.openConnections()).isZero();
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    @DisplayName("R13 one of two streams pauses and goes on over a link of its own")
    void oneOfTwoStreamsGoesOnOverAnotherLink() throws Exception {
        EmulatedFile file = file(16_000_000);
        try (InputStream first = downloads.open(source(file))) {
            byte[] begin = first.readNBytes(1000);
            assertThat(downloads.open(source(file)).readAllBytes())
                    .isEqualTo(file.content().bytes())
                    .startsWith(begin);
        }
        assertThat(refusals()).isEqualTo(1);
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
        assertThat(downloads.openConnections()).isZero();
        assertThat(fixture.pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200)));
    }

    @Test
    @DisplayName("R13 a reader that is refused over every link while another one reads retries after pauses")
    void aReaderRefusedOverEveryLinkRetries() throws Exception {
        EmulatedFile file = file(1_000_000);
        try (InputStream first = downloads.open(source(file))) {
            first.read();
            emulator.faults().arm(Faults.CDN, Fault.html(403)).times(4);
            assertThat(downloads.open(source(file)).readAllBytes())
                    .isEqualTo(file.content().bytes());
        }
        assertThat(refusals()).isEqualTo(4);
        // one for each reader, and one in place of that which was refused
        assertThat(emulator.requests().linkRequests()).isEqualTo(3);
        assertThat(fixture.pauses).hasSize(3);
    }
}
