/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches by name (docs/115-open-api.md C.3). The service removes rows that may not be shown from a page after it has
 * counted them. So a short or empty page does not end a search, and the next page begins after the rows asked for, not
 * after the rows received.
 */
final class Search {

    private static final int TEXT_LENGTH = 40;
    private static final int WINDOW = 10_000;
    private static final int PAGE_SIZE = 1000;

    private final AccountCalls calls;

    Search(AccountCalls calls) {
        this.calls = calls;
    }

    List<FileItem> find(String folderId, String text, int limit) {
        EntryRules.requireId(folderId, "folder id");
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("the text to search for is empty");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        Map<String, FileItem> found = new LinkedHashMap<>();
        int pageSize = Math.min(limit, PAGE_SIZE);
        long offset = 0;
        long count = Long.MAX_VALUE;
        while (found.size() < limit && offset < count && offset + pageSize <= WINDOW) {
            JsonObject reply = calls.send(call(folderId, firstCharacters(text), pageSize, offset), Lane.LISTING);
            List<JsonObject> rows = reply.requiredList("data");
            if (reply.number("offset", offset) != offset) {
                // after the last page the service starts over
                break;
            }
            for (JsonObject row : rows) {
                FileItem item = FileItemParser.ofSearch(row);
                if (item.state() != State.DELETED && item.state() != State.IMPOSSIBLE) {
                    found.putIfAbsent(item.id(), item);
                }
            }
            count = reply.number("count", 0);
            long served = reply.number("limit", pageSize);
            offset += served > 0 ? Math.min(served, pageSize) : pageSize;
        }
        List<FileItem> items = new ArrayList<>(found.values());
        return List.copyOf(items.subList(0, Math.min(limit, items.size())));
    }

    private static ApiCall call(String folderId, String text, int pageSize, long offset) {
        return ApiCall.get("/open/ufile/search")
                .parameter("search_value", text)
                .parameter("cid", folderId)
                .parameter("limit", pageSize)
                .parameter("offset", offset)
                .build();
    }

    /** Cuts the text here: the service might cut between the two halves of a surrogate pair. */
    private static String firstCharacters(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH));
    }
}
