/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer with content. A thread writes it only while the caller takes what it is sent: a player that is paused, or a
 * caller that never reads, holds a connection and no thread.
 */
final class ContentResponse extends HttpServletResponseWrapper {

    private static final Logger LOG = LoggerFactory.getLogger(ContentResponse.class);
    private static final int BUFFER = 128 * 1024;

    /** After so many bytes others that wait for a thread come first. */
    private static final long TURN = 4 << 20;

    private final AsyncContext request;
    private final Readers.Reader reader;
    private final Executor threads;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean written;

    /**
     * @param request is completed with the answer
     * @param reader leaves with the answer
     * @param threads read the content and write it
     */
    ContentResponse(HttpServletResponse response, AsyncContext request, Readers.Reader reader, Executor threads) {
        super(response);
        this.request = request;
        this.reader = reader;
        this.threads = threads;
    }

    /**
     * Begins to write content, and returns.
     *
     * @param whenEnded is run at the end, however it ended
     */
    void write(InputStream content, Runnable whenEnded) throws IOException {
        written = true;
        ServletOutputStream out = getOutputStream();
        out.setWriteListener(new Writing(content, out, whenEnded));
    }

    /** Completes an answer that has no content to write. */
    void completeUnlessWritten() {
        if (!written) {
            complete();
        }
    }

    private void complete() {
        reader.close();
        request.complete();
    }

    private final class Writing implements WriteListener {

        private final InputStream content;
        private final ServletOutputStream out;
        private final Runnable whenEnded;
        private final byte[] buffer = new byte[BUFFER];

        Writing(InputStream content, ServletOutputStream out, Runnable whenEnded) {
            this.content = content;
            this.out = out;
            this.whenEnded = whenEnded;
        }

        /** The server calls this on one of its own threads, which must not wait for content. */
        @Override
        public void onWritePossible() {
            threads.execute(this::write);
        }

        private void write() {
            try {
                for (long count = 0; isReady(); ) {
                    if (count >= TURN) {
                        threads.execute(this::write);
                        return;
                    }
                    int length = read();
                    if (length < 0) {
                        end();
                        return;
                    }
                    out.write(buffer, 0, length);
                    count += length;
                }
            } catch (IOException | RuntimeException e) {
                onError(e);
            }
        }

        /** Returns -1 also after a failure: the server breaks a connection that got less than was announced. */
        private int read() {
            try {
                return content.read(buffer);
            } catch (IOException | RuntimeException e) {
                if (!ended.get()) {
                    LOG.warn("An answer broke off: {}", e.getMessage());
                }
                return -1;
            }
        }

        /** Notes before the question that the caller is waited for: once the answer is no, another thread may go on. */
        private boolean isReady() {
            reader.awaitCaller();
            boolean ready = out.isReady();
            if (ready) {
                reader.goOn();
            }
            return ready;
        }

        /** The caller has gone, or stood still for too long. */
        @Override
        public void onError(Throwable failure) {
            LOG.debug("A caller left: {}", failure.getMessage());
            end();
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                try (content) {
                    whenEnded.run();
                } catch (IOException e) {
                    LOG.debug("Content was not closed", e);
                } finally {
                    complete();
                }
            }
        }
    }
}
