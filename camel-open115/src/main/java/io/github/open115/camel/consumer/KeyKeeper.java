/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Keeps the idempotent key of a polled file for the end of its exchange. Camel's file engine reads it from a property of
 * the exchange then. By that time the route may have removed the property, and another file that the route has polled
 * ({@code pollEnrich}) leaves its own key there: the engine would confirm or free that one, and the claim of this file
 * would stay for ever.
 */
final class KeyKeeper extends DelegateAsyncProcessor {

    /** {@code Exchange.FILE_IDEMPOTENT_KEY}, which Camel 4.18 does not have. Its engine evaluates the key again. */
    private static final String KEY = "CamelFileIdempotentKey";

    /** @param route gets each exchange right after the engine has added its completion */
    KeyKeeper(Processor route) {
        super(route);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Object key = exchange.getProperty(KEY);
        if (key != null) {
            // the one added last runs first: right before the completion of the engine, for each file of the exchange
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    done.setProperty(KEY, key);
                }
            });
        }
        return super.process(exchange, callback);
    }
}
