/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.files.RecycleBin;
import io.github.open115.client.files.RecycledFile;
import java.util.List;
import org.apache.camel.Exchange;

/** Deletes files and folders in the recycle bin for ever: those that the message names, or all by option. */
final class RecycleBinDeleteOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        RecycleBin bin = context.client().files().recycleBin();
        if (context.options().wholeRecycleBin()) {
            bin.deleteAll();
        } else {
            List<RecycledFile> files = RecycledFiles.in(exchange, context.options());
            if (!files.isEmpty()) {
                bin.delete(files);
            }
        }
        exchange.getMessage().setBody(null);
        FileHeaders.seen(exchange);
    }
}
