/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.examples.benchmarks.Rounds.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * Prints what downloads cost, as ratios within one run, against the CDN of the emulator in the same process. With
 * {@code --full}, two segments are measured on a file of 1 GiB, too.
 */
public final class TransferFigures {

    private static final long MIB = 1 << 20;
    private static final int ROUNDS = 5;
    private static final TransferLimits ONE = new TransferLimits(4, 1, Duration.ofSeconds(60), Duration.ofMinutes(5));
    private static final TransferLimits TWO = new TransferLimits(4, 2, Duration.ofSeconds(60), Duration.ofMinutes(5));

    private static final Targets TARGETS = new Targets();

    private TransferFigures() {}

    /** Runs all. */
    public static void main(String[] arguments) throws Exception {
        boolean full = Arrays.asList(arguments).contains("--full");
        Machine.print(Path.of(System.getProperty("java.io.tmpdir")));
        new OneFileFigures(TARGETS, 1024 * MIB).print(ONE);
        twoSegments(full ? 1024 * MIB : 160 * MIB);
        FaultFigures.print(TARGETS);
        TARGETS.exitIfMissed();
    }

    private static void twoSegments(long size) throws Exception {
        Rounds rounds = new Rounds(ROUNDS);
        try (PacedRoute one = new PacedRoute(ONE, size);
                PacedRoute two = new PacedRoute(TWO, size)) {
            Way overOne = rounds.add("one connection", one::poll);
            Way overTwo = rounds.add("two connections", two::poll);
            rounds.run();
            System.out.printf(
                    "one file of %d MiB by the route with localWorkDirectory, from a CDN that delivers 20 MB/s over a connection%n",
                    size / MIB);
            overOne.print(size);
            overTwo.print(size);
            System.out.printf("  ratio %s%n%n", TARGETS.atLeast(1.90, "two segments", overTwo.beside(overOne)));
        }
    }

    /** A route from a CDN that delivers 20 MB/s over a connection. */
    private static final class PacedRoute implements AutoCloseable {

        private final Drive drive;
        private final PolledRoute route;

        PacedRoute(TransferLimits limits, long size) throws Exception {
            drive = new Drive(Open115Emulator.builder().connectionRate(20_000_000), limits);
            drive.put("large", 1, size);
            route = PolledRoute.overWorkDirectory(drive, drive.file("target"));
        }

        void poll() {
            route.poll();
        }

        @Override
        public void close() {
            route.close();
            drive.close();
        }
    }
}
