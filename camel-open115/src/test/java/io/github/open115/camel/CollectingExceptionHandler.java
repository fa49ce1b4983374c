/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Collects what it handles.
 *
 * @param failures the root causes
 * @param handled what came, as it came
 */
record CollectingExceptionHandler(List<Throwable> failures, List<Throwable> handled) implements ExceptionHandler {

    CollectingExceptionHandler(List<Throwable> failures) {
        this(failures, new CopyOnWriteArrayList<>());
    }

    @Override
    public void handleException(Throwable exception) {
        handleException(null, null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        handled.add(exception);
        failures.add(root);
    }
}
