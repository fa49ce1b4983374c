package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints what {@code serve} costs, as ratios within one run: redirections beside those of a bare servlet of the same
 * server, and content beside a bare relay. With {@code --full}, for longer.
 */
public final class ServeFigures {

    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 5;
    private static final long MIB = 1 << 20;

    private static final Targets TARGETS = new Targets();

    private ServeFigures() {}

    /** Runs both. */
    public static void main(String[] arguments) throws Exception {
        boolean full = Arrays.asList(arguments).contains("--full");
        TransferLimits limits = new TransferLimits(4, 1, Duration.ofSeconds(60), Duration.ofMinutes(5));
        try (Drive drive = new Drive(Open115Emulator.builder().connectionsPerLink(0), limits)) {
            ContentSource source = drive.put("film", 1, (full ? 1024 : 256) * MIB);
            DownloadLink link = drive.client().links().link(source.pickCode(), null);
            try (ServeFront front = new ServeFront(drive.emulator(), drive.file("serve"), link)) {
                redirections(front.port(), source, Duration.ofSeconds(full ? 10 : 3));
                content(front.port(), source);
            }
        }
        TARGETS.exitIfMissed();
    }

    /** What many requests took. */
    private record Latencies(long[] nanos, double seconds) {

        double perSecond() {
            return nanos.length / seconds;
        }

        double p99Millis() {
            return nanos[(int) (nanos.length * 0.99)] / 1e6;
        }
    }

    private static void redirections(int port, ContentSource source, Duration time) throws Exception {
        String[] paths = {"/plain/x", "/constant/x", "/serve/" + source.fileId()};
        String[] names = {"bare servlet, constant 302", "route of Camel, constant 302", "serve, redirect"};
        Latencies[] best = new Latencies[paths.length];
        for (int round = 0; round < ROUNDS + 1; round++) {
            for (int i = 0; i < paths.length; i++) {
                Latencies measured = many(port, RawClient.get(paths[i]), time);
                // the first round warms up
                if (round > 0 && (best[i] == null || measured.perSecond() > best[i].perSecond())) {
                    best[i] = measured;
                }
            }
        }
        System.out.printf("redirections over %d connections, best of %d rounds%n", CONNECTIONS, ROUNDS);
        for (int i = 0; i < paths.length; i++) {
            System.out.printf(
                    "  %-30s %8.0f requests/s, p99 %6.2f ms%n", names[i], best[i].perSecond(), best[i].p99Millis());
        }
        System.out.printf(
                "  ratio to the servlet %s, to the route %.2f%n%n",
                TARGETS.atLeast(0.70, "redirect beside a bare servlet", best[2].perSecond() / best[0].perSecond()),
                best[2].perSecond() / best[1].perSecond());
    }

    private static Latencies many(int port, byte[] request, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long start = System.nanoTime();
            List<Future<List<Long>>> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(threads.submit(() -> one(port, request, start + time.toNanos())));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> client : clients) {
                all.addAll(client.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Latencies(
                    all.stream().mapToLong(Long::longValue).sorted().toArray(), seconds);
        } finally {
            threads.shutdown();
        }
    }

    private static List<Long> one(int port, byte[] request, long end) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (RawClient client = new RawClient(port)) {
            for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
                client.send(request, 302);
                nanos.add(System.nanoTime() - before);
            }
        }
        return nanos;
    }

    private static void content(int port, ContentSource source) throws Exception {
        double[] relayed = new double[ROUNDS];
        double[] served = new double[ROUNDS];
        for (int i = -1; i < ROUNDS; i++) {
            int round = Math.max(i, 0);
            relayed[round] = seconds(port, "/relay", source.size());
            served[round] = seconds(port, "/stream/" + source.fileId(), source.size());
        }
        Arrays.sort(relayed);
        Arrays.sort(served);
        double relay = relayed[ROUNDS / 2];
        double serve = served[ROUNDS / 2];
        System.out.printf(
                "one file of %d MiB through this machine, median of %d rounds%n", source.size() / MIB, ROUNDS);
        System.out.printf("  %-30s %7.0f MB/s%n", "bare relay, nothing checked", source.size() / 1e6 / relay);
        System.out.printf("  %-30s %7.0f MB/s%n", "serve, local proxy, SHA-1", source.size() / 1e6 / serve);
        System.out.printf(
                "  ratio %s; SHA-1 not counted %.2f%n",
                TARGETS.atLeast(0.80, "local proxy beside a bare relay", relay / serve),
                relay / (serve - digestSeconds(source.size())));
    }

    /** What the digest alone takes, of so many bytes. */
    private static double digestSeconds(long size) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        byte[] buffer = new byte[(int) (64 * MIB / 1024)];
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (long left = size; left > 0; left -= buffer.length) {
                digest.update(buffer);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private static double seconds(int port, String path, long size) throws IOException {
        long start = System.nanoTime();
        try (RawClient client = new RawClient(port)) {
            if (client.send(RawClient.get(path), 200) != size) {
                throw new IOException("not the whole file");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
