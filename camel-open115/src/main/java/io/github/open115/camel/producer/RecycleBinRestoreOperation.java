/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.files.RecycledFile;
import java.util.List;
import org.apache.camel.Exchange;

/** Takes files and folders back out of the recycle bin. */
final class RecycleBinRestoreOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        List<RecycledFile> files = RecycledFiles.in(exchange, context.options());
        if (!files.isEmpty()) {
            context.client().files().recycleBin().restore(files);
        }
        exchange.getMessage().setBody(files);
        FileHeaders.restored(exchange, files.stream().map(RecycledFile::id).toList());
    }
}
