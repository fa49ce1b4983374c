/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code GET /open/ufile/search} (docs/115-open-api.md C.3). */
final class SearchApi {

    /** What to search for: one of these is enough. */
    private static final List<String> CRITERIA =
            List.of("search_value", "file_label", "type", "suffix", "gte_day", "lte_day");

    private static final int NO_ROWS = -1;
    private static final int DEFAULT_LIMIT = 20;
    private static final int LONGEST_VALUE = 40;
    private static final int WINDOW = 10_000;
    private static final int LIMIT_BEYOND_WINDOW = 115;
    private static final int FOLDERS_ONLY = 1;
    private static final int FILES_ONLY = 2;
    private static final ZoneOffset DAYS = ZoneOffset.ofHours(8);

    private final DriveTree tree;

    SearchApi(DriveTree tree) {
        this.tree = tree;
    }

    Reply search(Request request) {
        if (CRITERIA.stream().noneMatch(request::has)) {
            throw ApiError.badParameter("search_value");
        }
        int offset = Math.max(0, request.integer("offset", 0));
        int limit = Math.max(0, request.integer("limit", DEFAULT_LIMIT));
        if (offset + limit > WINDOW) {
            offset = 0;
            limit = LIMIT_BEYOND_WINDOW;
        }
        List<Entry> found = find(request);
        ArrayNode data = Envelope.array();
        for (Entry entry : found.subList(Math.min(offset, found.size()), Math.min(offset + limit, found.size()))) {
            // filtered after counting: pages may be short and the count too high
            if (entry.area == Entry.NORMAL_AREA) {
                data.add(FileRows.found(entry));
            }
        }
        return Reply.json(Envelope.success(data)
                .put("count", found.size())
                .put("limit", limit)
                .put("offset", offset));
    }

    private List<Entry> find(Request request) {
        List<Entry> found = new ArrayList<>();
        long folderId = request.id("cid", DriveTree.ROOT_ID);
        // entries have no labels here
        if (folderId == NO_ROWS || request.has("file_label")) {
            return found;
        }
        Entry folder = tree.findNormal(folderId).orElseThrow(() -> new ApiError(ApiError.FILE_GONE, "文件(夹)不存在或已经删除"));
        folder.forEachBelow(entry -> {
            if (matches(entry, request)) {
                found.add(entry);
            }
        });
        return found;
    }

    private static boolean matches(Entry entry, Request request) {
        String value = request.parameter("search_value");
        String needle =
                value.substring(0, Math.min(LONGEST_VALUE, value.length())).toLowerCase(Locale.ROOT);
        int kind = request.integer("fc", 0);
        int type = request.integer("type", 0);
        String suffix = request.parameter("suffix").toLowerCase(Locale.ROOT);
        return (entry.name.toLowerCase(Locale.ROOT).contains(needle) || isSha1Of(entry, needle))
                && (kind != FOLDERS_ONLY || entry.isFolder())
                && (kind != FILES_ONLY || !entry.isFolder())
                && (type == 0 && suffix.isEmpty()
                        || !entry.isFolder() && FileTypes.matches(entry.extension(), type, suffix))
                && isInDays(entry, request.parameter("gte_day"), request.parameter("lte_day"));
    }

    private static boolean isSha1Of(Entry entry, String needle) {
        return needle.length() == LONGEST_VALUE && needle.equalsIgnoreCase(entry.sha1());
    }

    private static boolean isInDays(Entry entry, String from, String to) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(entry.uploadTime), DAYS);
        try {
            return (from.isEmpty() || !day.isBefore(LocalDate.parse(from)))
                    && (to.isEmpty() || !day.isAfter(LocalDate.parse(to)));
        } catch (DateTimeParseException e) {
            throw ApiError.badParameter("gte_day, lte_day");
        }
    }
}
