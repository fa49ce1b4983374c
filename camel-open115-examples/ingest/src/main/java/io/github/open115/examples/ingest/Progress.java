/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Follows the files on their way, by the events of their exchanges and by their downloads. As a bean it is both to Camel:
 * notifier of the context, and listener of the component. Thread-safe.
 */
final class Progress extends EventNotifierSupport implements ProgressListener {

    // guarded by this: all that follows
    private final Map<String, Arrival> underWay = new LinkedHashMap<>();
    private final Map<String, Transfer> downloads = new HashMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private long files;
    private long bytes;
    private long found;

    /**
     * What is done so far.
     *
     * @param files files that arrived
     * @param found files that arrived or are known to come
     * @param bytes of the files that arrived, and what there is of those under way
     * @param current name of a file under way; empty between files
     */
    record Snapshot(long files, long found, long bytes, Optional<String> current) {}

    synchronized Snapshot snapshot() {
        long partial = downloads.values().stream().mapToLong(Transfer::soFar).sum();
        Optional<String> current = underWay.values().stream().findFirst().map(Arrival::name);
        return new Snapshot(files, found, bytes + partial, current);
    }

    /** The files whose last attempt failed, each with the reason. */
    synchronized List<String> failures() {
        return List.copyOf(failed.values());
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeEvent happened
                && happened.getExchange().getFromEndpoint() instanceof Open115Endpoint;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((ExchangeEvent) event).getExchange();
        if (event instanceof ExchangeCreatedEvent) {
            begun(exchange);
        } else if (event instanceof ExchangeCompletedEvent) {
            arrived(exchange);
        } else if (event instanceof ExchangeFailedEvent) {
            failed(exchange);
        }
    }

    /** Kept until the exchange is over, so that the file counts all the time. */
    @Override
    public synchronized void started(Transfer transfer) {
        downloads.put(transfer.source().fileId(), transfer);
    }

    private synchronized void begun(Exchange exchange) {
        if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, 0, int.class) == 0) {
            found = files + exchange.getProperty(ExchangePropertyKey.BATCH_SIZE, 1, int.class);
        }
        underWay.put(exchange.getExchangeId(), Arrival.of(exchange.getMessage()));
    }

    private synchronized void arrived(Exchange exchange) {
        Arrival arrival = over(exchange);
        if (arrival != null) {
            files++;
            bytes += arrival.size();
            failed.remove(arrival.fileId());
        }
    }

    private synchronized void failed(Exchange exchange) {
        Arrival arrival = over(exchange);
        if (arrival != null) {
            failed.put(arrival.fileId(), arrival.name() + ": " + Reasons.of(exchange.getException()));
        }
    }

    private Arrival over(Exchange exchange) {
        Arrival arrival = underWay.remove(exchange.getExchangeId());
        if (arrival != null) {
            downloads.remove(arrival.fileId());
        }
        return arrival;
    }

    private record Arrival(String fileId, String name, long size) {

        static Arrival of(Message message) {
            return new Arrival(
                    message.getHeader(Open115Constants.FILE_ID, String.class),
                    Path.of(message.getHeader(Open115Constants.FILE_NAME, String.class))
                            .getFileName()
                            .toString(),
                    message.getHeader(Open115Constants.FILE_LENGTH, 0L, long.class));
        }
    }
}
