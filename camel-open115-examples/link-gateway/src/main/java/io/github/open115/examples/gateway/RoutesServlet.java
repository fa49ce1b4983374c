/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.http.common.HttpConsumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Camel's servlet, with threads of its own for the routes that hand out content: those of the server, which the page needs,
 * wait neither for the drive nor for callers that do not read.
 */
final class RoutesServlet extends CamelHttpTransportServlet {

    private static final long serialVersionUID = 1L;

    /** By id, or by path; what is behind an id is only a name. */
    private static final Pattern CONTENT = Pattern.compile("/(?:[sf]/([^/]*).*|d/(.*))", Pattern.DOTALL);

    private static final String RETRY_AFTER_SECONDS = "5";

    private static final String BEHIND_A_PROXY = "behind a reverse proxy";

    private final transient Readers readers;
    private final transient Executor threads;

    /** @param threads for content */
    RoutesServlet(Readers readers, Executor threads) {
        this.readers = readers;
        this.threads = threads;
    }

    @Override
    protected void handleService(HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (UploadRoute.takes(request)) {
            onThreadOfContent(request, response);
            return;
        }
        Matcher content = CONTENT.matcher(AccessFilter.path(request));
        // what came with a body has no content to wait for: it is refused
        if (!content.matches() || request.isAsyncStarted()) {
            super.handleService(request, response);
            return;
        }
        String link = content.group(1) == null ? content.group(2) : content.group(1);
        Optional<Readers.Reader> reader = readers.enter(link, caller(request), () -> disconnect(request));
        if (reader.isEmpty()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            AccessFilter.refuse(
                    response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Too many connections, try again later.");
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ContentResponse answer = new ContentResponse(response, async, reader.get(), threads);
        try {
            threads.execute(() -> answer(request, answer));
        } catch (RejectedExecutionException e) {
            answer.completeUnlessWritten();
            throw e;
        }
    }

    /** An upload takes as long as the drive takes it. */
    private void onThreadOfContent(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        try {
            threads.execute(() -> {
                answer(request, response);
                async.complete();
            });
        } catch (RejectedExecutionException e) {
            async.complete();
            throw e;
        }
    }

    private void answer(HttpServletRequest request, ContentResponse response) {
        try {
            answer(request, (HttpServletResponse) response);
        } finally {
            response.completeUnlessWritten();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) {
        try {
            super.handleService(request, response);
        } catch (Exception e) {
            log.warn("Not answered: {}", e.getMessage());
            if (!response.isCommitted()) {
                sendError(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    @Override
    protected void afterProcess(HttpServletResponse response, HttpConsumer consumer, Exchange exchange, boolean rethrow)
            throws Exception {
        if (exchange.isFailed()
                || !(exchange.getMessage().getBody() instanceof InputStream content)
                || !(response instanceof ContentResponse answer)) {
            super.afterProcess(response, consumer, exchange, rethrow);
            return;
        }
        exchange.getMessage().setBody(null);
        // writes the status and the headers
        consumer.getBinding().writeResponse(exchange, response);
        answer.write(content, () -> {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        });
    }

    /** All callers of a reverse proxy are one: what it tells of them may be invented by them. */
    private static String caller(HttpServletRequest request) {
        return AccessFilter.isProxied(request) ? BEHIND_A_PROXY : request.getRemoteAddr();
    }

    private static void disconnect(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
