/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.client.files.RecycledFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The files and folders of a collection in the body of a message, which an operation acts on together. */
final class BodyFiles {

    private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9]{0,18}");

    private static final List<String> NAMING_HEADERS = List.of(
            Open115Constants.OVERRULE_FILE_NAME,
            Open115Constants.FILE_ID,
            Open115Constants.PICK_CODE,
            Open115Constants.FILE_NAME);

    private BodyFiles() {}

    /**
     * The files of the collection in the body, in its order; empty if the body is no collection, or an option names the
     * file. A file that is given by its id alone has no name.
     *
     * @throws IllegalArgumentException if an element is neither a file nor an id, or a header that the route has set names a
     *     file too
     */
    static Optional<List<Open115File>> in(Exchange exchange, OperationContext.Options options) {
        Message message = exchange.getMessage();
        if (options.nameFile() || !(message.getBody() instanceof Collection<?> elements)) {
            return Optional.empty();
        }
        LastFile last = LastFile.of(exchange);
        NAMING_HEADERS.stream()
                .filter(header -> header.equals(Open115Constants.OVERRULE_FILE_NAME)
                        ? message.getHeader(header) != null
                        : last.isSetSince(message, header))
                .findFirst()
                .ifPresent(header -> {
                    throw new IllegalArgumentException("The message names different files: the header " + header
                            + " says '" + message.getHeader(header)
                            + "', but the body is a collection of files. Remove the header, or the collection");
                });
        return Optional.of(filesOf(elements));
    }

    /** The files that a collection stands for. */
    static List<Open115File> filesOf(Collection<?> elements) {
        List<Open115File> files = new ArrayList<>();
        elements.forEach(element -> files.add(fileOf(element)));
        return List.copyOf(files);
    }

    private static Open115File fileOf(Object element) {
        return FileReference.fileIn(element)
                .or(() -> Stream.ofNullable(element)
                        .filter(RecycledFile.class::isInstance)
                        .map(RecycledFile.class::cast)
                        .map(file -> ofId(file.id()))
                        .findFirst())
                .orElseGet(() -> ofId(idOf(element)));
    }

    private static String idOf(Object element) {
        boolean plain = element instanceof CharSequence || element instanceof Long || element instanceof Integer;
        String id = plain ? element.toString().trim() : "";
        if (!DECIMAL.matcher(id).matches()) {
            String what = element == null
                    ? "null"
                    : plain ? "'" + id + "'" : element.getClass().getName();
            throw new IllegalArgumentException("The body is a collection that has " + what
                    + ", which is neither a file nor the id of one: give Open115File, polled files or decimal ids");
        }
        return id;
    }

    private static Open115File ofId(String id) {
        return new Open115File(id, null, null, null, false, -1, null, null, null, null, null, null);
    }

    static List<String> ids(List<Open115File> files) {
        return files.stream().map(Open115File::id).toList();
    }
}
