/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import org.apache.camel.Exchange;

/** Looks up one file or folder, and sets the headers that a polled file has. */
final class InfoOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        TargetResolver targets = new TargetResolver(exchange, context);
        TargetFile target = targets.file();
        exchange.getMessage().setBody(target.lookUp(targets.maxAge()));
        target.headers().lookedUp();
    }
}
