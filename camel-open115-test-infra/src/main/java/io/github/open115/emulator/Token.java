/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inside of a token, which is opaque to clients: the service can tell a corrupted one from an expired one
 * (docs/115-open-api.md B.1).
 *
 * @param kind {@code A} for access, {@code R} for refresh
 * @param authorization number of the log-in
 * @param generation how many pairs the log-in had had when this one was issued
 */
record Token(char kind, long authorization, int generation) {

    static final char ACCESS = 'A';
    static final char REFRESH = 'R';

    private static final Pattern SYNTAX = Pattern.compile("([AR])(\\d{1,12})\\.(\\d{1,9})\\.([0-9a-f]{32})");

    String text(Signatures signatures) {
        return payload() + "." + signatures.sign(payload());
    }

    /** Returns the inside of a text that looks like a token of this kind, without looking at its signature. */
    static Optional<Token> parse(String text, char kind) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || matcher.group(1).charAt(0) != kind) {
            return Optional.empty();
        }
        return Optional.of(new Token(kind, Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    private String payload() {
        return kind + Long.toString(authorization) + "." + generation;
    }
}
