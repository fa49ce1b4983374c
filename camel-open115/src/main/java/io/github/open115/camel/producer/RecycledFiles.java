/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.client.files.RecycledFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The files and folders in the recycle bin that a message names. */
final class RecycledFiles {

    private RecycledFiles() {}

    /**
     * The first of these decides: the option {@code fileId}; the header {@code CamelOpen115FileId} that the route has set;
     * the body, a file or a collection of files or ids; the header that an earlier operation left, such as {@code delete}.
     * Makes no call.
     *
     * @return as they are known; may be empty for an empty collection
     * @throws IllegalArgumentException if the message names none, or different ones by header and body
     */
    static List<RecycledFile> in(Exchange exchange, OperationContext.Options options) {
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
            List<RecycledFile> named = List.of(RecycledFile.ofId(header.get()));
            if (body.isPresent() && !ids(body.get()).equals(ids(named))) {
                throw FileReference.different(
                        "the header " + Open115Constants.FILE_ID + " says '" + header.get() + "'",
                        "its body has " + body.get().size() + " others");
            }
            return body.orElse(named);
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
