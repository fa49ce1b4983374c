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

import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of content that is read as a stream. */
@Timeout(600)
class ProgressOfStreamsTest {

    private static final int SIZE = 1_000_000;
    private static final int STEP = 64 * 1024;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path state;

    private final RecordedProgress heard = new RecordedProgress();
    private Open115Emulator emulator;
    private Downloads downloads;
    private EmulatedFile file;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        downloads = new DownloadFixture(emulator, state).downloads(DownloadFixture.LIMITS, heard);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
    }

    @Test
    void aWholeStreamIsReportedFromItsFirstByteToItsLast() throws IOException {
        try (InputStream content = downloads.open(source(file))) {
            assertThat(heard.started()).isEmpty();
            content.readNBytes(STEP);
            assertThat(downloads.inProgress())
                    .singleElement()
                    .hasToString("file " + file.id() + " ('clip.bin'): " + STEP + " of " + SIZE + " bytes");
            content.readAllBytes();
        }
        Transfer transfer = heard.complete();
        assertThat(transfer.source()).isEqualTo(source(file));
        assertThat(transfer.range()).isEmpty();
        assertThat(transfer.length()).isEqualTo(SIZE);
        assertThat(heard.soFar(transfer)).startsWith(0L, (long) STEP).hasSizeGreaterThan(2);
        assertThat(downloads.inProgress()).isEmpty();
    }

    @Test
    void singleBytesAreNotReportedEach() throws IOException {
        try (InputStream content = downloads.open(source(file))) {
            for (int i = 0; i < SIZE; i++) {
                content.read();
            }
        }
        assertThat(heard.soFar(heard.complete())).hasSize(1 + SIZE / STEP + 1);
    }

    @Test
    void theLengthOfAPartIsItsOwn() throws IOException {
        downloads.open(source(file), new ByteRange(100, 200_099)).readAllBytes();
        Transfer transfer = heard.complete();
        assertThat(transfer.range()).contains(new ByteRange(100, 200_099));
        assertThat(transfer.length()).isEqualTo(200_000);
    }

    @Test
    void emptyContentIsATransferToo() throws IOException {
        EmulatedFile empty = emulator.drive().addFile("0", "empty", Content.of(""));
        assertThat(downloads.open(source(empty)).read()).isEqualTo(-1);
        assertThat(heard.complete().length()).isZero();
    }

    @Test
    void whatGoesOnAfterACutIsOneTransferThatNeverFallsBack() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(200_001)).times(3);
        downloads.open(source(file)).readAllBytes();
        heard.soFar(heard.complete());
        assertThat(downloads.statistics().reconnections()).isEqualTo(3);
    }

    @Test
    void wrongContentIsAFailureAndNeverComplete() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(SIZE / 2));
        InputStream content = downloads.open(source(file));
        Throwable thrown = catchThrowable(content::readAllBytes);
        assertThat(thrown).isInstanceOf(TransferException.class);
        assertThatThrownBy(content::read).isSameAs(thrown);
        RecordedProgress.End end = heard.only();
        assertThat(end.failure()).isSameAs(thrown);
        assertThat(end.complete()).isFalse();
        assertThat(end.transfer().soFar()).isLessThan(SIZE);
        assertThat(downloads.inProgress()).isEmpty();
    }

    @Test
    void aStreamThatIsClosedEarlyEndsOnceAndHasNotFailed() throws IOException {
        InputStream content = downloads.open(source(file));
        content.readNBytes(SIZE / 2);
        content.close();
        content.close();
        assertThatThrownBy(content::read).hasMessageContaining("closed");
        RecordedProgress.End end = heard.only();
        assertThat(end.failure()).isNull();
        assertThat(end.complete()).isFalse();
        assertThat(end.transfer().soFar()).isEqualTo(SIZE / 2);
        assertThat(downloads.inProgress()).isEmpty();
    }

    @Test
    void aReaderWhoseStreamAnotherThreadClosesHasNotFailedEither() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.stalledAfter(STEP));
        InputStream content = downloads.open(source(file));
        CompletableFuture<Throwable> reader =
                CompletableFuture.supplyAsync(() -> catchThrowable(content::readAllBytes));
        await().until(() -> downloads.inProgress().stream().anyMatch(transfer -> transfer.soFar() == STEP));
        content.close();
        assertThat(reader.join()).isInstanceOf(IOException.class);
        assertThat(heard.only().failure()).isNull();
    }

    @Test
    void aStreamThatNobodyReadsIsNoTransfer() throws IOException {
        downloads.open(source(file)).close();
        assertThat(heard.started()).isEmpty();
        assertThat(heard.ended()).isEmpty();
    }

    @Test
    void aStreamWithoutALinkFailsAndIsAnotherTransferWhenItIsReadAgain() throws IOException {
        emulator.faults().arm("/open/ufile/downurl", Fault.error(50028, "too large"));
        try (InputStream content = downloads.open(source(file))) {
            Throwable thrown = catchThrowable(content::read);
            assertThat(thrown).isInstanceOf(Open115Exception.class);
            assertThat(heard.only().failure()).isSameAs(thrown);
            content.readAllBytes();
        }
        assertThat(heard.ended()).extracting(RecordedProgress.End::complete).containsExactly(false, true);
    }

    @Test
    void twoReadersOfOneContentAreTwoTransfers() throws IOException {
        try (InputStream one = downloads.open(source(file));
                InputStream other = downloads.open(source(file), new ByteRange(0, 9))) {
            one.read();
            other.read();
            assertThat(downloads.inProgress())
                    .containsExactlyElementsOf(heard.started())
                    .extracting(Transfer::length)
                    .containsExactly((long) SIZE, 10L);
        }
        assertThat(downloads.inProgress()).isEmpty();
    }

    @Test
    void theEndOfTheAccountIsAFailureOfItsTransfers() throws IOException {
        InputStream content = downloads.open(source(file));
        content.read();
        downloads.close();
        Throwable thrown = catchThrowable(content::readAllBytes);
        assertThat(heard.only().failure()).isNotNull().isSameAs(thrown);
    }
}
