/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.TextTime;
import java.io.Serializable;
import java.time.Instant;

/**
 * Where the last viewing of a video ended (docs/115-open-api.md F.2).
 *
 * @param pickCode pick code of the video; null if the reply had none
 * @param fileId id of the video; null if the reply had none
 * @param fileName name of the video; null if the reply had none
 * @param position seconds from its beginning
 * @param savedAt when the position was saved; null if the reply did not say
 */
public record PlayPosition(
        String pickCode,
        String fileId,
        String fileName,
        long position,
        @TextTime Instant savedAt) implements Serializable {

    static PlayPosition of(JsonObject data) {
        return new PlayPosition(
                data.textIfAny("pick_code"),
                data.textIfAny("file_id"),
                data.textIfAny("file_name"),
                Math.max(0, data.number("time", 0)),
                data.time("add_time"));
    }
}
