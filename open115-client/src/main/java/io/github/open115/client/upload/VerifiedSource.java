/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.internal.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A source that is hashed again while it is sent from its first byte to its last. The last byte is handed out only if the
 * SHA-1 is the announced one: so the storage never completes a content that changed after it was hashed.
 */
final class VerifiedSource implements UploadSource {

    private final UploadSource source;
    private final String sha1;

    /** @param sha1 that the service was told */
    VerifiedSource(UploadSource source, String sha1) {
        this.source = source;
        this.sha1 = sha1;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public String sha1() {
        return sha1;
    }

    @Override
    public InputStream open(long first) throws IOException {
        InputStream in = source.open(first);
        return first == 0 && size() > 0 ? new Verified(in) : in;
    }

    @Override
    public InputStream open(long first, long length) throws IOException {
        return first == 0 && length == size() ? open(first) : source.open(first, length);
    }

    @Override
    public String fingerprint() {
        return source.fingerprint();
    }

    @Override
    public void verifyUnchanged() throws IOException {
        source.verifyUnchanged();
    }

    @Override
    public String toString() {
        return source.toString();
    }

    private final class Verified extends FilterInputStream {

        private final MessageDigest digest = Digests.sha1();
        private long left = size();

        Verified(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw ContentChangedException.whileUploaded(source, "it ended " + left + " bytes early");
            }
            digest.update(buffer, offset, count);
            left -= count;
            if (left == 0 && !Sha1.hex(digest).equals(sha1)) {
                throw ContentChangedException.whileUploaded(
                        source, "its SHA-1 was " + sha1 + " and is another one now");
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
