/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.TextTime;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * A task of the cloud download (docs/115-open-api.md E.2).
 *
 * @param infoHash the hash by which the service names the task; never null
 * @param name name of the file or folder that it makes; null while the service does not know it
 * @param url the link of the task; null if the reply had none. {@link #toString()} shortens it, because the address of a
 *     file may contain a password or a signature
 * @param size bytes, 0 while unknown
 * @param status the state of the task; null for a state that is not documented
 * @param percentDone 0 to 100
 * @param fileId id of the file or folder that was made; null until the task has finished
 * @param folderId id of the folder that it is made in; null if the reply did not say
 * @param addedAt when the task was added, by the clock of the service; null if the reply did not say
 * @param updatedAt when it last changed, by the clock of the service; null if the reply did not say
 */
public record OfflineTask(
        String infoHash,
        String name,
        String url,
        long size,
        Status status,
        int percentDone,
        String fileId,
        String folderId,
        @TextTime Instant addedAt,
        @TextTime Instant updatedAt)
        implements Serializable {

    /** The state of a task. */
    public enum Status {
        /** It failed and will not be tried again. */
        failed,
        /** The service looks for a machine that downloads it. */
        assigning,
        /** It is being downloaded. */
        downloading,
        /** What was downloaded is in the drive. */
        finished;

        private static Status of(long number) {
            return number >= -1 && number <= 2 ? values()[(int) number + 1] : null;
        }
    }

    public OfflineTask {
        Objects.requireNonNull(infoHash, "infoHash");
    }

    static OfflineTask of(JsonObject row) {
        return new OfflineTask(
                row.requiredText("info_hash"),
                row.textIfAny("name"),
                row.textIfAny("url"),
                Math.max(0, row.number("size", 0)),
                Status.of(row.number("status", Long.MIN_VALUE)),
                (int) Math.min(100, Math.max(0, row.number("percentDone", 0))),
                row.textIfAny("file_id"),
                row.textIfAny("wp_path_id"),
                row.time("add_time"),
                row.time("last_update"));
    }

    @Override
    public String toString() {
        return "OfflineTask[infoHash=" + infoHash + ", name=" + name + ", url="
                + (url == null ? null : new SourceLink(url).shown()) + ", size=" + size + ", status=" + status
                + ", percentDone=" + percentDone + ", fileId=" + fileId + ", folderId=" + folderId + ", addedAt="
                + addedAt + ", updatedAt=" + updatedAt + "]";
    }
}
