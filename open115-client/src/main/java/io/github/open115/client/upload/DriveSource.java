/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.transfer.ByteRange;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.Downloads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A file of a drive, read by Range. */
final class DriveSource implements UploadSource {

    private final Downloads downloads;
    private final ContentSource file;

    DriveSource(Downloads downloads, ContentSource file) {
        this.downloads = Objects.requireNonNull(downloads, "downloads");
        this.file = Objects.requireNonNull(file, "file");
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public String sha1() {
        return Sha1.normalized(file.sha1());
    }

    @Override
    public InputStream open(long first) throws IOException {
        return open(first, file.size() - first);
    }

    @Override
    public InputStream open(long first, long length) throws IOException {
        if (first >= file.size() || length <= 0) {
            return InputStream.nullInputStream();
        }
        return downloads.open(file, new ByteRange(first, first + length - 1));
    }

    /** The SHA-1 is known without it. */
    @Override
    public String fingerprint() {
        return null;
    }

    @Override
    public String toString() {
        return "file " + file.fileId() + " of a drive";
    }
}
