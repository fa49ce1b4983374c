/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pattern that gives a done file its name, as the option {@code doneFileName} of Camel's file component has it: a name
 * with at most the placeholders <code>${file:name}</code> and <code>${file:name.noext}</code>.
 */
public final class DoneFileName {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(?:simple)?\\{file:name(\\.noext)?}");

    private final String pattern;

    /** @throws IllegalArgumentException if the pattern cannot be used; the message says what to do */
    public DoneFileName(String pattern) {
        String plain = PLACEHOLDER.matcher(pattern).replaceAll("x");
        if (pattern.isBlank() || plain.contains("${") || plain.contains("$simple{") || plain.contains("/")) {
            throw new IllegalArgumentException("give a name without a folder; of the expressions only ${file:name} and"
                    + " ${file:name.noext} are possible");
        }
        this.pattern = pattern;
    }

    /** The name of the done file beside a file. */
    public String of(String name) {
        int dot = name.lastIndexOf('.');
        String noExtension = dot < 0 ? name : name.substring(0, dot);
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? name : noExtension));
    }
}
