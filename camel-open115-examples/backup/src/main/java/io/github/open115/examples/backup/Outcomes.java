/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import io.github.open115.camel.Open115Constants;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * What became of each file: the last step of the route, notifier of the context, and listener of the component. Compares the
 * SHA-1 that the service has proved with one of its own. Thread-safe.
 */
final class Outcomes extends EventNotifierSupport implements Processor, ProgressListener {

    /** Smaller files are sent before one could read how far they are. */
    private static final long WORTH_SHOWING = 1_000_000;

    // guarded by this: all that follows
    private final Map<String, Integer> results = new TreeMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long files;
    private long bytes;
    private String current = "";
    private Transfer sending;

    /**
     * What is done so far.
     *
     * @param files files that are in the drive
     * @param bytes their bytes
     * @param current name of the file under way; empty between files
     * @param sending how much of it is sent, as {@code 12.0 of 200.0 MB}; empty if it is not being sent
     */
    record Snapshot(long files, long bytes, String current, String sending) {}

    synchronized Snapshot snapshot() {
        String sent = sending == null || sending.length() < WORTH_SHOWING
                ? ""
                : Units.megabytes(sending.soFar()) + " of " + Units.megabytes(sending.length()) + " sent";
        return new Snapshot(files, bytes, current, sent);
    }

    /** How many files had each result, as {@code 3 instant, 10 sent}. */
    synchronized String results() {
        List<String> parts = new ArrayList<>();
        results.forEach((result, count) -> parts.add(count + " " + result));
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    /** How many files had a result. */
    synchronized int count(String result) {
        return results.getOrDefault(result, 0);
    }

    /** What went wrong, one line for each file; empty when all is well. */
    synchronized List<String> problems() {
        List<String> problems = new ArrayList<>(differences);
        problems.addAll(failed.values());
        return problems;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String name = name(exchange);
        Path file = exchange.getMessage().getMandatoryBody(File.class).toPath();
        String proved = exchange.getMessage().getHeader(Open115Constants.SHA1, String.class);
        String own = Sha1.of(file);
        synchronized (this) {
            if (!own.equals(proved)) {
                differences.add(name + ": its SHA-1 is " + own + ", but the drive has " + proved);
            }
            failed.remove(name);
            results.merge(
                    exchange.getMessage().getHeader(Open115Constants.UPLOAD_RESULT, String.class), 1, Integer::sum);
            files++;
            bytes += file.toFile().length();
            current = "";
        }
    }

    private static String name(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeCreatedEvent || event instanceof ExchangeFailedEvent;
    }

    @Override
    public synchronized void notify(CamelEvent event) {
        Exchange exchange = ((ExchangeEvent) event).getExchange();
        if (event instanceof ExchangeFailedEvent) {
            failed.put(
                    name(exchange),
                    name(exchange) + ": " + exchange.getException().getMessage());
        } else {
            current = String.valueOf(name(exchange));
        }
    }

    @Override
    public synchronized void started(Transfer transfer) {
        sending = transfer;
    }

    @Override
    public synchronized void ended(Transfer transfer, Throwable failure) {
        sending = null;
    }
}
