/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A folder as the page shows it.
 *
 * @param entries what is in it
 */
record FolderView(List<Row> entries) {

    /**
     * One file or folder.
     *
     * @param id file id; a string, because a browser cannot count so far
     * @param parent id of the folder that it is in
     * @param changed milliseconds since 1970, null when it is not known
     * @param ready whether it can be handed over
     */
    record Row(String id, String parent, String name, boolean folder, long size, Long changed, boolean ready) {

        static Row of(Open115File file) {
            return new Row(
                    file.id(),
                    file.parentId(),
                    file.name(),
                    file.folder(),
                    file.size(),
                    file.updatedAt() == null ? null : file.updatedAt().toEpochMilli(),
                    file.folder() || !Boolean.FALSE.equals(file.complete()));
        }
    }

    /** Whether the parameter {@code id} names the folder. It always can; a path cannot when a name has a slash in it. */
    static boolean isById(Exchange exchange) {
        return exchange.getMessage().getHeader("id") != null;
    }

    /** Takes the folder from the parameter {@code path}; the root without it. */
    static void byPath(Exchange exchange) {
        Message message = exchange.getMessage();
        String path = message.getHeader("path", "", String.class);
        message.setHeader("folder", path.isBlank() ? "/" : path);
    }

    /** Takes what to search for from the parameter {@code query}. */
    static void byQuery(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader(Open115Constants.QUERY, message.getHeader("query", String.class));
        message.setHeader(Open115Constants.FILE_NAME, "/");
    }

    @SuppressWarnings("unchecked") // what the operation list gives
    static void reply(Exchange exchange) {
        List<Open115File> files = exchange.getMessage().getBody(List.class);
        Replies.json(exchange, new FolderView(files.stream().map(Row::of).toList()));
    }

    static void replyOne(Exchange exchange) {
        Replies.json(exchange, Row.of(exchange.getMessage().getBody(Open115File.class)));
    }
}
