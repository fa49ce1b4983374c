/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two form encodings that the service reads (docs/115-open-api.md A.3). Every other body, such as JSON, is ignored:
 * its parameters are missing then, as with the real service.
 */
final class FormBody {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern FIELD_NAME = Pattern.compile("(?i)content-disposition:[^\r\n]*\\bname=\"([^\"]*)\"");

    private FormBody() {}

    static Map<String, String> read(String contentType, byte[] body) {
        if (contentType.startsWith("application/x-www-form-urlencoded")) {
            return urlEncoded(new String(body, StandardCharsets.UTF_8));
        }
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (contentType.startsWith("multipart/form-data") && boundary.find()) {
            return multipart(boundary.group(1), new String(body, StandardCharsets.UTF_8));
        }
        return Map.of();
    }

    /** Reads a query or form, which may be null. */
    static Map<String, String> urlEncoded(String text) {
        Map<String, String> parameters = new HashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    /** Reads a query, which may be null, with its parameters that have no value. */
    static Map<String, String> withFlags(String query) {
        Map<String, String> parameters = urlEncoded(query);
        if (query != null) {
            for (String pair : query.split("&")) {
                if (!pair.isEmpty() && pair.indexOf('=') < 0) {
                    parameters.put(decode(pair), "");
                }
            }
        }
        return parameters;
    }

    private static Map<String, String> multipart(String boundary, String body) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : body.split(Pattern.quote("--" + boundary))) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = FIELD_NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (name.find()) {
                parameters.put(name.group(1), part.substring(end + 4, part.length() - 2));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
