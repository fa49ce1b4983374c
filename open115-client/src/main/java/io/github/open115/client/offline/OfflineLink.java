/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import java.io.Serializable;
import java.util.Objects;

/**
 * What became of a link that was given to the cloud download (docs/115-open-api.md E.3).
 *
 * @param url the link as it was given; null for a torrent file. {@link #toString()} shortens it, because the address of a
 *     file may contain a password or a signature
 * @param infoHash the hash by which the service names the task; null if it did not say
 * @param outcome whether the service has a task for the link now; never null
 * @param code the service's reason, 0 if it gave none
 * @param message the service's text, or what the client knows; may be empty, never null
 */
public record OfflineLink(String url, String infoHash, Outcome outcome, long code, String message)
        implements Serializable {

    /** Whether the service has a task for a link. */
    public enum Outcome {
        /** The task is new. */
        added,
        /** The task was there before (code 10008). It costs no quota again. */
        existing,
        /** There is no task: the service refused the link. */
        rejected
    }

    public OfflineLink {
        Objects.requireNonNull(outcome, "outcome");
        message = message == null ? "" : message;
    }

    @Override
    public String toString() {
        return "OfflineLink[url=" + (url == null ? null : new SourceLink(url).shown()) + ", infoHash=" + infoHash
                + ", outcome=" + outcome + ", code=" + code + ", message=" + message + "]";
    }
}
