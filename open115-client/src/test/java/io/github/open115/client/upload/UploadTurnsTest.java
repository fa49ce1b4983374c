/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.BusyException;
import io.github.open115.emulator.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which uploads run at the same time. */
@Timeout(600)
class UploadTurnsTest {

    private static final UploadRequest REQUEST = UploadRequest.of("1", "a.txt");
    private static final UploadLimits IMPATIENT = new UploadLimits(1, Duration.ofMillis(20), Duration.ofSeconds(10), 1);

    @TempDir
    Path directory;

    @Test
    @DisplayName("an upload more than maxConcurrentUploads waits, bounded")
    void boundedWaitForRoom() {
        UploadTurns turns = new UploadTurns(IMPATIENT);
        UploadTurns.Lease first = turns.slot(REQUEST);

        assertThatThrownBy(() -> turns.slot(REQUEST))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("maxConcurrentUploads")
                .hasMessageContaining("nothing was sent");

        first.close();
        turns.slot(REQUEST).close();
    }

    @Test
    @DisplayName("an upload to a name that is being uploaded waits, in any composition of its accents")
    void boundedWaitForAName() {
        UploadTurns turns = new UploadTurns(IMPATIENT);
        UploadTurns.Lease first = turns.name(UploadRequest.of("1", "\u00e9"));

        assertThatThrownBy(() -> turns.name(UploadRequest.of("1", "e\u0301"))).isInstanceOf(BusyException.class);
        turns.name(UploadRequest.of("2", "\u00e9")).close();

        first.close();
        turns.name(UploadRequest.of("1", "e\u0301")).close();
    }

    @Test
    @DisplayName("R30 closing the client ends the wait")
    void closingTheClientEndsTheWait() throws Exception {
        UploadTurns turns = new UploadTurns(UploadLimits.DEFAULT);
        turns.name(REQUEST);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> turns.name(REQUEST));

        turns.close();

        assertThatThrownBy(waiting::join).hasMessageContaining("the client was closed");
    }

    @Test
    @DisplayName("R34 two threads that upload one content to one name make one file")
    void sameNameAtOnce() throws Exception {
        try (UploadFixture fixture = new UploadFixture(directory)) {
            String folder = fixture.emulator.drive().folder("/backup");
            CountDownLatch secondStarted = new CountDownLatch(1);
            fixture.emulator.faults().arm(INIT, Fault.run(() -> await(secondStarted)));

            CompletableFuture<UploadResult> first =
                    CompletableFuture.supplyAsync(() -> fixture.upload("hello", folder, "a.txt"));
            CompletableFuture<UploadResult> second = CompletableFuture.supplyAsync(() -> {
                secondStarted.countDown();
                return fixture.upload("hello", folder, "a.txt");
            });

            assertThat(Stream.of(first.get(), second.get()).map(UploadResult::outcome))
                    .containsExactlyInAnyOrder(UploadOutcome.sent, UploadOutcome.unchanged);
            assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
        }
    }

    @Test
    @DisplayName("R34 renamed uploads at the same time get different names")
    void renamedAtOnce() throws Exception {
        try (UploadFixture fixture = new UploadFixture(directory)) {
            String folder = fixture.emulator.drive().folder("/backup");
            fixture.emulator.drive().addFile(folder, "a.txt", "there".getBytes());
            UploadRequest renaming = UploadRequest.of(folder, "a.txt").with(ConflictPolicy.rename);
            List<CompletableFuture<UploadResult>> uploads = Stream.of("one", "two", "three")
                    .map(text -> CompletableFuture.supplyAsync(
                            () -> fixture.uploads().upload(UploadFixture.source(text), renaming)))
                    .toList();

            assertThat(uploads.stream().map(CompletableFuture::join).map(UploadResult::name))
                    .containsExactlyInAnyOrder("a (1).txt", "a (2).txt", "a (3).txt");
        }
    }

    @Test
    @DisplayName("R19 a journal entry is open once at a time, and a damaged one counts as none")
    void journalEntry() throws IOException {
        Path path = directory.resolve("entry.upload");
        UploadRecord record = new UploadRecord(
                new UploadRecord.Target("1", "a\nb", "a\nb", List.of("2", "3"), List.of("2")),
                new UploadRecord.Content("file \u00e9", 5, new Hashes("A".repeat(40), "B".repeat(40))),
                UploadRecord.State.SENDING,
                new UploadRecord.Parts("pick", new StorageObject("bucket", "object"), "id", 16),
                null);
        try (JournalEntry entry = JournalEntry.open(path, Clock.systemUTC()).orElseThrow()) {
            assertThat(entry.record()).isEmpty();
            entry.write(record, true);
            assertThat(JournalEntry.open(path, Clock.systemUTC())).isEmpty();
        }
        try (JournalEntry entry = JournalEntry.open(path, Clock.systemUTC()).orElseThrow()) {
            assertThat(entry.record()).contains(record);
        }
        try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
            file.seek(40);
            file.write(0);
        }
        try (JournalEntry entry = JournalEntry.open(path, Clock.systemUTC()).orElseThrow()) {
            assertThat(entry.record()).isEmpty();
        }
        assertThat(path).doesNotExist();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
