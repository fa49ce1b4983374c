/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.AnswerHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Message;
import org.apache.camel.http.common.DefaultHttpBinding;

/**
 * Writes content for the option {@code httpBinding} of Camel's servlet. Camel's own binding flushes each piece that comes
 * from the network, some KiB, to the caller, which halves the rate; it ends the answer when content breaks off; and it
 * makes a cache for the body of each request, also of those that have none. This one leaves the first two to the server.
 */
public final class StreamBinding extends DefaultHttpBinding {

    private static final int BUFFER = 128 * 1024;

    public StreamBinding() {
        setHeaderFilterStrategy(new AnswerHeaders());
        setMuteException(true);
    }

    /** A request without one of these headers has no body (RFC 9112, section 6.3). */
    @Override
    public Object parseBody(HttpServletRequest request, Message message) throws IOException {
        boolean announced =
                request.getHeader("Content-Length") != null || request.getHeader("Transfer-Encoding") != null;
        return announced ? super.parseBody(request, message) : null;
    }

    @Override
    protected int copyStream(InputStream in, OutputStream out, int bufferSize) throws IOException {
        try (in) {
            int total = 0;
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                total += count;
            }
            return total;
        }
    }
}
