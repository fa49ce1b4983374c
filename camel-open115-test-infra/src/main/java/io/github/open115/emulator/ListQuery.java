/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which rows a listing has and in which order, without the page that is asked for.
 *
 * @param recursive whether the whole subtree is meant
 * @param files whether files are rows
 * @param folders whether folders are rows
 * @param minSize the smallest file in bytes
 * @param maxSize the biggest file in bytes, 0 or less for any size
 * @param order the effective sort field
 */
record ListQuery(
        long folderId,
        boolean recursive,
        boolean files,
        boolean folders,
        int type,
        String suffix,
        boolean starred,
        long minSize,
        long maxSize,
        String order,
        boolean ascending,
        boolean foldersFirst) {

    private static final String UPLOAD_TIME = "user_ptime";

    /** Reads the parameters by docs/115-open-api.md C.1.2 and the rules about order of C.1.4. */
    static ListQuery of(Request request, Entry folder, Settings settings) {
        int type = request.integer("type", 0);
        String suffix = request.parameter("suffix").toLowerCase(Locale.ROOT);
        boolean starred = request.integer("star", 0) == 1;
        boolean filtered = type > 0 || !suffix.isEmpty() || starred;
        boolean withFolders = request.integer("show_dir", 0) == 1;
        boolean direct = request.integer("cur", 0) == 1;

        int customOrder = request.integer("custom_order", 0);
        boolean asAsked = settings.obeyedOrders.contains(customOrder);
        return new ListQuery(
                folder.id,
                settings.recursiveListing && !direct && (filtered || !withFolders),
                !(withFolders && request.integer("nf", 0) == 1),
                filtered ? request.integer("stdir", 0) == 1 : withFolders,
                type,
                suffix,
                starred,
                request.id("min_size", 0),
                request.id("max_size", 0),
                asAsked && request.has("o") ? request.parameter("o") : folder.order,
                asAsked ? request.integer("asc", 0) == 1 : folder.ascending,
                customOrder != 2 || !asAsked || settings.foldersAlwaysFirst);
    }

    List<Entry> rows(Entry folder, boolean timeOrderByUpload) {
        List<Entry> rows = new ArrayList<>();
        if (recursive) {
            folder.forEachBelow(entry -> addMatching(entry, rows));
        } else {
            folder.children().forEach(entry -> addMatching(entry, rows));
        }
        rows.sort(comparator(timeOrderByUpload));
        return rows;
    }

    private void addMatching(Entry entry, List<Entry> rows) {
        if (entry.isFolder() ? folders : files && matches(entry)) {
            rows.add(entry);
        }
    }

    private boolean matches(Entry file) {
        return FileTypes.matches(file.extension(), type, suffix)
                && (!starred || file.starred)
                && file.size() >= minSize
                && (maxSize <= 0 || file.size() <= maxSize);
    }

    private Comparator<Entry> comparator(boolean timeOrderByUpload) {
        Comparator<Entry> byField = switch (order) {
            case "file_name" -> Comparator.comparing((Entry entry) -> entry.name);
            case "file_size" -> Comparator.comparingLong(Entry::size);
            case "file_type" -> Comparator.comparing(Entry::extension);
            case UPLOAD_TIME ->
                Comparator.comparingLong(entry -> timeOrderByUpload ? entry.uploadTime : entry.updateTime);
            default -> Comparator.comparingLong(entry -> entry.updateTime);
        };
        Comparator<Entry> directed = ascending ? byField : byField.reversed();
        // equal keys come in an order of their own, which is not that of the ids (docs/115-open-api.md C.1.4, I.2)
        Comparator<Entry> complete = directed.thenComparing(entry -> entry.pickCode);
        return foldersFirst
                ? Comparator.comparing((Entry entry) -> !entry.isFolder()).thenComparing(complete)
                : complete;
    }
}
