/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.IdempotentChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Moves a file or folder, or a collection of them, into another folder. Ids and pick codes stay. */
final class MoveOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        DriveFiles files = context.client().files();
        TargetResolver targets = new TargetResolver(exchange, context);
        Optional<List<Open115File>> many = BodyFiles.in(exchange, context.options());
        if (many.isPresent()) {
            Supplier<TargetFolder> folder = targets.targetFolder();
            exchange.getMessage().setBody(many.get().isEmpty() ? List.of() : moveAll(many.get(), folder.get(), files));
            FileHeaders.seen(exchange);
            return;
        }
        TargetFile target = targets.file();
        Supplier<TargetFolder> folder = targets.targetFolder();
        Open115File file = target.fileToChange();
        // after the file was found: the folder may have to be created, but not for a file that cannot be moved
        TargetFolder to = folder.get();
        move(List.of(file.id()), to, files);
        Open115File moved = file.movedTo(to.id(), file.name());
        exchange.getMessage().setBody(moved);
        target.headers().moved(moved);
    }

    private static List<Open115File> moveAll(List<Open115File> all, TargetFolder to, DriveFiles files) {
        move(BodyFiles.ids(all), to, files);
        return all.stream().map(file -> file.movedTo(to.id(), file.name())).toList();
    }

    private static void move(Collection<String> ids, TargetFolder to, DriveFiles files) {
        if (to.path() == null) {
            IdempotentChange.make("move", ids, batch -> files.move(batch, to.id()));
        } else {
            IdempotentChange.make("move", ids, batch -> files.move(batch, to.path()));
        }
    }
}
