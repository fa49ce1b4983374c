/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.SafePath;
import io.github.open115.client.files.EntryRules;
import io.github.open115.client.files.FolderPath;
import java.util.List;
import org.apache.camel.Exchange;

/** Creates a folder, with those above it that are missing. One that is there is the result, too. */
final class CreateFolderOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        NewFile.Given given = NewFile.given(exchange, context.options())
                .orElseThrow(() -> new IllegalArgumentException("The message names no folder to create: set the header"
                        + " CamelFileName or the option fileName to its path below the folder of the endpoint"));
        List<String> names = DrivePaths.names(given.path());
        if (names.isEmpty()) {
            throw new IllegalArgumentException("The " + given.source() + "='" + given.path()
                    + "' names no folder to create: give its path below the folder of the endpoint");
        }
        names.forEach(EntryRules::checkNewFolder);
        FolderPath root = context.paths().root();
        List<String> directory = DrivePaths.names(context.options().directory());
        FolderPath base = directory.isEmpty() ? root : context.folders().find(root, directory);
        FolderPath created = context.folders().create(base, names);
        List<FolderPath.Element> chain = created.elements();
        Open115File folder = new Open115File(
                created.folderId(),
                chain.get(chain.size() - 2).id(),
                chain.get(chain.size() - 1).name(),
                SafePath.ofNames(names).toString(),
                true,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        exchange.getMessage().setBody(folder);
        FileHeaders.made(exchange, folder);
    }
}
