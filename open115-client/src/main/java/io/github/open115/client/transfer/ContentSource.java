/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.Objects;

/**
 * A file whose content can be fetched, with what is needed to verify it.
 *
 * @param fileId file id, for messages
 * @param pickCode pick code
 * @param name exact name, for messages
 * @param size bytes
 * @param sha1 upper-case hex
 */
public record ContentSource(String fileId, String pickCode, String name, long size, String sha1) {

    public ContentSource {
        Objects.requireNonNull(fileId, "fileId");
        Objects.requireNonNull(pickCode, "pickCode");
        Objects.requireNonNull(sha1, "sha1");
        if (size < 0) {
            throw new IllegalArgumentException("size of file " + fileId + " is unknown");
        }
    }

    /**
     * The exception for a reader if the service has no link. It names the file, because a late reader, as after an
     * aggregation, has many.
     *
     * @param reason the answer of the service
     */
    public NotFoundException gone(NotFoundException reason) {
        return new NotFoundException(
                label() + ": the service has no content for it any more; was it deleted before it was read?",
                reason.failure(),
                reason);
    }

    /** The file in messages: its id, and its name on one line. */
    String label() {
        return (fileId.isEmpty() ? "upload" : "file " + fileId)
                + (name == null ? "" : " ('" + Open115Exception.oneLine(name) + "')");
    }
}
