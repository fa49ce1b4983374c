package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content.Opener;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers that a reading of a content failed, until it or another one has come to its proved end. Some readers take a failure
 * for the end of the data and tell nobody: {@code java.util.Scanner}, and with it Camel's {@code tokenizeXML}. The exchange
 * would succeed with a part of the file.
 *
 * <p>A failure that Camel was told of, and the route has handled, is the route's affair. Each copy has its own outcome, and
 * fails the exchange that it was made for: what a failed branch means to the others is up to who puts them together.
 */
final class ReadingOutcome extends LateFailure {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingOutcome.class);

    private final Open115File file;
    private final long length;
    private volatile Exception failure;

    ReadingOutcome(Open115File file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Opens a reading whose outcome is remembered here. */
    InputStream open(Opener opener) throws IOException {
        try {
            return new WatchedReading(opener.open(), length, this);
        } catch (IOException | RuntimeException e) {
            failed(e);
            throw e;
        }
    }

    void failed(Exception reason) {
        failure = reason;
    }

    void proved() {
        failure = null;
    }

    @Override
    protected Exception reason(Exchange exchange) {
        Exception unheard = unheard(failure, exchange);
        if (unheard != null) {
            LOG.warn(
                    "The content of file {} ('{}') could not be read to its end, but its reader told nobody;"
                            + " exchange {} fails therefore: {}",
                    file.id(),
                    file.name(),
                    exchange.getExchangeId(),
                    unheard.toString());
        }
        return unheard;
    }

    private static Exception unheard(Exception failure, Exchange exchange) {
        Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        if (failure != null && caught != null) {
            for (Throwable cause : ObjectHelper.createExceptionIterable(caught)) {
                if (cause == failure) {
                    return null;
                }
            }
        }
        return failure;
    }
}
