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
        List<Entry> rows = rows();
        Collections.reverse(rows);
        int limit = Math.max(0, Math.min(MAX_LIMIT, request.integer("limit", DEFAULT_LIMIT)));
        int offset = Math.max(0, request.integer("offset", 0));
        ObjectNode data = Envelope.object()
                .put("offset", offset)
                .put("limit", limit)
                .put("count", Integer.toString(rows.size()))
                .put("rb_pass", 0);
        rows.stream().skip(offset).limit(limit).forEach(entry -> data.set(Long.toString(entry.id), row(entry)));
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
        entries.forEach(entry -> entry.restoring = true);
        effects.perform(PendingEffects.Job.OPERATION, () -> entries.forEach(this::restore));
        return Reply.json(Envelope.success(data));
    }

    private void restore(Entry entry) {
        entry.restoring = false;
        tree.restore(entry);
    }

    /** Without ids the whole recycle bin is emptied. Deletions and restorations exclude each other (K). */
    Reply delete(Request request) {
        effects.requireIdle();
        List<Entry> entries = request.has("tid") ? present(binned(request)) : rows();
        effects.perform(PendingEffects.Job.OPERATION, () -> entries.forEach(tree::purge));
        return Reply.json(Envelope.success(Envelope.array()));
    }

    /** What the recycle bin shows, the oldest deletion first. */
    private List<Entry> rows() {
        List<Entry> rows = new ArrayList<>(tree.bin());
        rows.removeIf(entry -> entry.onTheWayToBin);
        return rows;
    }

    /** The rows of the recycle bin by the ids that were asked for; null for an id that has none. */
    private Map<Long, Entry> binned(Request request) {
        List<Long> ids = request.ids("tid");
        if (ids.size() > MAX_IDS) {
            throw ApiError.badParameter("tid");
        }
        Map<Long, Entry> binned = new LinkedHashMap<>();
        ids.forEach(id -> binned.put(
                id, tree.findInBin(id).filter(entry -> !entry.onTheWayToBin).orElse(null)));
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
                .put("status", entry.restoring ? "-1" : "0")
                .put("cid", Long.toString(entry.parent.id))
                .put("parent_name", entry.parent.name)
                .put("pick_code", entry.pickCode);
        return entry.isFolder() ? row : withFileFields(row, entry);
    }

    /** Those of a folder lack them; some depend on the type of the file. */
    private static ObjectNode withFileFields(ObjectNode row, Entry file) {
        row.put("ico", file.extension()).put("sha1", file.sha1());
        return FileTypes.isVideo(file.extension())
                ? row.put("isv", 1)
                        .put("def2", 4)
                        .put("muc", "")
                        .put("d_img", "")
                        .put("play_long", -1)
                : row.put("isv", 0);
    }
}
