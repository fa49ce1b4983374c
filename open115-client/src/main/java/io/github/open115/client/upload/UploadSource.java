/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.Downloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Content that can be read again, from any byte on: the service asks for the SHA-1 of ranges, and parts are sent again after
 * a failure (docs/115-open-api.md D.1). The content must not change. Implementations are thread-safe.
 */
public interface UploadSource {

    /** The number of bytes; never negative. */
    long size();

    /** The SHA-1 of all bytes, 40 upper-case hex digits; null if it must be computed by reading. */
    String sha1();

    /**
     * Opens the content. Called several times for one upload; only the part that is needed is read, then the stream is
     * closed.
     *
     * @param first index of the first byte, 0 to {@link #size()}
     * @throws ContentChangedException if the content is known to have changed
     * @throws IOException if it cannot be read
     */
    InputStream open(long first) throws IOException;

    /**
     * Opens a part of the content. Override it if a known end makes reading cheaper.
     *
     * @param first index of the first byte
     * @param length number of bytes, at least 1; the stream may deliver more
     */
    default InputStream open(long first, long length) throws IOException {
        return open(first);
    }

    /**
     * Identifies the unchanged content without reading it: for a file its path, size, modification time and key. The journal
     * keeps it, so that a resumed upload does not compute the SHA-1 again. Null if there is none; then the SHA-1 is computed
     * again, and an upload is resumed if it is the same.
     */
    String fingerprint();

    /**
     * Checks that the content is the same as when this source was made. Called after the content was hashed, and again
     * before the upload is completed.
     *
     * @throws ContentChangedException if it changed
     * @throws IOException if that cannot be found out
     */
    default void verifyUnchanged() throws IOException {}

    /**
     * A file of the file system. A change of its size, modification time or key is detected while it is uploaded.
     *
     * @throws IOException if it does not exist, cannot be read, or is not a regular file
     */
    static UploadSource of(Path file) throws IOException {
        return new FileSource(file, null);
    }

    /**
     * The same with a known SHA-1, as of a stream that was hashed while it was written to the file: the file is not read to
     * hash it.
     *
     * @param sha1 SHA-1 of the whole file, 40 hex digits; null if it is unknown
     */
    static UploadSource of(Path file, String sha1) throws IOException {
        return new FileSource(file, sha1);
    }

    /** The bytes of an array, which must not be changed. */
    static UploadSource of(byte[] content) {
        return new BytesSource(content);
    }

    /**
     * A file of a drive, also of another account. Its length and SHA-1 are known. If the service knows the content, only the
     * first 128 KiB and the range that the service asks for are downloaded; else all of it is downloaded into the upload,
     * without a temporary file.
     *
     * @param downloads of the account that has the file
     * @param file the file
     */
    static UploadSource of(Downloads downloads, ContentSource file) {
        return new DriveSource(downloads, file);
    }
}
