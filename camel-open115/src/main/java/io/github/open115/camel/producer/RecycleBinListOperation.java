/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.client.files.RecycleBin;
import io.github.open115.client.files.RecycledFile;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Lists the recycle bin, newest first. */
final class RecycleBinListOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        RecycleBin bin = context.client().files().recycleBin();
        if (context.options().listAsIterator()) {
            message.setBody(bin.iterate());
            // the number is known at the end only, and that of an earlier listing would be wrong
            message.removeHeader(Open115Constants.FILE_COUNT);
        } else {
            List<RecycledFile> files = bin.list();
            message.setBody(files);
            message.setHeader(Open115Constants.FILE_COUNT, (long) files.size());
        }
        FileHeaders.seen(exchange);
    }
}
