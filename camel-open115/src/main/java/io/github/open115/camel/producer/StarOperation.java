/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.client.files.DriveFiles;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Sets or removes the star of a file or folder, or of a collection of them. */
final class StarOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        boolean starred = isToBeStarred(exchange.getMessage().getHeader(Open115Constants.STARRED));
        DriveFiles files = context.client().files();
        Optional<List<Open115File>> many = BodyFiles.in(exchange, context.options());
        if (many.isPresent()) {
            if (!many.get().isEmpty()) {
                files.star(BodyFiles.ids(many.get()), starred);
            }
            exchange.getMessage()
                    .setBody(many.get().stream()
                            .map(file -> file.withStar(starred))
                            .toList());
            FileHeaders.seen(exchange);
            return;
        }
        TargetFile target = new TargetResolver(exchange, context).file();
        Open115File file = target.fileToChange();
        files.star(List.of(file.id()), starred);
        exchange.getMessage().setBody(file.withStar(starred));
        target.headers().found();
    }

    private static boolean isToBeStarred(Object header) {
        String text = header == null ? "true" : header.toString().trim();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("The header " + Open115Constants.STARRED + "='" + text
                    + "' cannot be used: set it to true or false, or leave it out for true");
        }
        return Boolean.parseBoolean(text);
    }
}
