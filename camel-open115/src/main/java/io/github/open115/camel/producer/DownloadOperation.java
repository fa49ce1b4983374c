/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.content.Open115Content;
import io.github.open115.camel.names.SafeNames;
import io.github.open115.camel.serve.RangeRequest;
import io.github.open115.client.transfer.ByteRange;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes the content of a file the body: lazily, or as a verified file where {@code localWorkDirectory} is given. */
final class DownloadOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        FileContents contents = context.contents();
        String range = message.getHeader(Open115Constants.RANGE, String.class);
        if (contents.areLocalFiles() && range != null) {
            throw new IllegalArgumentException("A part of a file cannot be verified: localWorkDirectory and the header "
                    + Open115Constants.RANGE + " exclude each other");
        }
        TargetResolver targets = new TargetResolver(exchange, context);
        TargetFile target = targets.file();
        Open115File file = target.file(targets.maxAge());
        if (contents.areLocalFiles()) {
            // the id keeps files of one name from different folders apart
            contents.toWorkDirectory(file, SafeNames.segment(file.name(), file.id()), message);
        } else {
            Open115Content content =
                    range == null ? contents.lazily(file, exchange) : contents.lazily(file, part(range, file.size()));
            message.setBody(content.boundTo(exchange));
        }
        message.setHeader(Open115Constants.FILE_LENGTH, file.size());
        target.headers().found();
    }

    /** HTTP demands that {@code serve} ignores a range that it does not understand; here it is a mistake of the route. */
    private static ByteRange part(String header, long size) {
        ByteRange part = RangeRequest.of(header.trim(), size).part();
        if (part == null) {
            throw new IllegalArgumentException("The header " + Open115Constants.RANGE + "='" + header
                    + "' names no part of a file of " + size
                    + " bytes: write bytes=first-last, bytes=first- or bytes=-count");
        }
        return part;
    }
}
