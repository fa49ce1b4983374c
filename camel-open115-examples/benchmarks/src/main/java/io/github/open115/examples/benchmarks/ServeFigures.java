/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.examples.benchmarks.Rounds.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints what {@code serve} costs, as ratios within one run: redirections beside those of a route and of a bare servlet of
 * the same server, which send the same headers; and content beside a bare relay. With {@code --full}, for longer.
 */
public final class ServeFigures {

    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 15;
    private static final long MIB = 1 << 20;

    private static final Targets TARGETS = new Targets();

    private ServeFigures() {}

    /** Runs both. */
    public static void main(String[] arguments) throws Exception {
        boolean full = Arrays.asList(arguments).contains("--full");
        Machine.print(Path.of(System.getProperty("java.io.tmpdir")));
        TransferLimits limits = new TransferLimits(4, 1, Duration.ofSeconds(60), Duration.ofMinutes(5));
        try (Drive drive = new Drive(Open115Emulator.builder().connectionsPerLink(0), limits)) {
            ContentSource source = drive.put("film", 1, (full ? 1024 : 256) * MIB);
            DownloadLink link = drive.client().links().link(source.pickCode(), null);
            try (ServeFront front = new ServeFront(drive.emulator(), drive.file("serve"), link)) {
                redirections(front.port(), source, full ? 10_000 : 3000);
                content(front.port(), source);
            }
        }
        TARGETS.exitIfMissed();
    }

    private static void redirections(int port, ContentSource source, int requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            Rounds rounds = new Rounds(ROUNDS);
            Way servlet = rounds.add("bare servlet, constant 302", () -> many(threads, port, "/plain/x", requests));
            Way route = rounds.add("route of Camel, constant 302", () -> many(threads, port, "/constant/x", requests));
            Way serve = rounds.add("serve, redirect", () -> many(threads, port, "/serve/" + source.fileId(), requests));
            rounds.run();
            System.out.printf("redirections over %d connections, median of %d rounds%n", CONNECTIONS, ROUNDS);
            for (Way way : List.of(servlet, route, serve)) {
                System.out.printf(
                        "  %-30s %8.0f requests/s%n",
                        way, CONNECTIONS * requests / way.seconds().median());
            }
            System.out.printf(
                    "  serve beside the route: %s%n",
                    TARGETS.atLeast(0.90, "redirect beside a route of Camel", serve.beside(route)));
            System.out.printf(
                    "  serve beside the servlet %.2f, the route beside the servlet %.2f%n%n",
                    serve.beside(servlet).median(), route.beside(servlet).median());
        } finally {
            threads.shutdown();
        }
    }

    /** The same requests over several connections at a time. */
    private static void many(ExecutorService threads, int port, String path, int requests) throws Exception {
        byte[] request = RawClient.get(path);
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(() -> {
                try (RawClient client = new RawClient(port)) {
                    for (int n = 0; n < requests; n++) {
                        client.send(request, 302);
                    }
                }
                return null;
            });
        }
        for (Future<Void> client : threads.invokeAll(clients)) {
            client.get();
        }
    }

    private static void content(int port, ContentSource source) throws Exception {
        byte[] whole = RawClient.get("/stream/" + source.fileId());
        // of a part only the length can be proved
        byte[] part = RawClient.get("/stream/" + source.fileId(), "Range: bytes=1-");
        long size = source.size();
        Rounds rounds = new Rounds(ROUNDS);
        Way relay = rounds.add("bare relay, nothing checked", () -> fetch(port, RawClient.get("/relay"), 200, size));
        Way relayWithDigest = rounds.add(
                "bare relay that computes the SHA-1",
                () -> fetch(port, RawClient.get("/relay-with-digest"), 200, size));
        Way served = rounds.add("serve, whole file, SHA-1 proved", () -> fetch(port, whole, 200, size));
        Way servedPart = rounds.add("serve, range of all but a byte", () -> fetch(port, part, 206, size - 1));
        rounds.run();
        System.out.printf("one file of %d MiB through this machine, median of %d rounds%n", size / MIB, ROUNDS);
        for (Way way : List.of(relay, relayWithDigest, served, servedPart)) {
            way.print(size);
        }
        System.out.printf(
                "  range beside the bare relay: %s%n",
                TARGETS.atLeast(0.85, "range beside a bare relay", servedPart.beside(relay)));
        System.out.printf(
                "  whole file beside the bare relay: %s%n",
                TARGETS.atLeast(0.85, "whole file beside a bare relay", served.beside(relay)));
        System.out.printf(
                "  whole file beside the relay that computes the SHA-1: %s%n",
                TARGETS.atLeast(0.85, "whole file beside a relay with SHA-1", served.beside(relayWithDigest)));
    }

    private static void fetch(int port, byte[] request, int status, long size) throws IOException {
        try (RawClient client = new RawClient(port)) {
            if (client.send(request, status) != size) {
                throw new IOException("not the whole file");
            }
        }
    }
}
