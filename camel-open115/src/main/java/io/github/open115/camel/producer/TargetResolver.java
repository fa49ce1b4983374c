/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.camel.serve.HttpRequestView;
import io.github.open115.client.files.MaxAge;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/**
 * Finds what the message of an exchange aims at: a file or folder that exists, a folder to look into, or a folder to
 * move to.
 */
final class TargetResolver {

    private static final Pattern DECIMAL = Pattern.compile("\\d+");

    private final Exchange exchange;
    private final Message message;
    private final OperationContext context;
    private final OperationContext.Options options;

    TargetResolver(Exchange exchange, OperationContext context) {
        this.exchange = exchange;
        this.message = exchange.getMessage();
        this.context = context;
        this.options = context.options();
    }

    /**
     * How old an answer may be that costs no call: the option {@code listMaxAge}, unless the HTTP request of the message
     * asks for a new answer.
     */
    MaxAge maxAge() {
        if (options.listMaxAge().isZero()) {
            // without known answers the headers of the request make no difference
            return MaxAge.NONE;
        }
        return new MaxAge(
                options.listMaxAge(),
                options.listMaxAge(),
                options.pageSize(),
                new HttpRequestView(message).isReloading());
    }

    /**
     * The file or folder that the message means. Makes no call.
     *
     * @throws IllegalArgumentException if the message names none, or two of which either may be meant
     */
    TargetFile file() {
        return new TargetFile(FileReference.in(exchange, options), exchange, context);
    }

    /**
     * The folder that {@code list} and {@code search} look into: the one that the options {@code fileId} or
     * {@code fileName} name, else the header {@code CamelOpen115FileId}, else a folder as the body, else the folder of the
     * endpoint. A header that the route has not set since the last operation comes after the body. Names of the message's
     * own file, such as a polled one, are ignored; so are {@code CamelFileName}, which every file consumer sets, and the
     * pick code: they are about files.
     *
     * @return gives the id of the folder, with a call where a path is not known; evaluates no expression
     */
    Function<MaxAge, String> folder() {
        Optional<FileReference> option = FileReference.byOption(exchange, options);
        Optional<String> id = option.isEmpty()
                ? folderOfMessage()
                : option.filter(reference -> reference.kind() == Kind.ID).map(FileReference::value);
        String path = option.map(reference -> below(reference.value())).orElse(options.directory());
        return maxAge -> id.orElseGet(() -> context.paths().folderId(path, maxAge));
    }

    private Optional<String> folderOfMessage() {
        LastFile last = LastFile.of(exchange);
        Optional<Open115File> body = FileReference.fileIn(message.getBody());
        Optional<Open115File> polled =
                FileReference.fileIn(exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE));
        Optional<String> header = FileReference.byHeader(message, Open115Constants.FILE_ID, Kind.ID)
                .map(FileReference::value)
                .filter(id -> !last.deleted() || !id.equals(last.id()))
                .filter(id -> Stream.of(body, polled, Optional.ofNullable(last.file()))
                        .flatMap(Optional::stream)
                        .noneMatch(file -> !file.folder() && file.id().equals(id)));
        Optional<String> folder = body.filter(Open115File::folder).map(Open115File::id);
        return last.isSetSince(message, Open115Constants.FILE_ID) ? header.or(() -> folder) : folder.or(() -> header);
    }

    /**
     * The folder that {@code move} and {@code copy} put files into. There is no default: without a target they would go to
     * the root of the drive (docs/115-open-api.md C.6).
     *
     * @return gives the folder, which is looked up or created then
     * @throws IllegalArgumentException if the message names no folder; without a call
     */
    Supplier<TargetFolder> targetFolder() {
        String id = message.getHeader(Open115Constants.TARGET_FOLDER_ID, String.class);
        if (id != null) {
            if (!DECIMAL.matcher(id).matches()) {
                throw new IllegalArgumentException("The header " + Open115Constants.TARGET_FOLDER_ID + "='" + id
                        + "' is no folder id: set it to the decimal id of a folder, or leave it out");
            }
            return () -> new TargetFolder(id, null);
        }
        String path = message.getHeader(Open115Constants.TARGET_FOLDER, String.class);
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("The message names no folder to move or copy into: set the header "
                    + Open115Constants.TARGET_FOLDER_ID + " or " + Open115Constants.TARGET_FOLDER);
        }
        return () -> folderAt(path, options.autoCreate());
    }

    /**
     * The folder at a path.
     *
     * @param path from {@code rootFolderId} downwards
     * @param create whether missing folders are created
     * @throws io.github.open115.client.http.NotFoundException if it is missing and is not created
     */
    TargetFolder folderAt(String path, boolean create) {
        DrivePaths paths = context.paths();
        if (DrivePaths.segments(path).isEmpty()) {
            return new TargetFolder(options.rootFolderId(), null);
        }
        // not kept for the next message: a folder that has been renamed is not the target any more
        return TargetFolder.at(
                create
                        ? new TargetFolders(context.client().files()).find(paths.root(), DrivePaths.names(path))
                        : paths.folder(path));
    }

    private String below(String path) {
        return options.directory() + "/" + path;
    }
}
