/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import io.github.open115.client.http.JsonObject;
import java.io.Serializable;
import java.util.Objects;

/**
 * A subtitle of a video (docs/115-open-api.md F.4). Members that its source does not have are null.
 *
 * @param id its id
 * @param language its language, as the service writes it
 * @param title its title
 * @param url address of its content, which expires; never null. A secret, because it gives access to the content, so
 *     {@link #toString()} omits it
 * @param type its format, for instance {@code srt}
 * @param sha1 SHA-1 of the file, for a file of the drive
 * @param fileId id of the file, for a file of the drive
 * @param fileName name of the file, for a file of the drive
 * @param pickCode pick code of the file, for a file of the drive
 * @param syncTime seconds by which it is shown later
 * @param preferred whether the service proposes to show it first
 */
public record Subtitle(
        String id,
        String language,
        String title,
        String url,
        String type,
        String sha1,
        String fileId,
        String fileName,
        String pickCode,
        double syncTime,
        boolean preferred)
        implements Serializable {

    public Subtitle {
        Objects.requireNonNull(url, "url");
    }

    /** @param preferredId the id of the subtitle that the service proposes; null for none */
    static Subtitle of(JsonObject row, String preferredId) {
        String id = row.textIfAny("sid");
        return new Subtitle(
                id,
                row.textIfAny("language"),
                row.textIfAny("title"),
                row.requiredText("url"),
                row.textIfAny("type"),
                row.textIfAny("sha1"),
                row.textIfAny("file_id"),
                row.textIfAny("file_name"),
                row.textIfAny("pick_code"),
                seconds(row),
                id != null && id.equals(preferredId));
    }

    private static double seconds(JsonObject row) {
        String text = row.textIfAny("sync_time");
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return "Subtitle[id=" + id + ", language=" + language + ", title=" + title + ", type=" + type + ", fileId="
                + fileId + ", fileName=" + fileName + ", preferred=" + preferred + "]";
    }
}
