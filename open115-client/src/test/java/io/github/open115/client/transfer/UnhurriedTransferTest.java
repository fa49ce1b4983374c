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
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Transfers that take their time, because the content is long or because nobody reads for a while. */
@Timeout(600)
class UnhurriedTransferTest {

    /** More than the sockets between client and service take in, so that a pause reaches the connection. */
    private static final int SIZE = 12_000_000;

    private static final int BYTES_PER_SECOND = 12_000_000;

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(
            () -> Open115Emulator.builder().clock(new EmulatorClock().freeze()).connectionRate(BYTES_PER_SECOND));

    @TempDir
    Path folder;

    private DownloadFixture fixture;
    private EmulatedFile file;

    @BeforeEach
    void connect() {
        fixture = new DownloadFixture(open115.emulator(), folder);
        file = open115.emulator().drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
    }

    @Test
    @DisplayName("R37 the call timeout of a given HTTP client does not end a transfer that makes progress")
    void aCallTimeoutDoesNotEndATransfer() throws IOException {
        OkHttpClient hasty =
                new OkHttpClient.Builder().callTimeout(Duration.ofMillis(300)).build();
        Downloads downloads = fixture.downloads(hasty, DownloadFixture.LIMITS, ProgressListener.NONE);
        assertThat(downloads.open(source(file)).readAllBytes())
                .isEqualTo(file.content().bytes());
        assertThat(downloads.statistics()).isEqualTo(new TransferStatistics(0, SIZE, 1, 0, 0, 0));
    }

    @Test
    @DisplayName("R30 a pause of the reader counts neither as silence nor as slowness of the connection")
    void aPauseOfTheReaderIsNoStall() throws Exception {
        Duration readTimeout = Duration.ofSeconds(4);
        // more than one read brings: a pause that counted would be taken for a slow connection
        int minimumRate = 1_000_000;
        Downloads downloads = fixture.downloads(
                new TransferLimits(1, 1, readTimeout, Duration.ofSeconds(5), minimumRate, Duration.ofMinutes(1)));
        try (InputStream content = downloads.open(source(file))) {
            content.readNBytes(10);
            CountDownLatch never = new CountDownLatch(1);
            assertThat(never.await(readTimeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
            content.skipNBytes(SIZE - 10);
            assertThat(content.read()).isEqualTo(-1);
        }
        assertThat(downloads.statistics()).isEqualTo(new TransferStatistics(0, SIZE, 1, 0, 0, 0));
    }

    @Test
    @DisplayName("the bytes of a slow connection are handed out without waiting until a buffer is full")
    void bytesOfASlowConnectionAreHandedOutAtOnce() throws IOException {
        open115.emulator().faults().arm(Faults.CDN, Fault.trickle(Duration.ofMillis(50)));
        try (InputStream content = fixture.downloads(DownloadFixture.LIMITS).open(source(file))) {
            assertThat(content.read(new byte[1000])).isBetween(1, 500);
        }
    }
}
