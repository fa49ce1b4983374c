/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.transfer.TransferException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/** An answer to an HTTP request. Not thread-safe. */
public final class HttpAnswer {

    private static final String CAMEL = "camel";

    /** Fresh uploads and copies can be downloaded after some seconds (docs/115-open-api.md I.4). */
    private static final Duration UNTIL_READY = Duration.ofSeconds(5);

    /** Assumed where the service did not say when a pause ends. */
    private static final Duration UNKNOWN_PAUSE = Duration.ofMinutes(1);

    private final int status;
    private final Map<String, Object> headers = new LinkedHashMap<>();
    private Object body;
    private Exception reason;

    private HttpAnswer(int status) {
        this.status = status;
        // links and refusals are for this caller and this moment
        with("Cache-Control", "no-store");
    }

    /** An answer without a body. */
    public static HttpAnswer of(int status) {
        return new HttpAnswer(status);
    }

    /** An answer of one line of text for a person. */
    public static HttpAnswer text(int status, String text) {
        HttpAnswer answer = of(status).with("Content-Type", "text/plain; charset=utf-8");
        answer.body = text + "\n";
        return answer;
    }

    /** A redirection. The caller's address may be signed, so it is not passed on as a referrer. */
    public static HttpAnswer redirect(String location) {
        return of(302).with("Location", location).with("Referrer-Policy", "no-referrer");
    }

    /**
     * The answer to a failure of the service or of a transfer: a status that says whose fault it is, and one sentence. The
     * service's reply is for the log of this machine, not for strangers.
     */
    static HttpAnswer failed(Exception failure, Instant now) {
        if (failure instanceof ThrottledException throttled) {
            return unavailable(
                    "The drive is busy, try again later.", throttled.resumeAt().orElse(null), now);
        }
        if (failure instanceof AuthorizationUnavailableException later) {
            return unavailable("The drive cannot be asked now, try again later.", later.retryAt(), now);
        }
        if (failure instanceof NotReadyException) {
            return unavailable("The content of this file is not ready yet.", now.plus(UNTIL_READY), now);
        }
        if (failure instanceof NotFoundException
                || failure instanceof TransferException transfer && transfer.httpStatus() == 404) {
            return text(404, "There is no such file.");
        }
        if (failure instanceof ContentBlockedException) {
            return text(403, "The drive does not hand this file out.");
        }
        return text(502, "The drive did not hand the file out.");
    }

    private static HttpAnswer unavailable(String text, Instant end, Instant now) {
        Duration pause = end == null ? UNKNOWN_PAUSE : Duration.between(now, end);
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return text(503, text).with("Retry-After", Long.toString(seconds));
    }

    /** Adds a header, or replaces it. */
    public HttpAnswer with(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a header if it is missing. */
    HttpAnswer orElse(String name, Object value) {
        headers.putIfAbsent(name, value);
        return this;
    }

    /** Adds a header of the request to those that the answer depends on, so that caches tell such requests apart. */
    HttpAnswer varying(String header) {
        headers.merge("Vary", header, (others, other) -> others + ", " + other);
        return this;
    }

    /** Sets the body. */
    HttpAnswer withBody(Object content) {
        body = content;
        return this;
    }

    /** Records the failure behind this answer. */
    HttpAnswer because(Exception failure) {
        reason = failure;
        return this;
    }

    /** The content or text that is sent; null for none. */
    public Object body() {
        return body;
    }

    int status() {
        return status;
    }

    /**
     * Makes the message of an exchange this answer. Headers of the request go: a server would send them back, among them
     * credentials and the signs that came as parameters. Camel's own stay, servers keep them to themselves. A failure
     * goes where Camel keeps those that were handled.
     *
     * @param head whether only the headers were asked for
     */
    public void writeTo(Exchange exchange, boolean head) {
        Message message = exchange.getMessage();
        Map<String, Object> answered = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (name.regionMatches(true, 0, CAMEL, 0, CAMEL.length())) {
                answered.put(name, value);
            }
        });
        answered.putAll(headers);
        answered.put(Exchange.HTTP_RESPONSE_CODE, status);
        // a map that is made of all headers is large enough at once: to grow would cost more than all else here
        message.setHeaders(exchange.getContext()
                .getCamelContextExtension()
                .getHeadersMapFactory()
                .newMap(answered));
        message.setBody(head ? null : body);
        if (reason != null) {
            exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, reason);
        }
    }
}
