/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.client.files.RecycleBin;
import io.github.open115.client.files.RecycledFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The operations of the recycle bin. */
final class RecycleBinOperations {

    private RecycleBinOperations() {}

    /** Lists the bin, newest first. */
    static void list(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        RecycleBin bin = bin(context);
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

    /** Takes files and folders back out of the bin. */
    static void restore(Exchange exchange, OperationContext context) {
        List<RecycledFile> files = named(exchange, context.options());
        if (!files.isEmpty()) {
            bin(context).restore(files);
        }
        exchange.getMessage().setBody(files);
        FileHeaders.restored(exchange, ids(files));
    }

    /** Deletes files and folders in the bin for ever: those that the message names, or all by option. */
    static void delete(Exchange exchange, OperationContext context) {
        if (context.options().wholeRecycleBin()) {
            bin(context).deleteAll();
        } else {
            List<RecycledFile> files = named(exchange, context.options());
            if (!files.isEmpty()) {
                bin(context).delete(files);
            }
        }
        exchange.getMessage().setBody(null);
        FileHeaders.seen(exchange);
    }

    private static RecycleBin bin(OperationContext context) {
        return context.client().files().recycleBin();
    }

    /**
     * The files and folders in the bin that a message names. The first of these decides: the option {@code fileId}; the header {@code CamelOpen115FileId} that the route has set;
     * the body, a file or a collection of files or ids; the header that an earlier operation left, such as {@code delete}.
     * Makes no call.
     *
     * @return as they are known; may be empty for an empty collection
     * @throws IllegalArgumentException if the message names none, or different ones by header and body
     */
    private static List<RecycledFile> named(Exchange exchange, OperationContext.Options options) {
        Message message = exchange.getMessage();
        if (options.fileName() != null) {
            throw new IllegalArgumentException(
                    "The option fileName cannot name a file in the recycle bin, where files have"
                            + " no path: use the option fileId, the header " + Open115Constants.FILE_ID
                            + ", or files of recycleBinList");
        }
        Optional<FileReference> option = FileReference.byOption(exchange, options);
        if (option.isPresent()) {
            return List.of(RecycledFile.ofId(option.get().value()));
        }
        Optional<String> header = FileReference.byHeader(message, Open115Constants.FILE_ID, Kind.ID)
                .map(FileReference::value);
        Optional<List<RecycledFile>> body = inBody(message.getBody());
        if (header.isPresent() && LastFile.of(exchange).isSetSince(message, Open115Constants.FILE_ID)) {
            List<RecycledFile> byHeader = List.of(RecycledFile.ofId(header.get()));
            if (body.isPresent() && !ids(body.get()).equals(ids(byHeader))) {
                throw FileReference.different(
                        "the header " + Open115Constants.FILE_ID + " says '" + header.get() + "'",
                        "its body has " + body.get().size() + " others");
            }
            return body.orElse(byHeader);
        }
        return body.or(() -> header.map(id -> List.of(RecycledFile.ofId(id))))
                .orElseThrow(() -> new IllegalArgumentException("The message names no file in the recycle bin: set the"
                        + " header " + Open115Constants.FILE_ID
                        + ", or make the body a file or a collection of files of"
                        + " recycleBinList, or of their ids"));
    }

    private static List<String> ids(List<RecycledFile> files) {
        return files.stream().map(RecycledFile::id).toList();
    }

    private static Optional<List<RecycledFile>> inBody(Object body) {
        if (body instanceof RecycledFile file) {
            return Optional.of(List.of(file));
        }
        if (body instanceof Collection<?> elements) {
            List<RecycledFile> files = new ArrayList<>();
            for (Object element : elements) {
                files.add(
                        element instanceof RecycledFile file
                                ? file
                                : ofDrive(BodyFiles.filesOf(List.of(element)).get(0)));
            }
            return Optional.of(List.copyOf(files));
        }
        return FileReference.fileIn(body).map(file -> List.of(ofDrive(file)));
    }

    private static RecycledFile ofDrive(Open115File file) {
        return new RecycledFile(
                file.id(),
                file.name(),
                file.folder(),
                file.size(),
                file.sha1(),
                file.pickCode(),
                file.parentId(),
                null,
                null,
                false);
    }
}
