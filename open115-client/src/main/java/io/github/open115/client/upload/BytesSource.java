/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;

/** Bytes in memory. */
final class BytesSource implements UploadSource {

    private final byte[] content;

    BytesSource(byte[] content) {
        this.content = Objects.requireNonNull(content, "content");
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public String sha1() {
        return null;
    }

    @Override
    public InputStream open(long first) {
        int offset = Math.toIntExact(first);
        return new ByteArrayInputStream(content, offset, content.length - offset);
    }

    /** Hashing memory is cheap. */
    @Override
    public String fingerprint() {
        return null;
    }

    @Override
    public String toString() {
        return content.length + " bytes in memory";
    }
}
