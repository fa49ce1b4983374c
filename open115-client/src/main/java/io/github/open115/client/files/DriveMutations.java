/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the drive, by id (docs/115-open-api.md C.4 to C.8). */
final class DriveMutations {

    private static final Logger LOG = LoggerFactory.getLogger(DriveMutations.class);

    /** The only codes that prove that an entry is gone already (docs/115-open-api.md, appendix 1). */
    private static final Set<Long> ALREADY_GONE = Set.of(430004L, 231011L);

    /** 7 s in all: the recycle bin shows a deleted entry 0.5 to 5 s late (docs/115-open-api.md I.4). */
    private static final List<Duration> UNTIL_THE_BIN_SHOWS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final AccountCalls calls;
    private final Sleeper sleeper;
    private final RecycleBin recycleBin;
    private final Set<String> sentDeletions;

    /**
     * @param recycleBin shows what was deleted already
     * @param sentDeletions the ids whose deletion was sent, and that were not looked for in the recycle bin since; shared by
     *     all views of a client
     */
    DriveMutations(AccountCalls calls, Sleeper sleeper, RecycleBin recycleBin, Set<String> sentDeletions) {
        this.calls = calls;
        this.sleeper = sleeper;
        this.recycleBin = recycleBin;
        this.sentDeletions = sentDeletions;
    }

    void move(Collection<String> ids, String targetFolderId) {
        // the service takes a missing or misspelled target for the root folder, without an error (docs/115-open-api.md
        // C.6)
        EntryRules.requireId(targetFolderId, "target folder id");
        for (List<String> batch : partitions(EntryRules.requireIds(ids, "move"))) {
            send(ApiCall.post("/open/ufile/move")
                    .parameter("file_ids", String.join(",", batch))
                    .parameter("to_cid", targetFolderId)
                    .build());
        }
    }

    /**
     * Copies entries with one call.
     *
     * @param skipExisting whether the service leaves out those whose name the target has
     */
    void copy(Collection<String> ids, String targetFolderId, boolean skipExisting) {
        EntryRules.requireId(targetFolderId, "target folder id");
        Set<String> distinct = EntryRules.requireIds(ids, "copy");
        if (distinct.size() > DriveFiles.MAX_IDS_PER_CHANGE) {
            throw new IllegalArgumentException(
                    "one call copies " + DriveFiles.MAX_IDS_PER_CHANGE + " entries at most, not " + distinct.size());
        }
        send(ApiCall.post("/open/ufile/copy")
                .parameter("file_id", String.join(",", distinct))
                .parameter("pid", targetFolderId)
                .parameter("nodupli", skipExisting ? 1 : 0)
                .build());
    }

    void star(Collection<String> ids, boolean starred) {
        for (List<String> batch : partitions(EntryRules.requireIds(ids, "star"))) {
            ApiCall.Builder call = ApiCall.post("/open/ufile/update").parameter("star", starred ? 1 : 0);
            for (int i = 0; i < batch.size(); i++) {
                call.parameter(batch.size() == 1 ? "file_id" : "file_id[" + i + "]", batch.get(i));
            }
            // a star that is set twice is the same
            send(call.repeatable().build());
        }
    }

    void delete(Collection<String> ids) {
        for (List<String> batch : partitions(EntryRules.requireIds(ids, "delete"))) {
            try {
                sendDeletion(batch);
            } catch (NotFoundException e) {
                deleteRemaining(batch, e);
            }
        }
    }

    private void sendDeletion(List<String> ids) {
        try {
            send(ApiCall.post("/open/ufile/delete")
                    .parameter("file_ids", String.join(",", ids))
                    .build());
        } catch (Open115Exception e) {
            if (e.isOutcomeUnknown()) {
                sentDeletions.addAll(ids);
            }
            throw e;
        }
        sentDeletions.addAll(ids);
    }

    /** The code does not say which of several ids it means, but the recycle bin does. */
    private void deleteRemaining(List<String> ids, NotFoundException refusal) {
        if (!ALREADY_GONE.contains(refusal.failure().code())) {
            throw refusal;
        }
        if (ids.size() == 1) {
            LOG.debug("{} was deleted already", ids);
            return;
        }
        List<String> left = notBinned(ids, refusal);
        if (left.size() == ids.size()) {
            throw refusal;
        }
        if (!left.isEmpty()) {
            sendDeletion(left);
        }
    }

    /** Waits for ids whose deletion was sent before: the recycle bin may show them late. The wait is not repeated. */
    private List<String> notBinned(List<String> ids, NotFoundException refusal) {
        List<String> left = withoutBinned(ids);
        for (Duration pause : UNTIL_THE_BIN_SHOWS) {
            if (left.stream().noneMatch(sentDeletions::contains)) {
                break;
            }
            sleep(pause, refusal);
            left = withoutBinned(left);
        }
        ids.forEach(sentDeletions::remove);
        return left;
    }

    private List<String> withoutBinned(List<String> ids) {
        Set<String> binned = recycleBin.among(ids);
        return ids.stream().filter(id -> !binned.contains(id)).toList();
    }

    private void sleep(Duration pause, NotFoundException refusal) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal;
        }
    }

    void rename(FileItem item, String newName) {
        EntryRules.requireIds(List.of(item.id()), "rename");
        EntryRules.checkRename(item, newName);
        if (newName.equals(item.name())) {
            return;
        }
        send(ApiCall.post("/open/ufile/update")
                .parameter("file_id", item.id())
                .parameter("file_name", newName)
                .build());
    }

    String createFolder(String parentId, String name) {
        EntryRules.requireId(parentId, "parent folder id");
        EntryRules.checkNewFolder(name);
        JsonObject reply = send(ApiCall.post("/open/folder/add")
                .parameter("pid", parentId)
                .parameter("file_name", name)
                .build());
        JsonObject data = reply.object("data");
        String id = data.has("file_id") ? data.text("file_id") : data.text("cid");
        // with the id of the root, files would be moved into the root folder
        if (id == null || id.isEmpty() || id.equals(FileItem.ROOT_ID)) {
            throw new UnreadableReplyException(
                    "the service created folder '" + name + "' in folder " + parentId + " without telling its id");
        }
        return id;
    }

    private JsonObject send(ApiCall call) {
        return calls.send(call, Lane.MUTATION);
    }

    /** The ids in groups of as many as one call may have. */
    static List<List<String>> partitions(Set<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> partitions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += DriveFiles.MAX_IDS_PER_CHANGE) {
            partitions.add(all.subList(from, Math.min(all.size(), from + DriveFiles.MAX_IDS_PER_CHANGE)));
        }
        return partitions;
    }
}
