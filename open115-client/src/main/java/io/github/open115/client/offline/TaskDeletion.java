/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.Open115Exception;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes tasks from the list of tasks (docs/115-open-api.md E.6 and E.7). Deleting their files is a deletion, which excludes
 * other changes of the drive (I.6).
 */
final class TaskDeletion {

    /** Bad parameters; there is no other code for a task that is gone (docs/115-open-api.md E.6). */
    private static final long BAD_PARAMETERS = 990002;

    private final AccountCalls calls;
    private final TaskList tasks;
    private final boolean deleteSourceFiles;

    TaskDeletion(AccountCalls calls, TaskList tasks, boolean deleteSourceFiles) {
        this.calls = calls;
        this.tasks = tasks;
        this.deleteSourceFiles = deleteSourceFiles;
    }

    /** Removes single tasks; where it is unknown whether they are gone, the list of tasks says so. */
    void delete(Set<String> infoHashes) {
        Map<String, Open115Exception> doubtful = new LinkedHashMap<>();
        for (String infoHash : infoHashes) {
            try {
                send(infoHash);
            } catch (Open115Exception e) {
                if (!e.isOutcomeUnknown() && !isGoneOrWrong(e)) {
                    throw e;
                }
                doubtful.put(infoHash, e);
            }
        }
        if (!doubtful.isEmpty()) {
            Set<String> present = tasks.read().stream()
                    .map(task -> task.infoHash().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            doubtful.keySet().removeIf(infoHash -> !present.contains(infoHash.toLowerCase(Locale.ROOT)));
            doubtful.forEach(this::repeat);
        }
    }

    /** Removes the tasks of a scope. Not repeated: tasks that have finished meanwhile would be removed, too. */
    void clear(OfflineScope scope) {
        ApiCall call = ApiCall.post("/open/offline/clear_task")
                .parameter("flag", scope.flag(deleteSourceFiles))
                .build();
        try {
            calls.send(call, Lane.MUTATION);
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown() || tasks.read().stream().anyMatch(scope::includes)) {
                throw e;
            }
        }
    }

    private void repeat(String infoHash, Open115Exception failure) {
        if (isGoneOrWrong(failure)) {
            throw failure;
        }
        send(infoHash);
    }

    private static boolean isGoneOrWrong(Open115Exception failure) {
        return failure.failure().code() == BAD_PARAMETERS;
    }

    private void send(String infoHash) {
        ApiCall call = ApiCall.post("/open/offline/del_task")
                .parameter("info_hash", infoHash)
                .parameter("del_source_file", deleteSourceFiles ? 1 : 0)
                .build();
        calls.send(call, Lane.MUTATION);
    }
}
