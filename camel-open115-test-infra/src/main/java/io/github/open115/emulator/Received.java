/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The body of a request that stores something.
 *
 * @param digest of the whole object up to the end of this body
 * @param size of this body in bytes
 * @param md5 of this body, in upper-case hexadecimal digits
 * @param crc of this body
 */
record Received(ObjectDigest digest, long size, String md5, String crc, Spool spool) {

    private static final int BLOCK = 64 * 1024;

    /** Reads a body; what was kept of one that does not come to its end is discarded. */
    static Received read(Request request, ObjectDigest digest, Spool spool) throws IOException {
        MessageDigest md5 = ObjectDigest.digest("MD5");
        Crc64 crc = new Crc64();
        byte[] buffer = new byte[BLOCK];
        long size = 0;
        boolean complete = false;
        try {
            for (int n = request.body().read(buffer); n >= 0; n = request.body().read(buffer)) {
                digest.update(buffer, n);
                md5.update(buffer, 0, n);
                crc.update(buffer, 0, n);
                spool.write(buffer, n);
                size += n;
            }
            Received received = new Received(digest, size, ObjectDigest.hex(md5), crc.toString(), spool);
            received.requireMd5(request.header("Content-MD5"));
            complete = true;
            return received;
        } finally {
            if (!complete) {
                spool.discard();
            }
        }
    }

    String md5InBase64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5));
    }

    private void requireMd5(String header) throws OssError {
        if (!header.isEmpty() && !header.equals(md5InBase64())) {
            throw new OssError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
    }

    /** The object that ends with this digest. */
    static StoredObject object(String tag, ObjectDigest digest, Spool spool) throws IOException {
        Content content =
                spool.isKept() ? spool.content() : new DigestedContent(digest.size(), digest.sha1(), digest.sample());
        return new StoredObject(tag, digest.size(), Optional.of(digest.sha1()), digest.crc(), content);
    }
}
