/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The recycle bin (docs/115-open-api.md C.9 to C.11). */
final class BinApi {

    private static final int DEFAULT_LIMIT = 30;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_IDS = 1150;
    private static final String MISSING = "文件(夹)不存在或已经删除";

    private final DriveTree tree;
    private final PendingEffects effects;

    BinApi(DriveTree tree, PendingEffects effects) {
        this.tree = tree;
        this.effects = effects;
    }

    /** The rows are members of the data object, between the paging fields. */
    Reply list(Request request) {
        List<Entry> rows = new ArrayList<>(tree.bin());
        Collections.reverse(rows);
        int limit = Math.max(0, Math.min(MAX_LIMIT, request.integer("limit", DEFAULT_LIMIT)));
        int offset = Math.max(0, Math.min(rows.size(), request.integer("offset", 0)));
        ObjectNode data = Envelope.object()
                .put("offset", offset)
                .put("limit", limit)
                .put("count", Integer.toString(rows.size()))
                .put("rb_pass", 0);
        for (Entry entry : rows.subList(offset, Math.min(rows.size(), offset + limit))) {
            data.set(Long.toString(entry.id), row(entry));
        }
        return Reply.json(Envelope.success(data));
    }

    /** Tells of each id whether it was restored. */
    Reply revert(Request request) {
        effects.requireIdle();
        Map<Long, Entry> binned = binned(request);
        ObjectNode data = Envelope.object();
        binned.forEach((id, entry) -> data.putObject(Long.toString(id))
                .put("state", entry != null)
                .put("error", entry != null ? "" : MISSING)
                .put("errno", entry != null ? 0 : ApiError.DOES_NOT_EXIST));
        List<Entry> entries = present(binned);
        effects.perform(PendingEffects.Job.OPERATION, () -> entries.forEach(tree::restore));
        return Reply.json(Envelope.success(data));
    }

    /** Without ids the whole recycle bin is emptied. */
    Reply delete(Request request) {
        List<Entry> entries = request.has("tid") ? present(binned(request)) : new ArrayList<>(tree.bin());
        effects.perform(PendingEffects.Job.QUIET, () -> entries.forEach(tree::purge));
        return Reply.json(Envelope.success(Envelope.array()));
    }

    /** The rows of the recycle bin by the ids that were asked for; null for an id that has none. */
    private Map<Long, Entry> binned(Request request) {
        List<Long> ids = request.ids("tid");
        if (ids.size() > MAX_IDS) {
            throw ApiError.badParameter("tid");
        }
        Map<Long, Entry> binned = new LinkedHashMap<>();
        ids.forEach(id -> binned.put(id, tree.findInBin(id).orElse(null)));
        if (present(binned).isEmpty()) {
            throw new ApiError(ApiError.DOES_NOT_EXIST, MISSING);
        }
        return binned;
    }

    private static List<Entry> present(Map<Long, Entry> binned) {
        return binned.values().stream().filter(Objects::nonNull).toList();
    }

    private static ObjectNode row(Entry entry) {
        ObjectNode row = Envelope.object()
                .put("id", Long.toString(entry.id))
                .put("file_name", entry.name)
                .put("type", entry.isFolder() ? "2" : "1")
                .put("file_size", Long.toString(entry.size()))
                .put("dtime", Long.toString(entry.binnedAt))
                .put("thumb_url", "")
                .put("status", "0")
                .put("cid", Long.toString(entry.parent.id))
                .put("parent_name", entry.parent.name)
                .put("pick_code", entry.pickCode);
        return entry.isFolder() ? row : row.put("ico", entry.extension()).put("sha1", entry.sha1());
    }
}
