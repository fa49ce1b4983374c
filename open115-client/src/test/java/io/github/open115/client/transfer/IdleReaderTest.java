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
import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A reader that stands idle does not keep others from reading. */
@Timeout(600)
class IdleReaderTest {

    private static final int SIZE = 3_000_000;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path state;

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private Open115Emulator emulator;
    private Downloads downloads;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        downloads = new DownloadFixture(emulator, state)
                .downloads(new TransferLimits(
                        1, 1, Duration.ofSeconds(10), Duration.ofSeconds(30), 1024, Duration.ofMillis(100)));
    }

    @AfterEach
    void endReaders() {
        readers.shutdownNow();
    }

    private EmulatedFile file(int seed) {
        return emulator.drive().addFile("0", "clip-" + seed, Content.generated(seed, SIZE));
    }

    @Test
    @DisplayName("R32 readers that wait for each other in mid-stream all complete over one connection")
    void readersThatWaitForEachOtherComplete() throws Exception {
        int count = 4;
        CyclicBarrier allHavePeeked = new CyclicBarrier(count);
        List<Future<byte[]>> contents = new ArrayList<>();
        List<EmulatedFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // two of one file, which share a link
            EmulatedFile file = i % 2 == 0 ? file(i) : files.get(i - 1);
            files.add(file);
            contents.add(readers.submit(() -> {
                try (InputStream content = downloads.open(source(file))) {
                    ByteArrayOutputStream received = new ByteArrayOutputStream();
                    received.write(content.readNBytes(100));
                    allHavePeeked.await();
                    content.transferTo(received);
                    return received.toByteArray();
                }
            }));
        }
        for (int i = 0; i < count; i++) {
            assertThat(contents.get(i).get()).isEqualTo(files.get(i).content().bytes());
        }
        assertThat(downloads.openConnections()).isZero();
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.host() == Host.CDN)
                .extracting(LoggedRequest::status)
                .containsOnly(200, 206);
    }

    @Test
    @DisplayName("R32 an idle reader keeps its connection while no other one waits, however long")
    void anIdleReaderKeepsItsConnectionWhileNobodyWaits() throws IOException, InterruptedException {
        try (InputStream content = downloads.open(source(file(1)))) {
            content.read();
            assertThat(readers.awaitTermination(300, TimeUnit.MILLISECONDS)).isFalse();
            content.skipNBytes(SIZE - 1L);
        }
        assertThat(downloads.statistics().reconnections()).isZero();
    }

    @Test
    @DisplayName("a stream that was never closed blocks no other reader")
    void aForgottenStreamBlocksNoReader() throws IOException {
        InputStream forgotten = downloads.open(source(file(1)));
        forgotten.read();
        assertThat(downloads.open(source(file(2))).readAllBytes()).hasSize(SIZE);
        assertThat(downloads.openConnections()).isZero();
        forgotten.close();
        assertThat(downloads.openConnections()).isZero();
    }
}
