/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ConnectionLimitsTest {

    private static final int SIZE = 3_000_000;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path state;

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private Open115Emulator emulator;
    private DownloadFixture fixture;
    private EmulatedFile file;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, state);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
    }

    @AfterEach
    void endReaders() {
        readers.shutdownNow();
    }

    private static TransferLimits limits(int connections, Duration maxWait) {
        // nobody counts as idle here
        return new TransferLimits(connections, 1, Duration.ofSeconds(10), maxWait, 1024, Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("R32 a connection that was just granted does not count as idle")
    void aNewConnectionIsNotIdle() throws IOException {
        ConnectionPermits permits = new ConnectionPermits(DownloadFixture.LIMITS);
        String url = "http://localhost/clip.bin";
        CdnConnection connection = new CdnConnection(
                new OkHttpClient().newCall(new Request.Builder().url(url).build()),
                acquire(permits, file),
                1,
                Duration.ofSeconds(1));
        assertThat(connection.releaseIfIdle(Duration.ofSeconds(10).toNanos())).isFalse();
    }

    @Test
    @DisplayName("R13 of two connections that are opened together, the CDN may refuse either")
    void countsTheOtherConnectionsOfALink() throws IOException {
        ConnectionPermits permits =
                new ConnectionPermits(new TransferLimits(4, 2, Duration.ofSeconds(10), Duration.ofSeconds(1)));
        EmulatedFile other = emulator.drive().addFile("0", "other.bin", Content.of("other"));
        ConnectionPermits.Permit first = acquire(permits, file);
        assertThat(permits.mostOpen(first)).isEqualTo(1);
        ConnectionPermits.Permit elsewhere = acquire(permits, other);
        ConnectionPermits.Permit second = acquire(permits, file);
        second.close();
        assertThat(permits.mostOpen(first)).isEqualTo(2);
        assertThat(permits.mostOpen(second)).isEqualTo(2);
        assertThat(permits.mostOpen(elsewhere)).isEqualTo(1);
    }

    private ConnectionPermits.Permit acquire(ConnectionPermits permits, EmulatedFile wanted) throws IOException {
        return permits.acquire(fixture.session(wanted), copy -> {});
    }

    @Test
    @DisplayName("R32 eight readers of one file never meet a 403")
    void eightReadersOfOneFileMeetNo403() throws Exception {
        Downloads downloads = fixture.downloads(DownloadFixture.LIMITS);
        Callable<Integer> read = () -> downloads.open(source(file)).readAllBytes().length;
        for (Future<Integer> reader : readers.invokeAll(java.util.Collections.nCopies(8, read))) {
            assertThat(reader.get()).isEqualTo(SIZE);
        }
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.host() == Host.CDN)
                .extracting(LoggedRequest::status)
                // one that takes long makes room for another and goes on later
                .hasSize(8 + (int) downloads.statistics().reconnections())
                .allMatch(status -> status == 200 || status == 206);
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R30 the wait for a connection is limited, and the exception names the limit to raise")
    void theWaitForAConnectionIsLimited() throws IOException {
        Downloads downloads = fixture.downloads(limits(1, Duration.ofMillis(100)));
        try (InputStream first = downloads.open(source(file))) {
            first.read();
            assertThatThrownBy(() -> downloads.open(source(file)).read())
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("no connection became free")
                    .hasMessageContaining("=1");
        }
        assertThat(downloads.openConnections()).isZero();
        assertThat(downloads.open(source(file)).readAllBytes()).hasSize(SIZE);
    }

    @Test
    void theNextReaderStartsWhenOneHasEnded() throws Exception {
        Downloads downloads = fixture.downloads(limits(1, Duration.ofSeconds(30)));
        EmulatedFile other = emulator.drive().addFile("0", "other.bin", Content.generated(4, SIZE));
        InputStream first = downloads.open(source(file));
        first.read();
        Future<byte[]> second =
                readers.submit(() -> downloads.open(source(other)).readAllBytes());
        Awaitility.await().until(() -> emulator.requests().linkRequests() == 2);
        assertThat(emulator.requests().cdnRequests()).isEqualTo(1);
        first.readAllBytes();
        assertThat(second.get()).hasSize(SIZE);
        first.close();
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName(
            "R33 a reader that waits long for a connection requests another link: none is older than 60 s at its first use")
    void aLongWaitForAConnectionRequestsAnotherLink() throws Exception {
        Downloads downloads = fixture.downloads(limits(1, Duration.ofSeconds(30)));
        EmulatedFile other = emulator.drive().addFile("0", "other.bin", Content.generated(4, SIZE));
        Future<byte[]> waiting;
        try (InputStream first = downloads.open(source(file))) {
            first.read();
            waiting = readers.submit(() -> downloads.open(source(other)).readAllBytes());
            Awaitility.await().until(() -> emulator.requests().linkRequests() == 2);
            // returns when the link has come
            fixture.links.prepare(other.pickCode());
            emulator.clock().advance(Duration.ofSeconds(61));
        }
        assertThat(waiting.get()).isEqualTo(other.content().bytes());
        assertThat(emulator.requests().oldestLinkUsed()).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(emulator.requests().linkRequests()).isEqualTo(3);
    }

    @Test
    @DisplayName("R14 a reader that gets a connection but no link returns the connection")
    void aReaderWithoutALinkReturnsItsConnection() throws Exception {
        Downloads downloads = fixture.downloads(limits(1, Duration.ofSeconds(30)));
        EmulatedFile other = emulator.drive().addFile("0", "other.bin", Content.of("other"));
        fixture.links.prepare(other.pickCode());
        Future<?> waiting;
        try (InputStream first = downloads.open(source(file))) {
            first.read();
            waiting = readers.submit(() -> downloads.open(source(other)).read());
            emulator.faults()
                    .arm("/open/ufile/downurl", Fault.error(70005, "gone"))
                    .always();
            emulator.clock().advance(Duration.ofSeconds(61));
        }
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(NotFoundException.class);
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R12 a link in use serves a reader that has waited long for a connection, too")
    void aLinkInUseServesAReaderThatHasWaitedLong() throws Exception {
        Downloads downloads = fixture.downloads(limits(1, Duration.ofSeconds(30)));
        Future<byte[]> waiting;
        try (InputStream first = downloads.open(source(file))) {
            first.read();
            waiting = readers.submit(() -> downloads.open(source(file)).readAllBytes());
            emulator.clock().advance(Duration.ofSeconds(61));
        }
        assertThat(waiting.get()).isEqualTo(file.content().bytes());
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
    }

    @Test
    void anInterruptedReaderStopsWaiting() throws IOException {
        ConnectionPermits permits = new ConnectionPermits(limits(1, Duration.ofSeconds(30)));
        ConnectionPermits.Permit held = acquire(permits, file);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> acquire(permits, file)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(permits.held()).isEqualTo(1);
        held.close();
        assertThat(permits.held()).isZero();
    }

    @Test
    @DisplayName("R32 a link carries two connections, then the file gets another link; a link with room is used again")
    void aLinkCarriesTwoConnections() throws IOException {
        ConnectionPermits permits = new ConnectionPermits(limits(5, Duration.ofSeconds(30)));
        ConnectionPermits.Permit first = acquire(permits, file);
        List<ConnectionPermits.Permit> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(acquire(permits, file));
        }
        assertThat(others).extracting(ConnectionPermits.Permit::copy).containsExactly(0, 1, 1);
        first.close();
        first.close();
        assertThat(acquire(permits, file).copy()).isZero();
        assertThat(permits.isShared(others.get(0))).isTrue();
        assertThat(permits.held()).isEqualTo(4);
    }

    @Test
    @DisplayName("R32 readers that come together request no more links than their connections need")
    void readersRequestNoMoreLinksThanTheyNeed() throws IOException {
        ConnectionPermits permits = new ConnectionPermits(limits(4, Duration.ofMillis(1)));
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            permits.acquire(fixture.session(file), ready::add);
        }
        assertThatThrownBy(() -> permits.acquire(fixture.session(file), ready::add))
                .isInstanceOf(TransferException.class);
        assertThat(ready).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    @DisplayName("R14 no reader leaves a connection open, however it ends")
    void noReaderLeavesAConnectionOpen() throws Exception {
        Downloads downloads = fixture.downloads(DownloadFixture.LIMITS);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int way = i % 4;
            ends.add(readers.submit(() -> {
                try (InputStream content = downloads.open(source(file))) {
                    switch (way) {
                        case 0 -> content.readAllBytes();
                        case 1 -> content.readNBytes(1000);
                        case 2 -> content.skipNBytes(SIZE);
                        default -> content.available();
                    }
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        assertThat(downloads.openConnections()).isZero();
    }
}
