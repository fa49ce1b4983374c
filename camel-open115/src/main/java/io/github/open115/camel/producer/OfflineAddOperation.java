/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.offline.OfflineDownloads;
import io.github.open115.client.offline.OfflineLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConverter;

/** Gives links to the cloud download, which fetches them into the folder of the endpoint. */
final class OfflineAddOperation implements Operation {

    private static final String WHAT_TO_SEND =
            "send a text with a link in each line, or a collection of links, as the body";

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        List<String> links = links(message);
        OfflineDownloads offline = context.client().offline();
        boolean failOnRejected = context.offlineAndVideoOptions().failOnRejectedLink();
        List<OfflineLink> added = inFolder(context, folderId -> offline.add(links, folderId, failOnRejected));
        message.setBody(added);
        FileHeaders.seen(exchange);
    }

    /** Adds tasks to the folder of the endpoint; once more if the known id is that of a folder that has been deleted. */
    static <T> T inFolder(OperationContext context, Function<String, T> call) {
        String folderId = folderId(context);
        try {
            return call.apply(folderId);
        } catch (NotFoundException e) {
            if (!context.folders().forget(folderId)) {
                throw e;
            }
            return call.apply(folderId(context));
        }
    }

    private static String folderId(OperationContext context) {
        return FolderToWrite.id(context.options().directory(), "to download into", context);
    }

    private static List<String> links(Message message) {
        List<String> links = new ArrayList<>();
        if (message.getBody() instanceof Collection<?> elements) {
            TypeConverter converter = message.getExchange().getContext().getTypeConverter();
            elements.forEach(element -> links.add(link(element, links.size() + 1, converter)));
        } else {
            textOf(message).lines().filter(line -> !line.isBlank()).forEach(links::add);
        }
        if (links.isEmpty()) {
            throw new IllegalArgumentException("The message has no link: " + WHAT_TO_SEND);
        }
        return links;
    }

    private static String textOf(Message message) {
        // a record of a file has no content, and its text is a description
        String text = message.getBody() instanceof Open115File ? null : message.getBody(String.class);
        if (text == null) {
            Object body = message.getBody();
            throw new IllegalArgumentException("The message has no links: its body is "
                    + (body == null ? "null" : "of " + body.getClass().getName()) + "; " + WHAT_TO_SEND);
        }
        return text;
    }

    private static String link(Object element, int number, TypeConverter converter) {
        if (element instanceof OfflineLink link && link.url() != null) {
            return link.url();
        }
        String text =
                element instanceof CharSequence || element instanceof java.net.URI || element instanceof java.net.URL
                        ? converter.convertTo(String.class, element)
                        : null;
        if (text == null) {
            throw new IllegalArgumentException("Element " + number + " of the body is no link but "
                    + (element == null ? "null" : "of " + element.getClass().getName()) + ": " + WHAT_TO_SEND);
        }
        return text;
    }
}
