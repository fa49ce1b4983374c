/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.RandomFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Everything that can go wrong with content, at random: what it costs, and that every file arrives as it is. */
final class FaultFigures {

    private static final int DOWNLOADS = 200;
    private static final int FAULTS = 500;
    private static final int MAX_TRIES = 10;
    private static final int LARGEST = 1_000_000;
    private static final TransferLimits IMPATIENT =
            new TransferLimits(4, 2, Duration.ofMillis(500), Duration.ofSeconds(30), 20_000, Duration.ofSeconds(1));

    private final Drive drive;
    private int tries;
    private int wrong;
    private int missing;

    private FaultFigures(Drive drive) {
        this.drive = drive;
    }

    static void print(Targets targets) throws IOException {
        Open115Emulator.Builder settings =
                Open115Emulator.builder().clock(new EmulatorClock().freeze()).expiryEndsTransfers(true);
        try (Drive drive = new Drive(settings, IMPATIENT)) {
            new FaultFigures(drive).run(targets);
        }
    }

    private void run(Targets targets) throws IOException {
        RandomFaults faults = new RandomFaults(drive.emulator(), 115);
        Random sizes = new Random(115);
        long bytes = 0;
        int downloads = 0;
        // the last faults may wait for requests that the last files do not make: then a few more files follow
        while (downloads < DOWNLOADS || faults.fired() < FAULTS && downloads < DOWNLOADS + FAULTS) {
            int size = 1 + sizes.nextInt(LARGEST);
            ContentSource source = drive.put("file-" + downloads, downloads, size);
            if (downloads < DOWNLOADS) {
                for (int n = FAULTS * downloads / DOWNLOADS; n < FAULTS * (downloads + 1) / DOWNLOADS; n++) {
                    faults.arm(size);
                }
            }
            fetch(source);
            bytes += size;
            downloads++;
        }
        System.out.printf(
                "%d downloads, %d tries%n  faults %s, wrong files %s, files that did not arrive %s%n",
                downloads,
                tries,
                targets.atLeast(FAULTS, "faults", faults.fired()),
                targets.atMost(0, "wrong files", wrong),
                targets.atMost(0, "files that did not arrive", missing));
        System.out.printf(
                "  %d link calls, %d requests for content, %.1f %% of the bytes received twice%n",
                drive.emulator().requests().linkRequests(),
                drive.emulator().requests().cdnRequests(),
                100.0 * (drive.client().downloads().statistics().bytesReceived() - bytes) / bytes);
    }

    /** Fetches a file as a route would, which comes back after a failure. */
    private void fetch(ContentSource source) throws IOException {
        Path target = drive.file("out").resolve(source.name());
        for (int i = 1; i <= MAX_TRIES; i++) {
            tries++;
            try {
                drive.client().downloads().toFile(source, target);
            } catch (IOException e) {
                // the next try
                continue;
            }
            if (!Content.file(target).sha1().equals(source.sha1())) {
                wrong++;
            }
            return;
        }
        missing++;
    }
}
