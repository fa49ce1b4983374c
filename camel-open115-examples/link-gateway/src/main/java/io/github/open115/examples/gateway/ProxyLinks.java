/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Constants;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** What the proxies of OpenList and AList ask: the link to a file, and the headers that it needs. */
final class ProxyLinks {

    private ProxyLinks() {}

    /** What they send. */
    record Question(String path) {}

    /** What they read. */
    record Answer(int code, String message, Data data) {

        record Data(String url, Map<String, List<String>> header) {}
    }

    /** Turns the proxy's path into one of the drive. */
    static final class Request implements Processor {

        private final String prefix;

        Request(String prefix) {
            this.prefix = "/" + prefix.replaceAll("^/+|/+$", "");
        }

        @Override
        public void process(Exchange exchange) {
            Message message = exchange.getMessage();
            String path = Replies.read(exchange, Question.class).path();
            if (path == null || !path.startsWith(prefix.equals("/") ? "/" : prefix + "/")) {
                Replies.problem(exchange, 404, "This path is not below the one that is served.");
                exchange.setRouteStop(true);
                return;
            }
            // the header User-Agent stays: the link is for the proxy that asks
            message.setHeader(Open115Constants.FILE_NAME, path.substring(prefix.length()));
        }
    }

    static void reply(Exchange exchange) {
        Message message = exchange.getMessage();
        String url = message.getBody(String.class);
        String agent = message.getHeader(Open115Constants.LINK_USER_AGENT, String.class);
        Replies.json(exchange, new Answer(200, "success", new Answer.Data(url, Map.of("User-Agent", List.of(agent)))));
    }
}
