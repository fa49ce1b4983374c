/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * The parts in which content is sent. All parts have the same size except the last one, which may be shorter
 * (docs/115-open-api.md D.5).
 *
 * @param size of the content in bytes
 * @param partSize of each part but the last, in bytes
 */
record PartPlan(long size, long partSize) {

    /** The storage takes no more parts. */
    private static final int MAX_PARTS = 10_000;

    /** Many small parts have failed on the real service, and a listing of the parts has 1000 rows. */
    private static final int USUAL_PARTS = 1000;

    private static final long VERY_LARGE = 1L << 40;

    /**
     * One part.
     *
     * @param number 1 for the first part
     * @param first index of its first byte
     * @param length in bytes
     */
    record Part(int number, long first, long length) {}

    PartPlan {
        if (size < 0 || partSize < 1) {
            throw new IllegalArgumentException("no parts of " + partSize + " bytes for " + size + " bytes");
        }
        if (ceilDiv(size, partSize) > MAX_PARTS) {
            throw new IllegalArgumentException(size + " bytes do not fit into " + MAX_PARTS + " parts of " + partSize
                    + " bytes, which is the most that the storage takes");
        }
    }

    /**
     * Chooses the parts.
     *
     * @param size of the content in bytes
     * @param requested bytes of a part; 0 for the smallest of 16, 32, 64, … MiB that needs at most 1000 parts, or at most
     *     10,000 parts from 1 TiB on. A requested size that needs more than 10,000 parts is doubled until it does not:
     *     large files should not fail because of an option that suits the usual ones
     * @throws IllegalArgumentException if the requested size is not between 16 MiB and 5 GiB, or the content is larger
     *     than 10,000 of the largest parts
     */
    static PartPlan of(long size, long requested) {
        UploadRequest.requirePartSize(requested);
        int most = requested != 0 || size >= VERY_LARGE ? MAX_PARTS : USUAL_PARTS;
        long partSize = requested == 0 ? UploadRequest.MIN_PART_SIZE : requested;
        while (partSize < UploadRequest.MAX_PART_SIZE && ceilDiv(size, partSize) > most) {
            partSize = Math.min(2 * partSize, UploadRequest.MAX_PART_SIZE);
        }
        return new PartPlan(size, partSize);
    }

    /** Whether the content is sent with one request instead of a multipart upload. */
    boolean isSingle() {
        return count() == 1 && size <= UploadRequest.MIN_PART_SIZE;
    }

    /** The number of parts; 1 for an empty content. */
    int count() {
        return (int) Math.max(1, ceilDiv(size, partSize));
    }

    /** @param number 1 to {@link #count()} */
    Part part(int number) {
        if (number < 1 || number > count()) {
            throw new IndexOutOfBoundsException("part " + number + " of " + count());
        }
        long first = (number - 1) * partSize;
        return new Part(number, first, Math.min(partSize, size - first));
    }

    private static long ceilDiv(long size, long partSize) {
        return size / partSize + (size % partSize == 0 ? 0 : 1);
    }
}
