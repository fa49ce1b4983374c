/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An emulator for use by hand: its drive follows a local folder, and a control port does what a person does at 115.
 * {@code /token} logs in and answers with a refresh token, {@code /confirm} confirms the newest QR log-in. Cloud downloads
 * take ten seconds.
 */
final class FolderServer implements AutoCloseable {

    /** A folder that takes long to read is read less often. */
    private static final int PAUSE_PER_SCAN = 10;

    private static final int KEPT_REQUESTS = 10_000;
    private static final int CONTROL_PORT_OFFSET = 4;
    private static final Duration CLOUD_DOWNLOAD = Duration.ofSeconds(10);

    private final Open115Emulator emulator;
    private final long pauseNanos;
    private final PrintStream messages;
    private final HttpServer control;
    private final ServedFolder folder;
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "open115-emulator-folder");
        thread.setDaemon(true);
        return thread;
    });
    private String failure = "";

    /**
     * Takes what is in the folder, and follows it from then on.
     *
     * @param port of the first of six in a row, 0 for any free ones
     * @param pause between two looks at the folder; longer when it takes long to read
     * @param messages gets a line for what cannot be read
     */
    FolderServer(Path folder, int port, Duration pause, PrintStream messages) throws IOException {
        this.pauseNanos = pause.toNanos();
        this.messages = messages;
        this.emulator = Open115Emulator.builder()
                .port(port)
                .maxAuthorizations(Integer.MAX_VALUE)
                .keptRequests(KEPT_REQUESTS)
                .start();
        emulator.offline().setFinishAfter(CLOUD_DOWNLOAD);
        try {
            this.control = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port == 0 ? 0 : port + CONTROL_PORT_OFFSET),
                    0);
            this.folder = new ServedFolder(folder.toRealPath(), emulator, messages);
            this.folder.load();
        } catch (IOException | RuntimeException e) {
            emulator.close();
            throw e;
        }
        control.createContext("/token", exchange -> answer(exchange, emulator.account()::newRefreshToken));
        control.createContext("/confirm", exchange -> answer(exchange, this::confirm));
        control.start();
        followLater(pauseNanos);
    }

    Open115Emulator emulator() {
        return emulator;
    }

    /** The base URL of the control port, without a slash at its end. */
    String controlUrl() {
        return "http://127.0.0.1:" + control.getAddress().getPort();
    }

    @Override
    public void close() {
        follower.shutdownNow();
        control.stop(0);
        emulator.close();
    }

    private void follow() {
        long start = System.nanoTime();
        try {
            folder.refresh();
            failure = "";
        } catch (IOException | RuntimeException e) {
            if (!e.toString().equals(failure)) {
                failure = e.toString();
                messages.println("# cannot read the folder, its files stay as they are: " + e);
            }
        }
        followLater(Math.max(pauseNanos, (System.nanoTime() - start) * PAUSE_PER_SCAN));
    }

    private void followLater(long nanos) {
        follower.schedule(this::follow, nanos, TimeUnit.NANOSECONDS);
    }

    private String confirm() {
        QrLogins logins = emulator.account().qrLogins();
        logins.confirm(logins.newest());
        return "confirmed";
    }

    private static void answer(HttpExchange exchange, Supplier<String> action) throws IOException {
        try (exchange) {
            int status = 200;
            String text;
            try {
                text = action.get();
            } catch (NoSuchElementException e) {
                status = 404;
                text = "no QR log-in waits to be confirmed";
            }
            byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
