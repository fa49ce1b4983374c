package io.github.open115.examples.ingest;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Follows the files on their way, by the events of their exchanges. Thread-safe. */
final class Progress extends EventNotifierSupport {

    private final Path target;

    // guarded by this: all that follows
    private final Map<String, Transfer> underWay = new LinkedHashMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private long files;
    private long bytes;
    private long found;

    /** @param target the local folder, where files under way are looked at */
    Progress(Path target) {
        this.target = target;
    }

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
        long partial =
                underWay.values().stream().mapToLong(Transfer::bytesSoFar).sum();
        Optional<String> current = underWay.values().stream().findFirst().map(Transfer::name);
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

    private synchronized void begun(Exchange exchange) {
        if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, 0, int.class) == 0) {
            found = files + exchange.getProperty(ExchangePropertyKey.BATCH_SIZE, 1, int.class);
        }
        underWay.put(exchange.getExchangeId(), Transfer.of(exchange.getMessage(), target));
    }

    private synchronized void arrived(Exchange exchange) {
        Transfer transfer = underWay.remove(exchange.getExchangeId());
        if (transfer != null) {
            files++;
            bytes += transfer.size();
            failed.remove(transfer.fileId());
        }
    }

    private synchronized void failed(Exchange exchange) {
        Transfer transfer = underWay.remove(exchange.getExchangeId());
        if (transfer != null) {
            failed.put(transfer.fileId(), transfer.name() + ": " + Reasons.of(exchange.getException()));
        }
    }

    private record Transfer(String fileId, String name, long size, Path temporary) {

        static Transfer of(Message message, Path target) {
            String fileId = message.getHeader(Open115Constants.FILE_ID, String.class);
            Path arriving = target.resolve(message.getHeader(Open115Constants.FILE_NAME, String.class));
            return new Transfer(
                    fileId,
                    arriving.getFileName().toString(),
                    message.getHeader(Open115Constants.FILE_LENGTH, 0L, long.class),
                    arriving.resolveSibling(fileId + ".part"));
        }

        long bytesSoFar() {
            try {
                return Files.size(temporary);
            } catch (IOException notBegun) {
                return 0;
            }
        }
    }
}
