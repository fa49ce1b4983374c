/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.claims.ClaimException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.state.StateException;
import io.github.open115.client.transfer.TransferException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.LoggingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the failures of a consumer. A failure whose message says what happened and what to do takes one line, because a
 * stack trace for each file or poll would hide it; its trace is logged at DEBUG. Any other failure is logged with its trace,
 * as Camel does.
 */
public final class FailureLog extends LoggingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    public FailureLog(CamelContext context) {
        super(context, FailureLog.class);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        Throwable reason = explained(failure);
        if (reason == null) {
            super.handleException(message, exchange, failure);
        } else if (!isSuppressLogging()) {
            LOG.warn("{}", sentence(message, exchange, reason.getMessage()));
            LOG.debug("The trace of this failure", failure);
        }
    }

    private static String sentence(String message, Exchange exchange, String reason) {
        Open115RemoteFile file = exchange == null ? null : Open115RemoteFile.carriedBy(exchange);
        StringBuilder sentence = new StringBuilder(message == null ? "Failure" : message);
        if (file != null && sentence.indexOf(file.getFileName()) < 0) {
            sentence.append(" of file ").append(file.getFileName());
        }
        return sentence.indexOf(reason) < 0
                ? sentence.append(": ").append(reason).toString()
                : sentence.toString();
    }

    /** The failure or cause whose message explains it; null when there is none. */
    private static Throwable explained(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !isExplained(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isExplained(Throwable failure) {
        return failure.getMessage() != null
                && (failure instanceof Open115Exception
                        || failure instanceof TransferException
                        || failure instanceof ClaimException
                        || failure instanceof StateException);
    }
}
