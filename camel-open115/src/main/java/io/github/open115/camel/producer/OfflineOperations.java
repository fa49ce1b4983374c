/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.client.offline.OfflineLink;
import io.github.open115.client.offline.OfflineTask;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The operations on the tasks of the cloud download that exist. {@link OfflineAddOperation} makes new ones. */
final class OfflineOperations {

    private static final String HOW_TO_NAME_TASKS = "set the header " + Open115Constants.INFO_HASH
            + ", or send an OfflineTask, an OfflineLink or a collection of these or of info hashes as the body";

    private OfflineOperations() {}

    static void list(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().offline().tasks());
        FileHeaders.seen(exchange);
    }

    /** Removes tasks from the list. */
    static void delete(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        context.client()
                .offline()
                .delete(infoHashes(message), context.offlineAndVideoOptions().deleteSourceFiles());
        message.setBody(null);
        FileHeaders.seen(exchange);
    }

    static void clear(Exchange exchange, OperationContext context) {
        OperationContext.OfflineAndVideoOptions options = context.offlineAndVideoOptions();
        context.client().offline().clear(options.scope(), options.deleteSourceFiles());
        exchange.getMessage().setBody(null);
        FileHeaders.seen(exchange);
    }

    static void quota(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().offline().quota());
        FileHeaders.seen(exchange);
    }

    private static Set<String> infoHashes(Message message) {
        Set<String> hashes = new LinkedHashSet<>();
        if (message.getHeader(Open115Constants.INFO_HASH) != null) {
            String hash = message.getHeader(Open115Constants.INFO_HASH, String.class);
            if (hash == null || hash.isBlank()) {
                throw new IllegalArgumentException("The header " + Open115Constants.INFO_HASH
                        + " has no value in this message: set it to the info hash of a task, or remove it");
            }
            hashes.add(hash.strip());
        } else if (message.getBody() instanceof Collection<?> elements) {
            elements.forEach(element -> hashes.add(
                    element instanceof String hash ? hash.strip() : infoHash(element, "an element of the body")));
        } else {
            hashes.add(infoHash(message.getBody(), "the body"));
        }
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("The message names no task to delete: " + HOW_TO_NAME_TASKS);
        }
        return hashes;
    }

    private static String infoHash(Object object, String where) {
        String hash = object instanceof OfflineTask task
                ? task.infoHash()
                : object instanceof OfflineLink link ? link.infoHash() : null;
        if (hash == null) {
            throw new IllegalArgumentException("The message names no task to delete: " + where + " is "
                    + (object == null
                            ? "null"
                            : object instanceof OfflineLink
                                    ? "a link without a task"
                                    : "of " + object.getClass().getName())
                    + "; " + HOW_TO_NAME_TASKS);
        }
        return hash;
    }
}
