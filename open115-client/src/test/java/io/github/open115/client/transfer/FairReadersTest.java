/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Readers that read all the time do not keep others from reading. */
@Timeout(600)
class FairReadersTest {

    private static final int FILM = 64_000_000;
    private static final ByteRange SMALL = new ByteRange(50_000_000, 50_199_999);

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path state;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong nanoTime = new AtomicLong();
    private Open115Emulator emulator;
    private DownloadFixture fixture;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, state);
    }

    @AfterEach
    void endReaders() {
        threads.shutdownNow();
    }

    /** Nobody counts as idle. */
    private static TransferLimits limits(int connections) {
        return new TransferLimits(
                connections, 1, Duration.ofSeconds(10), Duration.ofSeconds(50), 1024, Duration.ofHours(1));
    }

    private EmulatedFile film(int number) {
        return emulator.drive().addFile("0", "film " + number, Content.generated(number, FILM));
    }

    private byte[] smallPart(Downloads downloads, EmulatedFile film) throws IOException {
        try (InputStream part = downloads.open(source(film), SMALL)) {
            return part.readAllBytes();
        }
    }

    private static byte[] expected(EmulatedFile film) {
        return Arrays.copyOfRange(film.content().bytes(), (int) SMALL.first(), (int) SMALL.last() + 1);
    }

    @Test
    @DisplayName(
            "R32 readers of one film do not wait for each other: the first two share a link, two more share another")
    void readersOfOneFileDoNotWaitForEachOther() throws IOException {
        Downloads downloads = fixture.downloads(limits(4));
        EmulatedFile film = film(1);
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertThat(smallPart(downloads, film)).isEqualTo(expected(film));
            InputStream reader = downloads.open(source(film));
            reader.read();
            open.add(reader);
        }
        assertThat(smallPart(downloads, film)).isEqualTo(expected(film));
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
        for (InputStream reader : open) {
            reader.close();
        }
        // the links of a player that opens many connections again and again
        assertThat(smallPart(downloads, film)).isEqualTo(expected(film));
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.host() == Host.CDN)
                .extracting(LoggedRequest::status)
                .containsOnly(200, 206);
    }

    @Test
    @DisplayName(
            "R32 a small range does not wait for films that are read without a pause, and the films arrive unharmed")
    void aSmallRangeDoesNotWaitForFilms() throws Exception {
        Downloads downloads = fixture.downloads(limits(2));
        List<Future<?>> films = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            EmulatedFile film = film(i);
            films.add(threads.submit(() -> watch(downloads, film)));
        }
        await().until(() -> emulator.requests().cdnRequests() >= 2);
        EmulatedFile wanted = film(9);
        assertThat(smallPart(downloads, wanted)).isEqualTo(expected(wanted));
        assertThat(films).noneMatch(Future::isDone);
        assertThat(downloads.statistics().reconnections()).isPositive();
    }

    /** Reads as a player does, for longer than the test takes. */
    private static Object watch(Downloads downloads, EmulatedFile film) throws IOException {
        byte[] content = film.content().bytes();
        byte[] piece = new byte[1024];
        try (InputStream stream = downloads.open(source(film))) {
            for (int at = 0; !Thread.interrupted(); at += piece.length) {
                stream.readNBytes(piece, 0, piece.length);
                assertThat(piece).isEqualTo(Arrays.copyOfRange(content, at, at + piece.length));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        return null;
    }

    private ConnectionPermits.Permit begun(ConnectionPermits permits, DownloadSession content) throws IOException {
        ConnectionPermits.Permit permit = permits.acquire(content, copy -> {});
        permit.beginTurn();
        return permit;
    }

    private Future<ConnectionPermits.Permit> waiting(ConnectionPermits permits, DownloadSession content, int line) {
        Future<ConnectionPermits.Permit> waiting = threads.submit(() -> begun(permits, content));
        await().until(() -> permits.waiting() == line);
        return waiting;
    }

    @Test
    @DisplayName("a reader gives way after its turn if another one waits; for one that waits only one gives way")
    void aReaderGivesWayAfterItsTurn() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(limits(2), nanoTime::get);
        DownloadSession film = fixture.session(film(1));
        ConnectionPermits.Permit first = begun(permits, film);
        ConnectionPermits.Permit second = begun(permits, fixture.session(film(2)));
        nanoTime.addAndGet(ConnectionPermits.LONG_TURN_NANOS);
        assertThat(first.mustGiveWay()).isFalse();
        Future<ConnectionPermits.Permit> beginner = waiting(permits, fixture.session(film(3)), 1);
        assertThat(first.mustGiveWay()).isTrue();
        assertThat(second.mustGiveWay()).isFalse();
        first.close();
        beginner.get();
        assertThat(second.mustGiveWay()).isFalse();
    }

    @Test
    @DisplayName("a new download gets the connection of another one after a second, an older download after ten")
    void newDownloadsComeAfterAShortTurnOthersAfterALongOne() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(limits(1), nanoTime::get);
        DownloadSession film = fixture.session(film(1));
        ConnectionPermits.Permit first = begun(permits, film);
        Future<ConnectionPermits.Permit> beginner = waiting(permits, fixture.session(film(2)), 1);
        nanoTime.addAndGet(ConnectionPermits.TURN_NANOS - 1);
        assertThat(first.mustGiveWay()).isFalse();
        nanoTime.incrementAndGet();
        assertThat(first.mustGiveWay()).isTrue();
        first.close();
        ConnectionPermits.Permit second = beginner.get();
        waiting(permits, film, 1);
        nanoTime.addAndGet(ConnectionPermits.LONG_TURN_NANOS - 1);
        assertThat(second.mustGiveWay()).isFalse();
        nanoTime.incrementAndGet();
        assertThat(second.mustGiveWay()).isTrue();
    }

    @Test
    @DisplayName("many readers of one file do not come before a later reader of another file")
    void readersOfAnotherFileComeBeforeManyOfOneFile() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(limits(2), nanoTime::get);
        EmulatedFile crowded = film(1);
        ConnectionPermits.Permit first = begun(permits, fixture.session(crowded));
        begun(permits, fixture.session(crowded));
        Future<ConnectionPermits.Permit> third = waiting(permits, fixture.session(crowded), 1);
        Future<ConnectionPermits.Permit> other = waiting(permits, fixture.session(film(2)), 2);
        first.close();
        other.get().close();
        third.get();
        assertThat(permits.held()).isEqualTo(2);
    }

    @Test
    @DisplayName("connections go alternately to new and to older downloads, in whatever order they came")
    void newAndOlderDownloadsAlternate() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(limits(1), nanoTime::get);
        DownloadSession one = fixture.session(film(1));
        DownloadSession two = fixture.session(film(2));
        for (DownloadSession film : List.of(one, two)) {
            ConnectionPermits.Permit permit = begun(permits, film);
            nanoTime.addAndGet(ConnectionPermits.TURN_NANOS);
            permit.close();
        }
        ConnectionPermits.Permit held = begun(permits, one);
        List<Future<ConnectionPermits.Permit>> films = new ArrayList<>();
        List<Future<ConnectionPermits.Permit>> beginners = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            films.add(waiting(permits, i == 0 ? one : two, i + 1));
        }
        for (int i = 0; i < 2; i++) {
            beginners.add(waiting(permits, fixture.session(film(3 + i)), i + 3));
        }
        held.close();
        beginners.get(0).get().close();
        films.get(0).get().close();
        beginners.get(1).get().close();
        films.get(1).get().close();
        assertThat(permits.held()).isZero();
    }
}
