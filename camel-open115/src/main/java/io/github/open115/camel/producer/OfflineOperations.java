/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import org.apache.camel.Exchange;

/** The operations of the cloud download that need nothing of the message. */
final class OfflineOperations {

    private OfflineOperations() {}

    static void list(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().offline().tasks());
        FileHeaders.seen(exchange);
    }

    static void clear(Exchange exchange, OperationContext context) {
        OfflineOptions options = context.offlineOptions();
        context.client().offline().clear(options.scope(), options.deleteSourceFiles());
        exchange.getMessage().setBody(null);
        FileHeaders.seen(exchange);
    }

    static void quota(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().offline().quota());
        FileHeaders.seen(exchange);
    }
}
