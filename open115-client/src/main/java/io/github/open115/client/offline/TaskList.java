/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.UnreadableReplyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list of tasks (docs/115-open-api.md E.2). The service decides how large a page is. */
final class TaskList {

    private static final int ATTEMPTS = 3;

    private final AccountCalls calls;

    TaskList(AccountCalls calls) {
        this.calls = calls;
    }

    /**
     * All tasks. If tasks come or go between two pages, a task can move from a page that was not read yet to one that was, so
     * the pages are read again unless their count stayed the same and was reached.
     */
    List<OfflineTask> read() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<OfflineTask>> tasks = readPages();
            if (tasks.isPresent()) {
                return tasks.get();
            }
        }
        throw new UnreadableReplyException("The list of cloud downloads could not be read completely in " + ATTEMPTS
                + " attempts, because its pages do not fit together: try again later");
    }

    /** @return empty if the pages do not fit together */
    private Optional<List<OfflineTask>> readPages() {
        Map<String, OfflineTask> tasks = new LinkedHashMap<>();
        JsonObject first = page(1);
        long count = first.number("count", 0);
        long pages = first.number("page_count", 1);
        JsonObject page = first;
        for (long number = 1; ; number++) {
            for (JsonObject row : rows(page)) {
                OfflineTask task = OfflineTask.of(row);
                if (tasks.put(task.infoHash(), task) != null) {
                    return Optional.empty();
                }
            }
            if (number >= pages) {
                return tasks.size() < count ? Optional.empty() : Optional.of(List.copyOf(tasks.values()));
            }
            page = page(number + 1);
            if (page.number("count", 0) != count || rows(page).isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private JsonObject page(long number) {
        return calls.send(
                        ApiCall.get("/open/offline/get_task_list")
                                .parameter("page", number)
                                .build(),
                        Lane.LISTING)
                .requiredObject("data");
    }

    /** An empty list may come without its array; one that should have rows may not. */
    private static List<JsonObject> rows(JsonObject page) {
        return page.has("count") && page.number("count", -1) == 0 ? page.list("tasks") : page.requiredList("tasks");
    }
}
