/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the replies write a file or folder: one way for listings, another for searches (docs/115-open-api.md C.1.3, C.3).
 */
final class FileRows {

    private FileRows() {}

    /** A row of a listing; that of a folder lacks most fields of a file. */
    static ObjectNode listed(Entry entry) {
        ObjectNode row = Envelope.object()
                .put("fid", Long.toString(entry.id))
                .put("aid", Integer.toString(entry.area))
                .put("pid", Long.toString(entry.parent.id))
                .put("fc", entry.isFolder() ? "0" : "1")
                .put("fn", entry.name)
                .put("fco", "")
                .put("ism", entry.starred ? "1" : "0")
                .put("isp", 0)
                .put("pc", entry.pickCode)
                .put("upt", entry.unmeasured ? 0 : entry.updateTime)
                .put("uet", entry.unmeasured ? 0 : entry.updateTime)
                .put("uppt", entry.unmeasured ? 0 : entry.uploadTime)
                .put("cm", 0)
                .put("fdesc", "")
                .put("ispl", 0);
        row.putArray("fl");
        return entry.isFolder() ? row : withFileFields(row, entry);
    }

    private static ObjectNode withFileFields(ObjectNode row, Entry file) {
        String extension = file.extension();
        boolean video = FileTypes.isVideo(extension);
        row.put("sha1", file.sha1())
                .put("fs", file.unmeasured ? 0 : file.size())
                .put("fta", Integer.toString(file.uploadState))
                .put("ico", extension)
                .put("fatr", "0")
                .put("isv", video ? 1 : 0);
        if (video) {
            row.put("def", 4).put("def2", 4).put("play_long", -1).put("v_img", "");
        }
        return row.put("thumb", "")
                .put("uo", "")
                .put("ftype", Integer.toString(FileTypes.typeOf(extension)))
                .put("fuuid", EmulatedAccount.USER_ID)
                .put("ic", file.banned ? 1 : 0)
                .put("is_top", 0)
                .put("iss", 0)
                .put("issct", 0)
                .put("played_end", 0);
    }

    /** The folders from the root down to and including the listed one. */
    static ArrayNode path(Entry folder) {
        ArrayNode path = Envelope.array();
        folder.ancestors().forEach(ancestor -> path.add(pathElement(ancestor)));
        return path.add(pathElement(folder));
    }

    private static ObjectNode pathElement(Entry folder) {
        return Envelope.object()
                .put("name", folder.name)
                .put("aid", 1)
                .put("cid", folder.id)
                .put("pid", folder.parent == null ? DriveTree.ROOT_ID : folder.parent.id)
                .put("isp", 0)
                .put("p_cid", "0")
                .put("fv", "0");
    }

    /** A row of a search: sizes and times are strings. */
    static ObjectNode found(Entry entry) {
        return Envelope.object()
                .put("file_id", Long.toString(entry.id))
                .put("user_id", Long.toString(EmulatedAccount.USER_ID))
                .put("sha1", entry.sha1())
                .put("file_name", entry.name)
                .put("file_size", Long.toString(entry.size()))
                .put("user_ptime", Long.toString(entry.uploadTime))
                .put("user_utime", Long.toString(entry.updateTime))
                .put("pick_code", entry.pickCode)
                .put("parent_id", Long.toString(entry.parent.id))
                .put("area_id", Integer.toString(entry.area))
                .put("is_private", 0)
                .put("file_category", entry.isFolder() ? "0" : "1")
                .put("ico", entry.isFolder() ? "folder" : entry.extension());
    }
}
