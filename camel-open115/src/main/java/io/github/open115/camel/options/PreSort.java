/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The orders of option {@code preSort}, by the names that Camel's file component gives them. */
public final class PreSort {

    private PreSort() {}

    /**
     * The order of a value; empty for none.
     *
     * @throws IllegalArgumentException when there is no such order
     */
    public static Optional<Comparator<FileItem>> of(String value) {
        if (value == null || value.isBlank() || value.equalsIgnoreCase("false")) {
            return Optional.empty();
        }
        boolean descending = value.startsWith("-");
        Comparator<FileItem> order = ascending(value, descending ? value.substring(1) : value);
        return Optional.of(descending ? order.reversed() : order);
    }

    private static Comparator<FileItem> ascending(String value, String field) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "true", "name" -> Comparator.comparing(FileItem::name);
            case "modified" ->
                Comparator.comparing(FileItem::updated, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
            case "size" -> Comparator.comparingLong(FileItem::size);
            default ->
                throw new IllegalArgumentException("The option preSort=" + value
                        + " is none of name, modified, size, or one of these with a minus sign before it");
        };
    }
}
