/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An upload in parts that is under way (docs/115-open-api.md D.5). Thread-safe. */
final class MultipartUpload {

    private static final long LEAST_PART = 100 * 1024;

    /** @param tag the MD5 in upper-case hexadecimal digits */
    record Part(int number, long size, String tag, String crc, Instant time) {}

    private final String id;
    private final UploadTask task;
    private final boolean sequential;
    private final Spool spool;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private ObjectDigest digest;
    private boolean ended;

    MultipartUpload(String id, UploadTask task, boolean sequential, ObjectDigest digest, Spool spool) {
        this.id = id;
        this.task = task;
        this.sequential = sequential;
        this.digest = digest;
        this.spool = spool;
    }

    String id() {
        return id;
    }

    UploadTask task() {
        return task;
    }

    synchronized List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /**
     * Returns a copy of the digest so far, to go on with the part of this number. If parts must come in order, refuses
     * one that does not.
     */
    synchronized ObjectDigest digestFor(int number) throws OssError {
        requireNext(number);
        return digest.copy();
    }

    /** Adds a part that was received completely. If two of one number were sent at once, refuses the second one. */
    synchronized void add(Part part, Received received) throws IOException {
        if (ended) {
            received.spool().discard();
            throw OssError.noSuchUpload();
        }
        try {
            requireNext(part.number);
        } catch (OssError e) {
            received.spool().discard();
            throw e;
        }
        parts.put(part.number, part);
        if (sequential) {
            digest = received.digest();
            spool.append(received.spool());
        } else {
            received.spool().discard();
        }
    }

    private void requireNext(int number) throws OssError {
        int next = parts.isEmpty() ? 1 : parts.lastKey() + 1;
        if (sequential && number < next && parts.containsKey(number)) {
            throw new OssError(
                    409,
                    "PartAlreadyExist",
                    "For sequential multipart upload, you can't overwrite uploaded parts.",
                    OssXml.element("PartEtag", "&quot;" + parts.get(number).tag + "&quot;")
                            + OssXml.element("PartNumber", number));
        }
        if (sequential && number != next) {
            throw new OssError(
                    400,
                    "PartNotSequential",
                    "For sequential multipart upload, you must upload or complete parts with sequential part number.",
                    OssXml.element("PartNumber", number));
        }
    }

    /** Makes one object of the named parts. */
    synchronized StoredObject complete(List<OssXml.NamedPart> named, String tag) throws IOException {
        if (ended) {
            throw OssError.noSuchUpload();
        }
        long size = 0;
        int last = 0;
        for (OssXml.NamedPart each : named) {
            Part part = parts.get(each.number());
            if (part == null || !part.tag.equalsIgnoreCase(each.tag())) {
                throw new OssError(
                        400, "InvalidPart", "One or more of the specified parts could not be found: " + each.number());
            }
            if (each.number() <= last) {
                throw new OssError(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
            }
            boolean isLast = each == named.get(named.size() - 1);
            if (part.size < LEAST_PART && !isLast) {
                throw new OssError(
                        400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size.");
            }
            last = each.number();
            size += part.size;
        }
        ended = true;
        if (!sequential || named.size() != parts.size()) {
            spool.discard();
            return new StoredObject(tag, size, Optional.empty(), "", null);
        }
        return Received.object(tag, digest, spool);
    }

    /** Forgets all parts. */
    synchronized void abort() {
        ended = true;
        spool.discard();
    }
}
