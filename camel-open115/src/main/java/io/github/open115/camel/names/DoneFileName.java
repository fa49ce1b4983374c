/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.EntryRules;
import io.github.open115.client.http.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pattern that gives a done file its name, as the option {@code doneFileName} of Camel's file component has it: a name
 * with at most the placeholders <code>${file:name}</code> and <code>${file:name.noext}</code>.
 */
public final class DoneFileName {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(?:simple)?\\{file:name(\\.noext)?}");

    private static final String OWN_NAME =
            "it would be the name of the file itself: use another one, such as ${file:name}.done";

    private final String pattern;

    /** @throws IllegalArgumentException if the pattern cannot be used; the message says what to do */
    public DoneFileName(String pattern) {
        String plain = PLACEHOLDER.matcher(pattern).replaceAll("x");
        if (pattern.isBlank() || plain.contains("${") || plain.contains("$simple{") || plain.contains("/")) {
            throw new IllegalArgumentException("give a name without a folder; of the expressions only ${file:name} and"
                    + " ${file:name.noext} are possible");
        }
        try {
            EntryRules.checkCharacters(plain);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.getMessage() + ": use another one", e);
        }
        if (plain.equals(".") || plain.equals("..")) {
            throw new IllegalArgumentException("this is no name of a file: use another one");
        }
        this.pattern = pattern;
        if (of("name.ext").equals("name.ext")) {
            throw new IllegalArgumentException(OWN_NAME);
        }
    }

    /**
     * The name of the done file that is written beside a file.
     *
     * @throws IllegalArgumentException if it is the name of the file itself, which the done file would replace
     */
    public String beside(String name) {
        String done = of(name);
        if (EntryRules.sameName(done, name)) {
            throw new IllegalArgumentException(
                    "The option doneFileName=" + pattern + " cannot be used for '" + name + "': " + OWN_NAME);
        }
        return done;
    }

    private String of(String name) {
        int dot = name.lastIndexOf('.');
        String noExtension = dot < 0 ? name : name.substring(0, dot);
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? name : noExtension));
    }
}
