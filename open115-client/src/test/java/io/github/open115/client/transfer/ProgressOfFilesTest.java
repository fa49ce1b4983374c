/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of content that goes to a file. */
@Timeout(600)
class ProgressOfFilesTest {

    private static final int PIECE = Pieces.SIZE;
    private static final int SIZE = 3 * PIECE + 12_345;
    private static final TransferLimits TWO = new TransferLimits(4, 2, Duration.ofSeconds(10), Duration.ofSeconds(10));

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private final RecordedProgress heard = new RecordedProgress();
    private Open115Emulator emulator;
    private DownloadFixture fixture;
    private EmulatedFile file;
    private Path target;

    @BeforeEach
    void connect() throws IOException {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, folder.resolve("state"));
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
        target = Files.createDirectory(folder.resolve("out")).resolve("clip.bin");
    }

    private Downloads downloads(TransferLimits limits) {
        return fixture.downloads(limits, heard);
    }

    private static boolean isSecondSegment(LoggedRequest request) {
        return !request.header("Range").startsWith("bytes=0-");
    }

    @Test
    void aFileIsCompleteWhenItHasItsName() throws IOException {
        boolean[] there = new boolean[1];
        Downloads downloads = fixture.downloads(DownloadFixture.LIMITS, new ProgressListener() {
            @Override
            public void started(Transfer transfer) {
                heard.started(transfer);
            }

            @Override
            public void transferred(Transfer transfer) {
                heard.transferred(transfer);
            }

            @Override
            public void ended(Transfer transfer, Throwable failure) {
                there[0] = Files.exists(target);
                heard.ended(transfer, failure);
            }
        });
        downloads.toFile(source(file), target);
        assertThat(heard.soFar(heard.complete())).startsWith(0L).hasSizeGreaterThan(100);
        assertThat(there[0]).isTrue();
        assertThat(downloads.inProgress()).isEmpty();
    }

    @Test
    void aFileThatGoesOnBeginsWithWhatIsThere() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(2L * PIECE + 1));
        emulator.faults().arm(Faults.CDN, Fault.html(503)).after(1).always();
        Throwable thrown =
                catchThrowable(() -> downloads(DownloadFixture.LIMITS).toFile(source(file), target));
        assertThat(heard.only().failure()).isSameAs(thrown).isInstanceOf(TransferException.class);
        assertThat(heard.only().complete()).isFalse();
        emulator.faults().clear();
        downloads(DownloadFixture.LIMITS).toFile(source(file), target);
        Transfer second = heard.started().get(1);
        assertThat(heard.soFar(second)).startsWith(2L * PIECE).endsWith((long) SIZE);
        assertThat(second.isComplete()).isTrue();
    }

    @Test
    void twoSegmentsAreOneTransfer() throws IOException {
        downloads(TWO).toFile(source(file), target);
        assertThat(heard.soFar(heard.complete())).startsWith(0L).hasSizeGreaterThan(100);
    }

    @Test
    void bytesThatAnotherConnectionMustFetchAgainAreNotCountedTwice() throws IOException {
        AtomicBoolean second = new AtomicBoolean();
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(3_000_000)).when(request -> {
            boolean isSecond = isSecondSegment(request);
            second.compareAndSet(false, isSecond);
            return isSecond;
        });
        // a fast connection could fetch all before there is another one
        emulator.faults()
                .arm(Faults.CDN, Fault.run(() -> await().untilTrue(second)))
                .when(request -> !isSecondSegment(request));
        emulator.faults()
                .arm(Faults.CDN, Fault.forbidden())
                .when(request -> request.header("Range").startsWith("bytes=" + (PIECE + 3_000_000)));
        downloads(TWO).toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
        heard.soFar(heard.complete());
        // counted when it has been sent
        await().untilAsserted(
                        () -> assertThat(emulator.requests().contentBytes()).isGreaterThan(SIZE + 1_000_000));
    }

    @Test
    void aFileThatIsFetchedAnewIsAnotherTransfer() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(500));
        downloads(DownloadFixture.LIMITS).toFile(source(file), target);
        assertThat(heard.ended()).extracting(RecordedProgress.End::complete).containsExactly(false, true);
        assertThat(heard.ended().get(0).failure()).isInstanceOf(TransferException.class);
        heard.started().forEach(transfer -> assertThat(heard.soFar(transfer)).startsWith(0L));
    }

    @Test
    void aFileThatStaysWrongHasFailedTwice() {
        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(500)).always();
        Downloads downloads = downloads(TWO);
        assertThatThrownBy(() -> downloads.toFile(source(file), target)).isInstanceOf(TransferException.class);
        assertThat(heard.ended()).hasSize(2).allSatisfy(end -> {
            assertThat(end.complete()).isFalse();
            assertThat(end.failure()).isInstanceOf(TransferException.class);
        });
        assertThat(downloads.inProgress()).isEmpty();
    }
}
