/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.Objects;

/**
 * What to list: a folder, how deep, and in which order.
 *
 * @param folderId id of the folder; {@link FileItem#ROOT_ID} for the whole drive
 * @param recursive true: all files of the subtree, no folder rows; false: the direct children
 * @param folders whether a direct listing includes folders; a recursive one never does (docs/115-open-api.md C.1.2)
 * @param order the field to sort by
 * @param ascending the direction
 * @param pageSize rows asked for in one call, 1 to 1150
 */
public record ListQuery(
        String folderId, boolean recursive, boolean folders, Order order, boolean ascending, int pageSize) {

    /** The largest page of the service (docs/115-open-api.md C.1.1). */
    public static final int MAX_PAGE_SIZE = 1150;

    public ListQuery {
        Objects.requireNonNull(folderId, "folderId");
        Objects.requireNonNull(order, "order");
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("pageSize must be 1 to " + MAX_PAGE_SIZE + ", not " + pageSize);
        }
        if (recursive && folders) {
            throw new IllegalArgumentException("a recursive listing has no folder rows");
        }
    }

    /** Fields to sort by (docs/115-open-api.md C.1.4). */
    public enum Order {
        UPDATED("user_utime"),
        NAME("file_name"),
        SIZE("file_size");

        private final String wire;

        Order(String wire) {
            this.wire = wire;
        }

        /** The value of parameter {@code o}. */
        public String wire() {
            return wire;
        }
    }

    /** All files below a folder, newest change first. */
    public static ListQuery subtree(String folderId, int pageSize) {
        return new ListQuery(folderId, true, false, Order.UPDATED, false, pageSize);
    }

    /** The files directly in a folder, newest change first. */
    public static ListQuery filesOf(String folderId, int pageSize) {
        return new ListQuery(folderId, false, false, Order.UPDATED, false, pageSize);
    }

    /** The files and folders directly in a folder, newest change first. */
    public static ListQuery childrenOf(String folderId, int pageSize) {
        return new ListQuery(folderId, false, true, Order.UPDATED, false, pageSize);
    }

    /** The same listing with pages of another size. */
    ListQuery withPageSize(int rows) {
        return new ListQuery(folderId, recursive, folders, order, ascending, rows);
    }

    /** The same rows, those that changed last in front. */
    ListQuery newestFirst(int rows) {
        return new ListQuery(folderId, recursive, folders, Order.UPDATED, false, rows);
    }
}
