/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.internal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * What the service wants to know of a content before it is sent (docs/115-open-api.md D.3).
 *
 * @param sha1 SHA-1 of all bytes, upper-case hex
 * @param firstSha1 SHA-1 of the first 128 KiB, or of all bytes if there are fewer
 */
record Hashes(String sha1, String firstSha1) {

    private static final int FIRST_BYTES = 128 * 1024;
    private static final int BUFFER_BYTES = 128 * 1024;

    /**
     * Computes them in one pass. If the SHA-1 is known, only the first bytes are read.
     *
     * @param goOn called again and again; throws to end the pass
     * @throws ContentChangedException if the source has another length than it says, or says that it changed
     * @throws IOException if it cannot be read
     */
    static Hashes of(UploadSource source, Runnable goOn) throws IOException {
        try {
            return computed(source, goOn);
        } catch (ContentChangedException e) {
            throw e.whileHashed();
        }
    }

    private static Hashes computed(UploadSource source, Runnable goOn) throws IOException {
        String known = Sha1.normalized(source.sha1());
        long first = Math.min(source.size(), FIRST_BYTES);
        if (known != null) {
            return new Hashes(known, source.size() <= FIRST_BYTES ? known : Sha1.hex(range(source, 0, first)));
        }
        MessageDigest all = Digests.sha1();
        MessageDigest beginning = Digests.sha1();
        long read = 0;
        try (InputStream in = source.open(0)) {
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, source.size() + 1)];
            // one byte more than expected shows that the source has grown
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                goOn.run();
                if (read < first) {
                    beginning.update(buffer, 0, (int) Math.min(count, first - read));
                }
                all.update(buffer, 0, count);
                read += count;
                if (read > source.size()) {
                    break;
                }
            }
        }
        source.verifyUnchanged();
        if (read != source.size()) {
            throw ContentChangedException.whileHashed(
                    source,
                    "it had " + source.size() + " bytes and has " + (read > source.size() ? "more" : read + " now"));
        }
        return new Hashes(Sha1.hex(all), Sha1.hex(beginning));
    }

    /**
     * The SHA-1 of a part of a source.
     *
     * @param first index of the first byte
     * @param last index of the last byte, which is included
     */
    static String ofRange(UploadSource source, long first, long last) throws IOException {
        return Sha1.hex(range(source, first, last - first + 1));
    }

    private static MessageDigest range(UploadSource source, long first, long length) throws IOException {
        MessageDigest digest = Digests.sha1();
        if (length == 0) {
            return digest;
        }
        try (InputStream in = source.open(first, length)) {
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
            long left = length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw ContentChangedException.whileHashed(source, "it ended " + left + " bytes early");
                }
                digest.update(buffer, 0, count);
                left -= count;
            }
        }
        return digest;
    }
}
