/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.names.DrivePaths;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.StringHelper;

/**
 * The place of a file that need not exist yet.
 *
 * @param folder path of its folder, which may be missing too, from {@code rootFolderId} downwards
 * @param path path of the file below the folder of the endpoint
 * @param name its exact name
 */
record NewFile(String folder, String path, String name) {

    /**
     * The place that a message gives the file it writes. The first of these decides: {@code CamelOverruleFileName}; a
     * {@code CamelFileName} that the route has set; the option {@code fileName}; the {@code CamelFileName} of the poll or the
     * operation before; a generated name, as in Camel's file component. Makes no call.
     *
     * @throws IllegalArgumentException if the source of the name has no value, or if the path leads out of the folder of the
     *     endpoint or names a folder
     */
    static NewFile of(Exchange exchange, OperationContext.Options options) {
        return given(exchange, options)
                .map(given -> at(given.source(), given.path(), options))
                .orElseGet(() -> at(
                        "message id",
                        StringHelper.sanitize(exchange.getMessage().getMessageId()),
                        options));
    }

    /**
     * The path that a message, or the endpoint, gives to what it writes.
     *
     * @param source what gives it, for messages
     * @param path below the folder of the endpoint
     */
    record Given(String source, String path) {

        Given {
            FileReference.required(source, path);
        }
    }

    /** That path by the same rules; empty if nothing gives one. */
    static Optional<Given> given(Exchange exchange, OperationContext.Options options) {
        Message message = exchange.getMessage();
        String overruling = FileReference.text(exchange, Open115Constants.OVERRULE_FILE_NAME);
        if (overruling != null) {
            return Optional.of(new Given("header " + Open115Constants.OVERRULE_FILE_NAME, overruling));
        }
        boolean named = message.getHeader(Open115Constants.FILE_NAME) != null;
        boolean byRoute = LastFile.of(exchange).isSetSince(message, Open115Constants.FILE_NAME);
        if (named && (byRoute || options.fileName() == null)) {
            String source = "header " + Open115Constants.FILE_NAME;
            return Optional.of(new Given(source, FileReference.text(exchange, Open115Constants.FILE_NAME)));
        }
        return options.fileName() == null
                ? Optional.empty()
                : Optional.of(new Given("option fileName", options.fileName().evaluate(exchange, String.class)));
    }

    private static NewFile at(String source, String path, OperationContext.Options options) {
        List<String> names = DrivePaths.names(path);
        if (names.isEmpty() || path.endsWith("/")) {
            throw new IllegalArgumentException("The " + source + "='" + path
                    + "' names a folder, not a file to write: end it with the name of the file");
        }
        String name = names.get(names.size() - 1);
        List<String> folders = options.flatten() ? List.of() : names.subList(0, names.size() - 1);
        String folder = DrivePaths.normalized(options.directory() + "/" + String.join("/", folders));
        return new NewFile(folder, String.join("/", folders) + (folders.isEmpty() ? "" : "/") + name, name);
    }
}
