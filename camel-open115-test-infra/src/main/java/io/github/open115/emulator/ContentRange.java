/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a content that a request is for.
 *
 * @param first offset of the first byte
 * @param length in bytes
 * @param partial whether a range was asked for
 */
record ContentRange(long first, long length, boolean partial) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Reads a single range; the whole content for anything else. The length is -1 for a range beyond the size. */
    static ContentRange of(String header, long size) {
        Matcher range = SINGLE.matcher(header.replace(" ", ""));
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new ContentRange(0, size, false);
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(size, Long.parseLong(range.group(2)));
            return suffix == 0 ? beyond() : new ContentRange(size - suffix, suffix, true);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (first >= size) {
            return beyond();
        }
        return last < first ? new ContentRange(0, size, false) : new ContentRange(first, last - first + 1, true);
    }

    boolean isBeyond() {
        return length < 0;
    }

    private static ContentRange beyond() {
        return new ContentRange(0, -1, true);
    }
}
