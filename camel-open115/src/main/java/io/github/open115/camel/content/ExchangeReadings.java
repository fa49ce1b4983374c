package io.github.open115.camel.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings of a content by one exchange, which end with it: what is left open then is closed. They remember that a
 * reading failed, until it has come to its proved end, or another one that began afterwards. Some readers take a failure for
 * the end of the data and tell nobody: {@code java.util.Scanner}, and with it Camel's {@code tokenizeXML}. The exchange
 * would succeed with a part of the file. So it would when Camel's file producer wrote only a part ({@link ProducedFile}).
 *
 * <p>A failure that Camel was told of, and the route has handled, is the route's affair. What a failed branch means to the
 * others is up to who puts them together.
 */
final class ExchangeReadings extends FailAtRouteEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeReadings.class);

    private final Open115Content content;
    private final boolean exclusive;
    private final Set<ContentStream> open = ConcurrentHashMap.newKeySet();
    // guarded by this: the readings that failed, and a number for each event, by which its order is known
    private final List<Reading> failed = new ArrayList<>();
    private long events;
    private Exception product;

    /**
     * @param exclusive whether no other exchange reads here. Else, what another thread reads may belong to another exchange,
     *     and is left open
     */
    ExchangeReadings(Open115Content content, boolean exclusive) {
        this.content = content;
        this.exclusive = exclusive;
    }

    void opened(ContentStream stream) {
        open.add(stream);
    }

    void closed(ContentStream stream) {
        open.remove(stream);
    }

    @Override
    public void beforeHandover(Exchange target) {
        content.handOver(this, target);
    }

    @Override
    public void onDone(Exchange exchange) {
        super.onDone(exchange);
        content.forget(this);
        for (ContentStream stream : open) {
            if (exclusive || stream.isReadBy(Thread.currentThread())) {
                stream.release();
            }
        }
    }

    /** Remembers whether the file that was made last from the content is wrong, before another one is made. */
    synchronized void checkProduct(Exchange exchange) {
        if (product == null) {
            product = ProducedFile.failure(exchange, content);
        }
    }

    synchronized Reading begin() {
        return new Reading(++events);
    }

    /** What becomes of one reading. One that was given up has no outcome, whatever its reader gets then. */
    final class Reading {

        // guarded by the readings
        private final long begun;
        private boolean over;
        private long failedAt;
        private Exception reason;

        private Reading(long begun) {
            this.begun = begun;
        }

        void failed(Exception newReason) {
            synchronized (ExchangeReadings.this) {
                if (!over) {
                    failed.remove(this);
                    failed.add(this);
                    failedAt = ++events;
                    reason = newReason;
                }
            }
        }

        /** The end has come, and is proved. */
        void proved() {
            synchronized (ExchangeReadings.this) {
                if (!over) {
                    over = true;
                    failed.removeIf(other -> other == this || other.failedAt < begun);
                }
            }
        }

        void giveUp() {
            synchronized (ExchangeReadings.this) {
                over = true;
            }
        }
    }

    @Override
    protected Exception reason(Exchange exchange) {
        Exception unheard = unheard(exchange);
        if (unheard != null) {
            LOG.warn(
                    "The content of file {} ('{}') could not be read to its end, but its reader told nobody;"
                            + " exchange {} fails therefore: {}",
                    content.file().id(),
                    content.file().name(),
                    exchange.getExchangeId(),
                    unheard.toString());
            return unheard;
        }
        checkProduct(exchange);
        return product;
    }

    private synchronized Exception unheard(Exchange exchange) {
        Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        return failed.stream()
                .map(reading -> reading.reason)
                .filter(reason -> !isTold(caught, reason))
                .findFirst()
                .orElse(null);
    }

    private static boolean isTold(Throwable caught, Exception reason) {
        if (caught != null) {
            for (Throwable cause : ObjectHelper.createExceptionIterable(caught)) {
                if (cause == reason) {
                    return true;
                }
            }
        }
        return false;
    }
}
