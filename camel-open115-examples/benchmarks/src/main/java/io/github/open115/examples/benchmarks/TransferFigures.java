package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Prints what downloads cost, as ratios within one run, against the CDN of the emulator in the same process. With
 * {@code --full}, on a file of 1 GiB; else small enough for a minute.
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
        oneFile(full ? 1024 * MIB : 256 * MIB);
        twoSegments(full ? 1024 * MIB : 80 * MIB);
        FaultFigures.print(TARGETS);
        TARGETS.exitIfMissed();
    }

    /** A measured piece of work. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void oneFile(long size) throws Exception {
        try (Drive drive = new Drive(Open115Emulator.builder(), ONE)) {
            ContentSource source = drive.put("large", 1, size);
            DownloadLink link = drive.client().links().link(source.pickCode(), null);
            PlainDownload plain = new PlainDownload();
            Path target = drive.file("target");
            double[] verified = new double[ROUNDS];
            double[] withDigest = new double[ROUNDS];
            double[] withoutDigest = new double[ROUNDS];
            double[] digest = new double[ROUNDS];
            for (int i = -1; i < ROUNDS; i++) {
                // the first round warms up; the next one takes its place
                int round = Math.max(i, 0);
                withDigest[round] = seconds(() -> plain.toFile(link, target, sha1()));
                // to cut an older file off would cost the next one time
                Files.delete(target);
                withoutDigest[round] = seconds(() -> plain.toFile(link, target, null));
                Files.delete(target);
                verified[round] = seconds(() -> drive.client().downloads().toFile(source, target));
                Files.delete(target);
                digest[round] = seconds(() -> digest(size));
            }
            System.out.printf("one file of %d MiB to disk, median of %d rounds%n", size / MIB, ROUNDS);
            row("plain OkHttp with SHA-1", size, median(withDigest));
            row("plain OkHttp without", size, median(withoutDigest));
            row("verified, flushed and moved", size, median(verified));
            System.out.printf(
                    "  ratio with SHA-1 %s; SHA-1 not counted %s%n%n",
                    TARGETS.atLeast(0.80, "one file, with SHA-1", median(withDigest) / median(verified)),
                    TARGETS.atLeast(
                            0.95,
                            "one file, SHA-1 not counted",
                            median(withoutDigest) / (median(verified) - median(digest))));
        }
    }

    private static void row(String name, long size, double seconds) {
        System.out.printf("  %-30s %6.2f s %7.0f MB/s%n", name, seconds, size / 1e6 / seconds);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digest alone, of so many bytes. */
    private static void digest(long size) {
        MessageDigest digest = sha1();
        byte[] buffer = new byte[64 * 1024];
        for (long left = size; left > 0; left -= buffer.length) {
            digest.update(buffer, 0, (int) Math.min(left, buffer.length));
        }
        digest.digest();
    }

    private static void twoSegments(long size) throws Exception {
        double one = paced(ONE, size);
        double two = paced(TWO, size);
        System.out.printf("one file of %d MiB from a CDN that delivers 20 MB/s over a connection%n", size / MIB);
        row("one connection", size, one);
        row("two connections", size, two);
        System.out.printf("  ratio %s%n%n", TARGETS.atLeast(1.90, "two segments", one / two));
    }

    private static double paced(TransferLimits limits, long size) throws Exception {
        try (Drive drive = new Drive(Open115Emulator.builder().connectionRate(20_000_000), limits)) {
            ContentSource source = drive.put("large", 1, size);
            drive.client().links().link(source.pickCode(), null);
            return seconds(() -> drive.client().downloads().toFile(source, drive.file("target")));
        }
    }
}
