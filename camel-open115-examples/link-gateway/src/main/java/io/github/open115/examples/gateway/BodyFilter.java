/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.util.ObjectHelper;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the body of a request without a thread, and goes on when all of it is there. Camel reads a body before a route
 * sees the request: whoever sends a part and no more would keep a thread of the server. An upload is left alone: it is read
 * while it comes, by a thread that the page does not need.
 */
final class BodyFilter extends HttpFilter {

    /** How long all of a small body may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BodyFilter.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!AccessFilter.hasBody(request) || UploadRoute.takes(request)) {
            chain.doFilter(request, response);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(PATIENCE.toMillis());
        Incoming incoming = new Incoming(async, request, response, chain);
        async.addListener(incoming);
        request.getInputStream().setReadListener(incoming);
    }

    /** The body that comes. */
    private static final class Incoming implements ReadListener, AsyncListener {

        private final AsyncContext async;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final FilterChain chain;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[8192];

        Incoming(AsyncContext async, HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
            this.async = async;
            this.request = request;
            this.response = response;
            this.chain = chain;
        }

        @Override
        public void onDataAvailable() throws IOException {
            ServletInputStream in = request.getInputStream();
            while (in.isReady() && !in.isFinished()) {
                int count = in.read(buffer);
                if (count > 0) {
                    received.write(buffer, 0, count);
                }
            }
        }

        @Override
        public void onAllDataRead() {
            async.setTimeout(0);
            async.start(() -> {
                try {
                    chain.doFilter(new Received(request, received.toByteArray()), response);
                    async.complete();
                } catch (IOException | ServletException | RuntimeException e) {
                    refuse(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e);
                }
            });
        }

        @Override
        public void onError(Throwable failure) {
            HttpException.RuntimeException tooLong =
                    ObjectHelper.getException(HttpException.RuntimeException.class, failure);
            refuse(tooLong == null ? HttpServletResponse.SC_BAD_REQUEST : tooLong.getCode(), failure);
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            response.sendError(HttpServletResponse.SC_REQUEST_TIMEOUT);
            async.complete();
        }

        private void refuse(int status, Throwable reason) {
            LOG.debug("A body was not taken: {}", reason.getMessage());
            try {
                if (!response.isCommitted()) {
                    response.sendError(status);
                }
            } catch (IOException e) {
                LOG.debug("The caller is gone", e);
            }
            async.complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // nothing is left to be done
        }

        @Override
        public void onError(AsyncEvent event) {
            // told as an error of reading
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nothing else starts it
        }
    }

    /** A request whose body is here. */
    private static final class Received extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        Received(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return body.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is here");
                }
            };
        }
    }
}
