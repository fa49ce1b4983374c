/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Constants;
import io.github.open115.client.upload.ConflictPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/**
 * Takes the files that the page sends, one a request, as {@code PUT /api/upload?folder=<id>&path=<below it>&name=…}. The
 * component reads the body while it comes, into a temporary file, because the drive wants the SHA-1 first; nothing of it is
 * held in memory.
 */
final class UploadRoute extends RouteBuilder {

    private static final String ADDRESS = "api/upload";

    private static final String RUNNING = "running-upload";

    private final RunningUploads uploads;
    private final String root;

    /** @param root the id of the folder that is shown */
    UploadRoute(RunningUploads uploads, String root) {
        this.uploads = uploads;
        this.root = root;
    }

    /**
     * What the page is told.
     *
     * @param result {@code sent}, {@code instant}, {@code unchanged}, or {@code ignored}
     * @param folder the id of the folder that it is in
     */
    record Uploaded(String id, String name, String result, String folder) {}

    /** Whether a request brings a file, whose body may be long. */
    static boolean takes(HttpServletRequest request) {
        return request.getMethod().equals("PUT") && takes(AccessFilter.path(request));
    }

    /** The same for a path; any other spelling is that of a request with a small body. */
    static boolean takes(String path) {
        return path.equals("/" + ADDRESS);
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(Replies::failure);

        RouteDefinition upload = from("servlet:" + ADDRESS
                        + "?httpMethodRestrict=PUT&disableStreamCache=true&httpBinding=#" + GatewayRoutes.BINDING)
                .routeId("upload");
        // a cache would hold the body in memory
        upload.setStreamCache("false");
        upload.process(this::begin)
                .doTry()
                .toD("open115:/?operation=upload&allowNullBody=true&rootFolderId=${exchangeProperty.folder}"
                        + "&conflictPolicy=${exchangeProperty.policy}")
                .process(UploadRoute::reply)
                .doCatch(Exception.class)
                .process(UploadRoute::failure)
                .doFinally()
                .process(UploadRoute::end)
                .end();

        from("servlet:api/uploads?httpMethodRestrict=GET,DELETE&httpBinding=#" + GatewayRoutes.BINDING)
                .routeId("uploads")
                .process(this::states);
    }

    private void begin(Exchange exchange) {
        Message message = exchange.getMessage();
        String name = message.getHeader("name", String.class);
        String folder = message.getHeader("folder", "", String.class);
        String path = message.getHeader("path", "", String.class);
        String id = message.getHeader("upload", UUID.randomUUID().toString(), String.class);
        ConflictPolicy policy = ConflictPolicy.valueOf(message.getHeader("policy", "rename", String.class));
        if (name == null) {
            throw new IllegalArgumentException("An upload needs a name");
        }
        message.removeHeaders("*");
        message.setHeader(Open115Constants.FILE_NAME, path + "/" + name);
        exchange.setProperty("folder", ChangeRoutes.folderId(folder, root));
        exchange.setProperty("policy", policy);
        exchange.setProperty(RUNNING, uploads.begin(id));
    }

    private static void reply(Exchange exchange) {
        Message message = exchange.getMessage();
        Replies.json(
                exchange,
                new Uploaded(
                        message.getHeader(Open115Constants.FILE_ID, String.class),
                        message.getHeader(Open115Constants.NAME, String.class),
                        message.getHeader(Open115Constants.UPLOAD_RESULT, String.class),
                        message.getHeader(Open115Constants.PARENT_ID, String.class)));
    }

    private static void end(Exchange exchange) {
        exchange.getProperty(RUNNING, RunningUploads.Running.class).close();
    }

    private static void failure(Exchange exchange) {
        if (exchange.getProperty(RUNNING, RunningUploads.Running.class).isCancelled()) {
            Replies.refusal(exchange, Refusal.cancelled);
        } else {
            Replies.failure(exchange);
        }
    }

    /** How far the uploads are; with DELETE, one is cancelled. */
    private void states(Exchange exchange) {
        Message message = exchange.getMessage();
        String id = message.getHeader("upload", "", String.class);
        if ("DELETE".equals(message.getHeader(Exchange.HTTP_METHOD)) && !uploads.cancel(id)) {
            Replies.refusal(exchange, Refusal.notFound);
        } else {
            Replies.json(exchange, uploads.states());
        }
    }
}
