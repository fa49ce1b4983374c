package io.github.open115.camel.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/** An answer to an HTTP request. Not thread-safe. */
public final class HttpAnswer {

    private static final String CAMEL = "camel";

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

    /** A redirection. The address the caller was at may be signed, and stays out of what is sent on. */
    public static HttpAnswer redirect(String location) {
        return of(302).with("Location", location).with("Referrer-Policy", "no-referrer");
    }

    /** Adds a header, or replaces it. */
    public HttpAnswer with(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a header, unless it is there. */
    HttpAnswer orElse(String name, Object value) {
        headers.putIfAbsent(name, value);
        return this;
    }

    /** Adds a header of the request to those that the answer depends on, so that caches tell such requests apart. */
    HttpAnswer varying(String header) {
        headers.merge("Vary", header, (others, other) -> others + ", " + other);
        return this;
    }

    /** Takes content as the body. */
    HttpAnswer withBody(Object content) {
        body = content;
        return this;
    }

    /** Notes the failure that this answer tells in other words. */
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
