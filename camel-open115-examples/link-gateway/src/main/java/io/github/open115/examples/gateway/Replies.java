/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.ThrottledException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers in JSON, for the page and for download proxies. */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/json";

    /**
     * An error as the proxies of OpenList know it.
     *
     * @param code the HTTP status
     * @param message a sentence for a person
     */
    record Problem(int code, String message) {}

    private Replies() {}

    /** Reads a small JSON body. */
    static <T> T read(Exchange exchange, Class<T> type) {
        try {
            String body = exchange.getMessage().getBody(String.class);
            return JSON.readValue(body == null ? "" : body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not what is expected here", e);
        }
    }

    static void json(Exchange exchange, Object value) {
        answer(exchange, 200, value);
    }

    static void problem(Exchange exchange, int status, String message) {
        answer(exchange, status, new Problem(status, message));
    }

    /** The same before Camel. */
    static void problem(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(new Problem(status, message)));
    }

    /** Tells what went wrong, without what the service replied. */
    static void failure(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.info("Not answered: {}", failure.getMessage());
        if (failure instanceof AuthorizationLostException) {
            problem(exchange, 401, "The account is not authorized: log in.");
        } else if (failure instanceof NotFoundException) {
            problem(exchange, 404, "There is no such file or folder.");
        } else if (failure instanceof ThrottledException throttled) {
            problem(exchange, 503, "The service wants no calls now. Try again " + when(throttled) + ".");
        } else if (failure instanceof IllegalArgumentException) {
            problem(exchange, 400, "This cannot be asked for.");
        } else {
            problem(exchange, 502, "The drive did not answer as it should.");
        }
    }

    private static String when(ThrottledException throttled) {
        return throttled
                .resumeAt()
                .map(end -> "in " + (Duration.between(Instant.now(), end).toMinutes() + 1) + " min")
                .orElse("later");
    }

    private static void answer(Exchange exchange, int status, Object value) {
        Message message = exchange.getMessage();
        // what is left would go back to the caller
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, TYPE);
        message.setHeader("Cache-Control", "no-store");
        try {
            message.setBody(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
