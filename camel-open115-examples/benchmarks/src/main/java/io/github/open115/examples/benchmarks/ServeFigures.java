package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Prints what {@code serve} costs, as ratios within one run: redirections beside those of a bare servlet of the same
 * server, and content beside a bare relay. With {@code --full}, for longer.
 */
public final class ServeFigures {

    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 5;
    private static final int ROUNDS_OF_CONTENT = 15;
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
        List<List<Latencies>> measured = new ArrayList<>();
        for (int round = 0; round < ROUNDS + 1; round++) {
            List<Latencies> ofRound = new ArrayList<>();
            for (String path : paths) {
                ofRound.add(many(port, RawClient.get(path), time));
            }
            // the first round warms up
            if (round > 0) {
                measured.add(ofRound);
            }
        }
        System.out.printf("redirections over %d connections, medians of %d rounds%n", CONNECTIONS, ROUNDS);
        for (int i = 0; i < paths.length; i++) {
            int of = i;
            System.out.printf(
                    "  %-30s %8.0f requests/s, p99 %6.2f ms%n",
                    names[i],
                    median(measured, round -> round.get(of).perSecond()),
                    median(measured, round -> round.get(of).p99Millis()));
        }
        System.out.printf(
                "  ratio to the servlet %s, to the route %.2f%n%n",
                TARGETS.atLeast(
                        0.70,
                        "redirect beside a bare servlet",
                        median(
                                measured,
                                round -> round.get(2).perSecond() / round.get(0).perSecond())),
                median(
                        measured,
                        round -> round.get(2).perSecond() / round.get(1).perSecond()));
    }

    private static double median(List<List<Latencies>> rounds, ToDoubleFunction<List<Latencies>> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray()[rounds.size() / 2];
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
        byte[] whole = RawClient.get("/stream/" + source.fileId());
        // of a part only the length can be proved
        byte[] part = RawClient.get("/stream/" + source.fileId(), "Range: bytes=1-");
        Times relay = new Times("bare relay, nothing checked");
        Times relayWithDigest = new Times("bare relay that computes the SHA-1");
        Times served = new Times("serve, whole file, SHA-1 proved");
        Times servedPart = new Times("serve, range of all but a byte");
        for (int round = 0; round < ROUNDS_OF_CONTENT + 1; round++) {
            relay.add(seconds(port, RawClient.get("/relay"), 200, source.size()));
            relayWithDigest.add(seconds(port, RawClient.get("/relay-with-digest"), 200, source.size()));
            served.add(seconds(port, whole, 200, source.size()));
            servedPart.add(seconds(port, part, 206, source.size() - 1));
        }
        System.out.printf(
                "one file of %d MiB through this machine, median of %d rounds%n",
                source.size() / MIB, ROUNDS_OF_CONTENT);
        for (Times times : List.of(relay, relayWithDigest, served, servedPart)) {
            System.out.printf("  %-34s %7.0f MB/s%n", times.name, source.size() / 1e6 / times.median());
        }
        System.out.printf(
                "  range beside the bare relay %s%n",
                TARGETS.atLeast(0.80, "range beside a bare relay", servedPart.beside(relay)));
        System.out.printf(
                "  whole file beside the bare relay %s, beside the one that computes the SHA-1 %s%n",
                TARGETS.atLeast(0.80, "whole file beside a bare relay", served.beside(relay)),
                TARGETS.atLeast(0.80, "whole file beside a relay with SHA-1", served.beside(relayWithDigest)));
    }

    /** What several rounds took, in seconds; the first one warms up. */
    private static final class Times {

        private final String name;
        private final List<Double> seconds = new ArrayList<>();

        Times(String name) {
            this.name = name;
        }

        void add(double time) {
            seconds.add(time);
        }

        double median() {
            return median(IntStream.range(1, seconds.size()).mapToDouble(seconds::get));
        }

        /** The speed beside another's; each round by itself, as a machine is not the same in all rounds. */
        double beside(Times other) {
            return median(IntStream.range(1, seconds.size()).mapToDouble(i -> other.seconds.get(i) / seconds.get(i)));
        }

        private static double median(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    private static double seconds(int port, byte[] request, int status, long size) throws IOException {
        long start = System.nanoTime();
        try (RawClient client = new RawClient(port)) {
            if (client.send(request, status) != size) {
                throw new IOException("not the whole file");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
