/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
     * @param reason for the page, which has its own sentences; null if the page never meets it
     * @param minutes when to try again; null when that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(int code, String message, Refusal reason, Long minutes) {

        Problem(int code, String message) {
            this(code, message, null, null);
        }
    }

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
        if (failure instanceof ThrottledException throttled
                && throttled.resumeAt().isPresent()) {
            long minutes =
                    Duration.between(Instant.now(), throttled.resumeAt().get()).toMinutes() + 1;
            String sentence = "The service wants no calls now. Try again in " + minutes + " min.";
            answer(exchange, 503, new Problem(503, sentence, Refusal.throttled, minutes));
        } else {
            refusal(exchange, Refusal.of(failure));
        }
    }

    static void refusal(Exchange exchange, Refusal refusal) {
        answer(exchange, refusal.status(), new Problem(refusal.status(), refusal.sentence(), refusal, null));
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
