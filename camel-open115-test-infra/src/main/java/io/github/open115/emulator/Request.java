/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A request as the service understands it.
 *
 * @param path decoded, without the query
 * @param rawPath as it was sent, without the query
 * @param parameters of the query for GET and HEAD, of the form body for POST (docs/115-open-api.md A.3); nothing else
 *     is looked at. Those of the object storage are always of the query
 * @param headers by lower-case name
 * @param body of a request to the object storage, empty elsewhere
 */
record Request(
        Host host,
        String method,
        String path,
        String rawPath,
        Map<String, String> parameters,
        Map<String, String> headers,
        RequestBody body) {

    /** @param received is told how many bytes come to the object storage */
    static Request read(Host host, HttpExchange exchange, LongConsumer received) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
        }
        URI uri = exchange.getRequestURI();
        RequestBody body = RequestBody.empty();
        Map<String, String> parameters;
        if (host == Host.OSS) {
            body = new RequestBody(exchange.getRequestBody(), received);
            parameters = FormBody.withFlags(uri.getRawQuery());
        } else {
            byte[] form = exchange.getRequestBody().readAllBytes();
            parameters = exchange.getRequestMethod().equals("POST")
                    ? FormBody.read(headers.getOrDefault("content-type", ""), form)
                    : FormBody.urlEncoded(uri.getRawQuery());
        }
        return new Request(
                host,
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getRawPath(),
                Map.copyOf(parameters),
                Map.copyOf(headers),
                body);
    }

    /** What requests are counted and faults are armed by: method and path, but not the path of content. */
    String endpoint() {
        return switch (host) {
            case CDN -> method + " " + Faults.CDN;
            case OSS -> OssOperation.of(method, parameters);
            case CALLBACK -> OssOperation.CALLBACK;
            default -> method + " " + path;
        };
    }

    /** A parameter; absent and empty are the same to the service (docs/115-open-api.md A.3). */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean has(String name) {
        return !parameter(name).isEmpty();
    }

    /** An integer parameter, or the given value when it is absent. */
    int integer(String name, int otherwise) {
        return (int) id(name, otherwise);
    }

    /** An id, or the given value when it is absent. */
    long id(String name, long otherwise) {
        return id(parameter(name), otherwise, name);
    }

    private static long id(String value, long otherwise, String name) {
        try {
            return value.isEmpty() ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw ApiError.badParameter(name);
        }
    }

    /** Ids that are separated by commas. */
    List<Long> ids(String name) {
        if (!has(name)) {
            throw ApiError.badParameter(name);
        }
        return List.of(parameter(name).split(",")).stream()
                .map(id -> id(id.strip(), 0, name))
                .toList();
    }

    /** The ids of the parameters {@code name[0]}, {@code name[1]} and so on, in this order. */
    List<Long> indexedIds(String name) {
        List<Long> ids = new ArrayList<>();
        while (has(name + "[" + ids.size() + "]")) {
            ids.add(id(name + "[" + ids.size() + "]", 0));
        }
        return ids;
    }

    /** A header, or the empty string. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Leaves out the parameters and headers: they hold tokens. */
    @Override
    public String toString() {
        return host + " " + method + " " + path;
    }
}
