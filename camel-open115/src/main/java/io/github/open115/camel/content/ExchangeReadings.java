/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings of a content by one exchange. Streams that are still open when the exchange ends are closed. A failed reading
 * makes the exchange fail, unless that reading, or one that began later, comes to its proved end. Some readers take a failure
 * for the end of the data and hide it: {@code java.util.Scanner}, and with it Camel's {@code tokenizeXML}. The exchange would
 * succeed with a part of the file. The same holds if Camel's file producer wrote only a part.
 *
 * <p>A failure that Camel saw and the route has handled does not count. Whether a failed branch fails the whole is up to the
 * aggregation of the branches.
 */
final class ExchangeReadings extends FailAtRouteEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeReadings.class);

    private final Open115Content content;
    private final boolean exclusive;
    private final Set<ContentStream> open = ConcurrentHashMap.newKeySet();
    // guarded by this: the failed readings, and a counter of events, which gives their order
    private final List<ReadAttempt> failed = new ArrayList<>();
    private long events;
    private Exception product;

    /**
     * @param exclusive whether no other exchange uses these readings. Otherwise a stream that another thread reads may belong
     *     to another exchange, and is left open
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

    /** Remembers whether the last file that was written from the content is incomplete, before another one is written. */
    synchronized void checkProduct(Exchange exchange) {
        if (product == null) {
            product = incompleteProduct(exchange);
        }
    }

    synchronized ReadAttempt begin() {
        return new ReadAttempt(++events);
    }

    /** The outcome of one reading. A reading that was given up has none, whatever its reader gets then. */
    final class ReadAttempt {

        // guarded by the readings
        private final long begun;
        private boolean over;
        private long failedAt;
        private Exception reason;

        private ReadAttempt(long begun) {
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

        /** The reading has come to its end, and the content is proved. */
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

    /**
     * Why the file that Camel's file producer made last from the content is wrong. The producer ignores how many bytes a
     * write took: on a full disk it leaves a part of the file under the final name and succeeds.
     *
     * @return null if the file is right, or if the message does not tell: the file has gone, the body is another one, or the
     *     endpoint writes other bytes than those of the content
     */
    private Exception incompleteProduct(Exchange exchange) {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_PRODUCED, String.class);
        if (name == null || !isBody(exchange)) {
            return null;
        }
        File file = new File(name);
        if (!file.isFile() || !isWhole(makers(exchange, file))) {
            return null;
        }
        long length = file.length();
        if (length == content.length()) {
            return null;
        }
        Open115File source = content.file();
        return new GenericFileOperationFailedException("File " + source.id() + " ('" + source.name() + "') has "
                + content.length() + " bytes, but " + file + ", which was written from it, has " + length
                + ": the disk may be full. Free some space; the file is delivered again");
    }

    private boolean isBody(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Open115Content current = body instanceof ContentStream stream
                ? stream.content()
                : body instanceof Open115Content other ? other : null;
        return current != null
                && current.length() == content.length()
                && current.file().id().equals(content.file().id());
    }

    /** The endpoints that may have made a file: a producer of another scheme sets the same header. */
    private static List<FileEndpoint> makers(Exchange exchange, File file) {
        Path path = file.toPath().toAbsolutePath().normalize();
        return exchange.getContext().getEndpoints().stream()
                .filter(FileEndpoint.class::isInstance)
                .map(FileEndpoint.class::cast)
                .filter(endpoint -> path.startsWith(
                        endpoint.getFile().toPath().toAbsolutePath().normalize()))
                .toList();
    }

    /** Whether they write a file that has the bytes of the body, and nothing else. */
    private static boolean isWhole(List<FileEndpoint> makers) {
        return !makers.isEmpty()
                && makers.stream()
                        .allMatch(endpoint -> endpoint.getCharset() == null
                                && endpoint.getFileExist() != GenericFileExist.Append
                                && endpoint.getFileExist() != GenericFileExist.Ignore);
    }
}
