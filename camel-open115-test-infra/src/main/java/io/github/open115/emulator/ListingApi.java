/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /open/ufile/files} (docs/115-open-api.md C.1). */
final class ListingApi {

    private static final int DEFAULT_LIMIT = 20;
    private static final int ORDER_REFUSED = 20130827;

    private final Settings settings;
    private final DriveTree tree;
    private final Map<ListQuery, List<Entry>> sorted = new HashMap<>();
    private long revision = -1;

    ListingApi(Settings settings, DriveTree tree) {
        this.settings = settings;
        this.tree = tree;
    }

    Reply list(Request request) {
        Entry folder = folder(request.id("cid", DriveTree.ROOT_ID));
        ListQuery query = ListQuery.of(request, folder, settings);
        List<Entry> rows = rows(query, folder);
        if (settings.storedOrderOnly && !isInStoredOrder(query, folder)) {
            return orderRefused(folder, rows.size());
        }
        int asked = request.integer("limit", DEFAULT_LIMIT);
        int limit = asked <= 0 ? DEFAULT_LIMIT : Math.min(asked, settings.pageLimit);
        int offset = Math.max(0, request.integer("offset", 0));

        ArrayNode data = Envelope.array();
        boolean hidden = request.integer("hide_data", 0) == 1;
        int end = hidden ? 0 : (int) Math.min(rows.size(), (long) offset + limit);
        for (int i = offset; i < end; i++) {
            data.add(FileRows.listed(rows.get(i)));
        }
        ObjectNode json = Envelope.success(data)
                .put("count", rows.size())
                .put("sys_count", 0)
                .put("offset", offset)
                .put("limit", limit);
        echo(json, request, query);
        json.set("path", FileRows.path(folder));
        return Reply.json(json);
    }

    private static boolean isInStoredOrder(ListQuery query, Entry folder) {
        return query.order().equals(folder.order) && query.ascending() == folder.ascending;
    }

    /** The reply of the old incident of docs/115-open-api.md C.1.4, field by field. */
    private static Reply orderRefused(Entry folder, int count) {
        return Reply.json(Envelope.object()
                .put("count", count)
                .put("order", folder.order)
                .put("is_asc", folder.ascending ? 1 : 0)
                .put("fc_mix", 0)
                .put("state", false)
                .put("error", "")
                .put("errNo", ORDER_REFUSED));
    }

    private static void echo(ObjectNode json, Request request, ListQuery query) {
        json.put("aid", Entry.NORMAL_AREA)
                .put("cid", query.folderId())
                .put("is_asc", query.ascending() ? 1 : 0)
                .put("order", query.order())
                .put("min_size", query.minSize())
                .put("max_size", query.maxSize())
                .put("sys_dir", "")
                .put("hide_data", request.parameter("hide_data"))
                .put("record_open_time", request.has("record_open_time") ? request.parameter("record_open_time") : "1")
                .put("star", query.starred() ? 1 : 0)
                .put("type", query.type())
                .put("suffix", query.suffix())
                .put("cur", request.integer("cur", 0))
                .put("stdir", request.integer("stdir", 0))
                .put("fields", "");
    }

    /** The two ways in which the service answers for a folder that it does not have (docs/115-open-api.md C.1.6). */
    private Entry folder(long id) {
        return tree.findNormal(id).filter(Entry::isFolder).orElseGet(() -> {
            if (settings.rootListingForUnknownFolder) {
                return tree.root();
            }
            throw new ApiError(ApiError.FILE_GONE, "文件(夹)不存在或已经删除");
        });
    }

    /** A big subtree is sorted once and not for each of its pages. */
    private List<Entry> rows(ListQuery query, Entry folder) {
        if (revision != tree.revision()) {
            sorted.clear();
            revision = tree.revision();
        }
        return sorted.computeIfAbsent(query, key -> key.rows(folder, settings.timeOrderByUpload));
    }
}
