/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.http.Open115Exception;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes changes by id that do no harm when they are made twice, such as deletions and moves: a call whose reply was lost is
 * sent once more, without a look at what it has done.
 */
public final class IdempotentChange {

    private IdempotentChange() {}

    /**
     * Makes a change to entries, {@link DriveFiles#MAX_IDS_PER_CHANGE} with one call. Each call is repeated by itself, once.
     *
     * @param operation names the change in the error for wrong ids
     * @param ids at least one, none of them the root folder; all are checked before the first call
     * @param change makes the change with one call, for example {@code files::delete}
     * @throws Open115Exception of the last call; if the reply to the call before it was lost, that failure is suppressed in it
     */
    public static void make(String operation, Collection<String> ids, Consumer<List<String>> change) {
        for (List<String> batch : DriveMutations.partitions(EntryRules.requireIds(ids, operation))) {
            sendTwiceAtMost(batch, change);
        }
    }

    private static void sendTwiceAtMost(List<String> ids, Consumer<List<String>> change) {
        try {
            change.accept(ids);
        } catch (Open115Exception lost) {
            if (!lost.isOutcomeUnknown()) {
                throw lost;
            }
            try {
                change.accept(ids);
            } catch (Open115Exception e) {
                e.addSuppressed(lost);
                throw e;
            }
        }
    }
}
