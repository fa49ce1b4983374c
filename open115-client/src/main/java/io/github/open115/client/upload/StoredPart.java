/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * A part that the storage has.
 *
 * @param number 1 for the first part
 * @param size in bytes
 * @param entityTag its {@code ETag} as the storage wrote it, with its quotes
 * @param crc64 its checksum as an unsigned decimal number; null if the storage did not give it
 */
record StoredPart(int number, long size, String entityTag, String crc64) {

    /** Whether it can be the content of this size and checksum; an unknown checksum is not compared. */
    boolean matches(long length, String checksum) {
        return size == length && (crc64 == null || checksum == null || crc64.equals(checksum));
    }
}
