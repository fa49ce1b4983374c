/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /open/folder/get_info}: details of one entry, by id or by path (docs/115-open-api.md C.2). */
final class DetailsApi {

    private static final String SEPARATORS = "/>";
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private final Settings settings;
    private final DriveTree tree;

    DetailsApi(Settings settings, DriveTree tree) {
        this.settings = settings;
        this.tree = tree;
    }

    /** Either of the parameters works with either method; the id wins. */
    Reply info(Request request) {
        if (request.has("file_id")) {
            return details(tree.find(request.id("file_id", 0)));
        }
        String path = request.parameter("path");
        if (path.isEmpty() || SEPARATORS.indexOf(path.charAt(0)) < 0) {
            throw ApiError.badParameter("file_id, path");
        }
        return details(resolve(path.substring(1), path.substring(0, 1)));
    }

    /** Of several entries with one name the service takes any; a folder in the middle of the path must be a folder. */
    private Optional<Entry> resolve(String path, String separator) {
        Entry entry = tree.root();
        for (String name : path.split(Pattern.quote(separator), -1)) {
            Entry found = null;
            for (Entry child : entry.children()) {
                if (child.name.equals(name)) {
                    found = child;
                }
            }
            if (found == null) {
                return Optional.empty();
            }
            entry = found;
        }
        return Optional.of(entry);
    }

    private Reply details(Optional<Entry> found) {
        if (found.isPresent() && found.get().isBinned()) {
            throw new ApiError(ApiError.ALREADY_DELETED, "文件已删除");
        }
        Optional<Entry> entry = found.filter(present -> present != tree.root());
        if (settings.detailsAsArray) {
            ArrayNode data = Envelope.array();
            entry.map(DetailsApi::json).ifPresent(data::add);
            return Reply.json(Envelope.success(data));
        }
        return Reply.json(Envelope.success(
                entry.map(DetailsApi::json).orElseThrow(() -> new ApiError(ApiError.DOES_NOT_EXIST, "文件(夹)不存在或已经删除"))));
    }

    private static ObjectNode json(Entry entry) {
        long[] below = {entry.isFolder() ? 0 : 1, 0, entry.unmeasured ? 0 : entry.size()};
        entry.forEachBelow(each -> {
            below[each.isFolder() ? 1 : 0]++;
            below[2] += each.size();
        });
        ObjectNode json = Envelope.object()
                .put("count", below[0])
                .put("size", formatted(below[2]))
                .put("size_byte", below[2])
                .put("folder_count", below[1])
                .put("play_long", -1)
                .put("show_play_long", 0)
                .put("ptime", Long.toString(entry.unmeasured ? 0 : entry.uploadTime))
                .put("utime", Long.toString(entry.unmeasured ? 0 : entry.updateTime))
                .put("file_name", entry.name)
                .put("pick_code", entry.pickCode)
                .put("sha1", entry.sha1())
                .put("file_id", Long.toString(entry.id))
                .put("is_mark", entry.starred ? "1" : "0")
                .put("open_time", entry.updateTime)
                .put("file_category", entry.isFolder() ? "0" : "1");
        ArrayNode paths = json.putArray("paths");
        for (Entry ancestor : entry.ancestors()) {
            paths.addObject()
                    .put("file_id", Long.toString(ancestor.id))
                    .put("file_name", ancestor.name)
                    .put("iss", 0);
        }
        return json;
    }

    private static String formatted(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return Math.round(size * 100) / 100.0 + UNITS[unit];
    }
}
