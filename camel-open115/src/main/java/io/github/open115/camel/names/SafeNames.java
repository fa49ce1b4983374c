/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Turns names of the drive into names that are safe as one segment of a path. The service allows nearly every character
 * in a name, {@code /} and line breaks included, and names longer than file systems take (docs/115-open-api.md I.5).
 */
public final class SafeNames {

    /** What file systems commonly take for one name. */
    public static final int MAX_BYTES = 255;

    /** A longer extension means nothing, and is cut like the rest of the name. */
    private static final int MAX_EXTENSION_BYTES = 32;

    private SafeNames() {}

    /** The name as one path segment: no separator, no control character, not {@code .} or {@code ..}, 255 bytes. */
    public static String segment(String exactName) {
        return fitted(cleaned(exactName), "");
    }

    /** The same with an id before the extension, for a name that is taken. */
    public static String segment(String exactName, String id) {
        return fitted(cleaned(exactName), "~" + id);
    }

    /** The name with its id before the extension, repeated until the segment is free: a file may be called so already. */
    public static String unique(String exactName, String id, Predicate<String> isFree) {
        String suffix = id;
        while (!isFree.test(segment(exactName, suffix))) {
            suffix = suffix + "~" + id;
        }
        return segment(exactName, suffix);
    }

    /** The key of a segment in a folder; the same for segments that a file system may take for the same. */
    static String place(String parentId, String segment) {
        return parentId + "/" + collisionKey(segment);
    }

    /** The same for two names that a file system may take for the same: letter case and composition do not count. */
    public static String collisionKey(String segment) {
        return Normalizer.normalize(segment, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String cleaned(String name) {
        StringBuilder clean = new StringBuilder(name.length());
        name.codePoints().forEach(c -> clean.appendCodePoint(isUnsafe(c) ? '_' : c));
        String segment = clean.toString();
        if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
            return segment.replaceAll(".", "_") + (segment.isEmpty() ? "_" : "");
        }
        return segment;
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return c == '/'
                || c == '\\'
                || type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static String fitted(String name, String suffix) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION_BYTES ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        return cut(stem, MAX_BYTES - bytes(extension) - bytes(suffix)) + suffix + extension;
    }

    private static String cut(String text, int maxBytes) {
        if (bytes(text) <= maxBytes) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            used += bytes(Character.toString(c));
            if (used > maxBytes) {
                break;
            }
            cut.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return cut.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
