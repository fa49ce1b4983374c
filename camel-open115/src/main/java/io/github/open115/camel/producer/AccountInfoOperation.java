/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import org.apache.camel.Exchange;

/** Looks up whose account it is, and how much space it has. */
final class AccountInfoOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().accountInfo());
    }
}
