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
import io.github.open115.client.http.UnreadableReplyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the drive, by id (docs/115-open-api.md C.4 and C.6 to C.8). */
final class DriveMutations {

    private static final Logger LOG = LoggerFactory.getLogger(DriveMutations.class);

    /** The only codes that prove that an entry is gone already (docs/115-open-api.md, appendix 1). */
    private static final Set<Long> ALREADY_GONE = Set.of(430004L, 231011L);

    private final AccountCalls calls;

    DriveMutations(AccountCalls calls) {
        this.calls = calls;
    }

    void move(Collection<String> ids, String targetFolderId) {
        // the service takes a missing or misspelled target for the root folder, without an error (docs/115-open-api.md
        // C.6)
        EntryRules.requireId(targetFolderId, "target folder id");
        for (String batch : batches(EntryRules.requireIds(ids, "move"))) {
            send(ApiCall.post("/open/ufile/move")
                    .parameter("file_ids", batch)
                    .parameter("to_cid", targetFolderId)
                    .build());
        }
    }

    void delete(Collection<String> ids) {
        Set<String> distinct = EntryRules.requireIds(ids, "delete");
        for (String batch : batches(distinct)) {
            try {
                send(ApiCall.post("/open/ufile/delete")
                        .parameter("file_ids", batch)
                        .build());
            } catch (NotFoundException e) {
                // the code does not say which of several ids it means
                if (distinct.size() > 1 || !ALREADY_GONE.contains(e.failure().code())) {
                    throw e;
                }
                LOG.debug("{} was deleted already", batch);
            }
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

    private static List<String> batches(Set<String> ids) {
        List<String> all = List.copyOf(ids);
        List<String> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += DriveFiles.MAX_IDS_PER_CHANGE) {
            batches.add(String.join(
                    ",", all.subList(from, Math.min(all.size(), from + DriveFiles.MAX_IDS_PER_CHANGE))));
        }
        return batches;
    }
}
