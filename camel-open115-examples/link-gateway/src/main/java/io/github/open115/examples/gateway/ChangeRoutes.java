/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Constants;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** What the page changes on the drive beside uploads: one route for each change. */
final class ChangeRoutes extends RouteBuilder {

    private static final String POST = "?httpMethodRestrict=POST&httpBinding=#" + GatewayRoutes.BINDING;

    /** A new name for a file or folder. */
    record Renaming(String id, String name) {}

    /** Files and folders. */
    record Chosen(List<String> ids) {}

    /** What the page is told when there is nothing else to tell. */
    record Done(int count) {}

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(Replies::failure);

        from("servlet:api/rename" + POST)
                .routeId("rename")
                .process(ChangeRoutes::renaming)
                .to("open115:/?operation=rename")
                .process(exchange -> Replies.json(exchange, new Done(1)));

        from("servlet:api/delete" + POST)
                .routeId("delete")
                .process(ChangeRoutes::chosen)
                .process(ChangeRoutes::delete)
                .process(exchange -> Replies.json(exchange, new Done(1)));
    }

    private static void renaming(Exchange exchange) {
        Renaming wanted = Replies.read(exchange, Renaming.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Open115Constants.FILE_ID, checked(wanted.id()));
        message.setHeader(Open115Constants.NEW_NAME, wanted.name());
    }

    private static void delete(Exchange exchange) throws IOException {
        try (ProducerTemplate drive = exchange.getContext().createProducerTemplate()) {
            for (Object id : exchange.getMessage().getBody(List.class)) {
                drive.requestBodyAndHeader("open115:/?operation=delete", null, Open115Constants.FILE_ID, id);
            }
        }
    }

    private static void chosen(Exchange exchange) {
        List<String> ids = Replies.read(exchange, Chosen.class).ids();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(
                ids == null
                        ? List.of()
                        : ids.stream().map(ChangeRoutes::checked).toList());
    }

    /** @throws IllegalArgumentException if it is none, so that nothing else is ever taken for one */
    static String checked(String id) {
        if (id == null || !id.matches("\\d{1,19}")) {
            throw new IllegalArgumentException("no file id");
        }
        return id;
    }
}
