/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Moves a file or folder into another folder. Its id and its pick code stay. */
final class MoveOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        TargetResolver targets = new TargetResolver(exchange, context);
        TargetFile target = targets.file();
        Supplier<String> folder = targets.folderToMoveTo();
        Open115File file = target.fileToChange();
        // after the file was found: the folder may have to be created, but not for a file that cannot be moved
        String folderId = folder.get();
        context.client().files().move(List.of(file.id()), folderId);
        Open115File moved = file.movedTo(folderId, file.name());
        exchange.getMessage().setBody(moved);
        target.headers().moved(moved);
    }
}
