package io.github.open115.examples.benchmarks;

import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.util.Arrays;

/**
 * Prints what downloads cost, as ratios within one run, against the CDN of the emulator in the same process. With
 * {@code --full}, two segments are measured on a file of 1 GiB, too.
 */
public final class TransferFigures {

    private static final long MIB = 1 << 20;
    private static final TransferLimits ONE = new TransferLimits(4, 1, Duration.ofSeconds(60), Duration.ofMinutes(5));
    private static final TransferLimits TWO = new TransferLimits(4, 2, Duration.ofSeconds(60), Duration.ofMinutes(5));

    private static final Targets TARGETS = new Targets();

    private TransferFigures() {}

    /** Runs all. */
    public static void main(String[] arguments) throws Exception {
        boolean full = Arrays.asList(arguments).contains("--full");
        new OneFileFigures(TARGETS, 1024 * MIB).print(ONE);
        twoSegments(full ? 1024 * MIB : 160 * MIB);
        FaultFigures.print(TARGETS);
        TARGETS.exitIfMissed();
    }

    private static void twoSegments(long size) throws Exception {
        Measured one = paced("one connection", ONE, size);
        Measured two = paced("two connections", TWO, size);
        System.out.printf(
                "one file of %d MiB by the route with localWorkDirectory, from a CDN that delivers 20 MB/s over a connection%n",
                size / MIB);
        one.print(size);
        two.print(size);
        System.out.printf("  ratio %s%n%n", TARGETS.atLeast(1.90, "two segments", one.median() / two.median()));
    }

    private static Measured paced(String name, TransferLimits limits, long size) throws Exception {
        try (Drive drive = new Drive(Open115Emulator.builder().connectionRate(20_000_000), limits)) {
            drive.put("large", 1, size);
            try (PolledRoute route = PolledRoute.overWorkDirectory(drive, drive.file("target"))) {
                Measured paced = new Measured(name, route::poll);
                paced.measure();
                return paced;
            }
        }
    }
}
