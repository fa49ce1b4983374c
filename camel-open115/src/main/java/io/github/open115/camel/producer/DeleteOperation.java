/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import io.github.open115.client.files.IdempotentChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Moves a file or folder, or a collection of them, to the recycle bin. */
final class DeleteOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Optional<List<Open115File>> many = BodyFiles.in(exchange, context.options());
        if (many.isPresent()) {
            if (!many.get().isEmpty()) {
                delete(BodyFiles.ids(many.get()), context);
            }
            exchange.getMessage().setBody(null);
            FileHeaders.seen(exchange);
            return;
        }
        TargetFile target = new TargetResolver(exchange, context).file();
        String id = target.idToChange();
        // a second deletion succeeds without a call, because a route may be retried
        if (!target.reference().isDeleted()) {
            delete(List.of(id), context);
        }
        exchange.getMessage().setBody(null);
        target.headers().deleted(id);
    }

    private static void delete(Collection<String> ids, OperationContext context) {
        IdempotentChange.make("delete", ids, context.client().files()::delete);
    }
}
