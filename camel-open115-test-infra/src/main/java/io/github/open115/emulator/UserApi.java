/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code GET /open/user/info} (docs/115-open-api.md F.6). */
final class UserApi {

    private static final long TEBIBYTE = 1L << 40;

    private final Settings settings;
    private final DriveTree tree;

    UserApi(Settings settings, DriveTree tree) {
        this.settings = settings;
        this.tree = tree;
    }

    Reply info() {
        long used = tree.usedSpace();
        ObjectNode data = Envelope.object()
                .put("user_id", EmulatedAccount.USER_ID)
                .put("user_name", "example")
                .put("user_face_s", "https://example.115.com/s.jpg")
                .put("user_face_m", "https://example.115.com/m.jpg")
                .put("user_face_l", "https://example.115.com/l.jpg");
        ObjectNode space = data.putObject("rt_space_info");
        putSize(space, "all_total", settings.space);
        putSize(space, "all_remain", settings.space - used);
        putSize(space, "all_use", used);
        ObjectNode vip = data.putObject("vip_info")
                .put("level_name", "年费VIP")
                .put("expire", settings.clock.seconds() + 30_000_000);
        vip.putObject("tp_rights").put("is_tp_rights", 0).put("tp_rights_time", 0);
        return Reply.json(Envelope.success(data));
    }

    private static void putSize(ObjectNode space, String name, long size) {
        space.putObject(name).put("size", size).put("size_format", size / TEBIBYTE + "TB");
    }
}
