/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.LanguageSupport;

/**
 * The URI that {@code toD}, {@code enrich}, {@code pollEnrich} or {@code poll} uses for a message. The options
 * {@code fileName} and {@code fileId} stay in it as they were written: the endpoint evaluates them for each message, so
 * that one endpoint does for all files. And the name of a file is never read as a part of the URI, where a {@code &} in
 * it would begin another option.
 */
final class DynamicUri {

    private static final Set<String> EVALUATED_BY_ENDPOINT = Set.of("fileName", "fileId");

    /** A parameter up to the {@code &} after it, which does not count within {@code RAW()} and <code>RAW{}</code>. */
    private static final Pattern PARAMETER =
            Pattern.compile("([^=&]*)(=(?:RAW\\(.*?\\)(?=&|$)|RAW\\{.*?}(?=&|$)|[^&]*))?(?:&|$)", Pattern.DOTALL);

    private DynamicUri() {}

    /**
     * The URI for a message.
     *
     * @param written the URI as it stands in the route
     * @param language the language that its expressions are in
     * @return empty when neither option is written there, so that Camel's own evaluation is right
     */
    static Optional<String> of(Exchange exchange, String written, String language) {
        String template = EndpointHelper.resolveEndpointUriPropertyPlaceholders(exchange.getContext(), written);
        int query = template.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(template.substring(query + 1));
        while (parameter.find() && !parameter.group().isEmpty()) {
            String value = parameter.group(2) == null ? "" : parameter.group(2);
            boolean keep = EVALUATED_BY_ENDPOINT.contains(parameter.group(1));
            (keep ? kept : others).add(parameter.group(1) + value);
        }
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        String rest = template.substring(0, query + 1) + String.join("&", others);
        String evaluated = LanguageSupport.hasSimpleFunction(rest)
                ? exchange.getContext()
                        .resolveLanguage(language)
                        .createExpression(rest)
                        .evaluate(exchange, String.class)
                : rest;
        return Optional.of(evaluated + (others.isEmpty() ? "" : "&") + String.join("&", kept));
    }
}
