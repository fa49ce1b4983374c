/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Searches below a folder by name. The index of the service lags behind, so an empty result proves nothing. */
final class SearchOperation implements Operation {

    /** The service returns at most so many results (docs/115-open-api.md C.3). */
    private static final int WINDOW = 10_000;

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        String query = message.getHeader(Open115Constants.QUERY, String.class);
        // the content of a file is no query, and reading it would download it
        if (query == null && FileReference.fileIn(message.getBody()).isEmpty()) {
            query = message.getBody(String.class);
        }
        if (query == null || query.isBlank()) {
            throw new IllegalArgumentException(
                    "Nothing to search for: set the header " + Open115Constants.QUERY + " or the body");
        }
        TargetResolver targets = new TargetResolver(exchange, context);
        String folderId = targets.folder().apply(targets.maxAge());
        List<Open115File> found = context.client().files().search(folderId, query, WINDOW).stream()
                .map(item -> Open115File.ofLookUp(item, null))
                .toList();
        message.setBody(found);
        message.setHeader(Open115Constants.FILE_COUNT, (long) found.size());
        FileHeaders.seen(exchange);
    }
}
