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
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.github.open115.emulator.RandomFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that can go wrong with content, at random. */
@Tag("slow")
@Timeout(600)
class RandomFaultsTest {

    private static final Logger LOG = LoggerFactory.getLogger(RandomFaultsTest.class);

    private static final int DOWNLOADS = 200;
    private static final int FAULTS = 500;
    /** A fault waits for the third request at the latest, and a download is one request at least. */
    private static final int DOWNLOADS_WITH_NEW_FAULTS = DOWNLOADS - 2;

    private static final int MAX_TRIES = 10;

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(
            () -> Open115Emulator.builder().clock(new EmulatorClock().freeze()).expiryEndsTransfers(true));

    @TempDir
    Path folder;

    @Test
    @DisplayName("R11 R13 500 random faults over 200 downloads: no wrong file, and every file complete in the end")
    void everyFileArrivesDespiteRandomFaults() throws IOException {
        Open115Emulator emulator = open115.emulator();
        Downloads downloads = new DownloadFixture(emulator, folder.resolve("state"))
                .downloads(new TransferLimits(
                        4, 2, Duration.ofMillis(250), Duration.ofSeconds(10), 20_000, Duration.ofSeconds(1)));
        RandomFaults faults = new RandomFaults(emulator, 115);
        Random sizes = new Random(115);
        int tries = 0;
        long expected = 0;
        for (int i = 0; i < DOWNLOADS; i++) {
            int size = 1 + sizes.nextInt(i % 40 == 0 ? 3 * Pieces.SIZE : 300_000);
            EmulatedFile file = emulator.drive().addFile("0", "file-" + i, Content.generated(i, size));
            for (int n = armedBefore(i); n < armedBefore(i + 1); n++) {
                faults.arm(size);
            }
            tries += fetch(downloads, file, i % 2 == 0);
            expected += size;
        }
        assertThat(faults.fired()).isEqualTo(FAULTS);
        assertThat(downloads.openConnections()).isZero();
        LOG.info(
                "{} downloads, {} faults: {} tries, {} link calls, {} requests, {} of {} bytes received twice",
                DOWNLOADS,
                faults.fired(),
                tries,
                emulator.requests().linkRequests(),
                emulator.requests().cdnRequests(),
                downloads.statistics().bytesReceived() - expected,
                expected);
        // one for each file, and one for each link that was refused or expired
        assertThat(emulator.requests().linkRequests()).isLessThan(DOWNLOADS + FAULTS / 2);
    }

    private static int armedBefore(int download) {
        return Math.min(FAULTS, FAULTS * download / DOWNLOADS_WITH_NEW_FAULTS);
    }

    /** Fetches a file as a route would, which comes back after a failure. */
    private int fetch(Downloads downloads, EmulatedFile file, boolean toFile) {
        for (int i = 1; i <= MAX_TRIES; i++) {
            try {
                if (toFile) {
                    Path target = folder.resolve("out").resolve(file.name());
                    downloads.toFile(source(file), target);
                    assertThat(target).hasBinaryContent(file.content().bytes());
                } else {
                    try (InputStream content = downloads.open(source(file))) {
                        assertThat(content.readAllBytes())
                                .isEqualTo(file.content().bytes());
                    }
                }
                return i;
            } catch (IOException e) {
                LOG.debug("try {} of {} failed", i, file.name(), e);
            }
        }
        throw new AssertionError(file.name() + " did not arrive");
    }
}
