/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Gives a file or folder another name. The service cannot change the extension of a file. */
final class RenameOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        String newName = message.getHeader(Open115Constants.NEW_NAME, String.class);
        if (newName == null || newName.isBlank()) {
            throw new IllegalArgumentException(
                    "The message gives no new name: set the header " + Open115Constants.NEW_NAME);
        }
        TargetFile target = new TargetResolver(exchange, context).file();
        Open115File file = target.fileToChange();
        context.client().files().rename(file.toItem(), newName);
        Open115File renamed = file.movedTo(file.parentId(), newName);
        message.setBody(renamed);
        target.headers().renamed(renamed);
    }
}
