/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import io.github.open115.client.files.FileItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Copies a file or folder, or a collection of them, into another folder. A copy has an id and a pick code of its own. */
final class CopyOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        TargetResolver targets = new TargetResolver(exchange, context);
        Optional<List<Open115File>> many = BodyFiles.in(exchange, context.options());
        if (many.isPresent()) {
            Supplier<TargetFolder> folder = targets.targetFolder();
            exchange.getMessage().setBody(many.get().isEmpty() ? List.of() : copyAll(many.get(), folder, context));
            FileHeaders.seen(exchange);
            return;
        }
        TargetFile target = targets.file();
        Supplier<TargetFolder> folder = targets.targetFolder();
        Open115File file = target.fileToChange();
        List<Open115File> copies = copyAll(List.of(file), folder, context);
        Open115File copy = copies.isEmpty() ? null : copies.get(0);
        exchange.getMessage().setBody(copy);
        target.headers().copied(file.id(), copy);
    }

    private static List<Open115File> copyAll(
            List<Open115File> files, Supplier<TargetFolder> folder, OperationContext context) {
        List<FileItem> sources =
                files.stream().map(file -> described(file, context)).toList();
        Map<String, FileItem> copies = context.client()
                .copies()
                .copy(sources, folder.get().id(), context.uploadOptions().conflictPolicy());
        return sources.stream()
                .map(source -> copies.get(source.id()))
                .filter(Objects::nonNull)
                .map(copy -> Open115File.of(copy, null))
                .toList();
    }

    /** The file with what is needed to find its copy. */
    private static FileItem described(Open115File file, OperationContext context) {
        boolean known = file.name() != null && (file.folder() || file.sha1() != null && file.size() >= 0);
        return known ? file.toItem() : context.client().files().info(file.id()).item();
    }
}
