/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.camel.Open115Constants;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The HTTP request that a message brings, as far as {@code serve} looks at it. What is not there is null. */
public final class HttpRequestView {

    /** Four numbers, or a text with colons: whatever else could be a name would be looked up in the DNS. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*(?:%\\w+)?");

    private final Message message;
    private final String method;

    /** Reads the method at once, the rest of the message when it is asked. */
    public HttpRequestView(Message message) {
        this.message = message;
        String given = header(Exchange.HTTP_METHOD);
        this.method = given == null ? "GET" : given.toUpperCase(Locale.ROOT);
    }

    /** The method, in upper case; GET when the message comes from no HTTP server. */
    public String method() {
        return method;
    }

    /** Whether only headers are wanted. */
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** The agent that a link must be made for: the component's own header, else the one of the request. */
    public String agent() {
        String own = header(Open115Constants.USER_AGENT);
        String given = header("User-Agent");
        return own != null || given == null ? own : decoded(given).orElse(given);
    }

    /** Whether a link would work for the caller: there is an agent, and the link can be requested for its exact bytes. */
    public boolean hasAgentForLink() {
        String agent = agent();
        return agent != null
                && agent.chars().noneMatch(Character::isISOControl)
                && (header(Open115Constants.USER_AGENT) != null
                        || decoded(header("User-Agent")).isPresent());
    }

    /**
     * The text of a header that was sent in UTF-8: HTTP servers make each byte a character (ISO 8859-1).
     *
     * @return empty if the bytes are not UTF-8
     */
    private static Optional<String> decoded(String header) {
        if (header.chars().anyMatch(character -> character > 0xff)) {
            // the server has decoded it
            return Optional.of(header);
        }
        try {
            byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether the answer must be a new one: {@code Cache-Control: no-cache} or {@code max-age=0}. */
    public boolean isReloading() {
        String control = header("Cache-Control");
        return control != null
                && Arrays.stream(control.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .anyMatch(order -> order.equals("no-cache") || order.equals("max-age=0"));
    }

    /** Whether a script of a web page asks, which may read an answer only where CORS headers allow it. */
    public boolean isScript() {
        return origin() != null || "cors".equalsIgnoreCase(header("Sec-Fetch-Mode"));
    }

    /** The origin of the page that asks. */
    public String origin() {
        return header("Origin");
    }

    /** Whether the address that the route says the request came from is of this machine or of a private network. */
    public boolean isNear() {
        String address = message.getHeader(Open115Constants.CALLER_ADDRESS, String.class);
        // a name is not near, and is never looked up
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address.replaceFirst("%.*", ""));
            boolean uniqueLocal = parsed.getAddress().length == 16 && (parsed.getAddress()[0] & 0xfe) == 0xfc;
            return parsed.isLoopbackAddress()
                    || parsed.isSiteLocalAddress()
                    || parsed.isLinkLocalAddress()
                    || uniqueLocal;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The parameter {@code sign} of the query; null as well when it is there more than once. */
    public String sign() {
        String query = header(Exchange.HTTP_QUERY);
        if (query == null) {
            return null;
        }
        List<String> signs = Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith("sign="))
                .toList();
        try {
            return signs.size() == 1
                    ? URLDecoder.decode(signs.get(0).substring("sign=".length()), StandardCharsets.UTF_8)
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A header of the request, null as well when it is blank. */
    String header(String name) {
        String value = message.getHeader(name, String.class);
        return value == null || value.isBlank() ? null : value;
    }
}
