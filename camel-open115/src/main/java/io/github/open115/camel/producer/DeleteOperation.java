/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import java.util.List;
import org.apache.camel.Exchange;

/** Moves a file or folder to the recycle bin. */
final class DeleteOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        TargetFile target = new TargetResolver(exchange, context).file();
        String id = target.idToChange();
        // a second deletion succeeds without a call, because a route may be retried
        if (!target.reference().isDeleted()) {
            context.client().files().delete(List.of(id));
        }
        exchange.getMessage().setBody(null);
        target.headers().deleted(id);
    }
}
