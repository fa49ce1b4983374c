/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is known of bytes that came in order, without keeping them. Not thread-safe. */
final class ObjectDigest {

    private final MessageDigest sha1;
    private final Crc64 crc;
    private final Sample sample;
    private long size;

    /** @param sample is filled on the way, null for none */
    ObjectDigest(Sample sample) {
        this(digest("SHA-1"), new Crc64(), sample, 0);
    }

    private ObjectDigest(MessageDigest sha1, Crc64 crc, Sample sample, long size) {
        this.sha1 = sha1;
        this.crc = crc;
        this.sample = sample;
        this.size = size;
    }

    /** A digest that goes on from here without changing this one. */
    ObjectDigest copy() {
        return new ObjectDigest(copyOf(sha1), crc.copy(), sample, size);
    }

    void update(byte[] bytes, int length) {
        sha1.update(bytes, 0, length);
        crc.update(bytes, 0, length);
        if (sample != null) {
            sample.take(size, bytes, length);
        }
        size += length;
    }

    long size() {
        return size;
    }

    Sample sample() {
        return sample;
    }

    String crc() {
        return crc.toString();
    }

    /** The SHA-1 in upper-case hexadecimal digits. */
    String sha1() {
        return hex(copyOf(sha1));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends a digest: upper-case hexadecimal digits. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
