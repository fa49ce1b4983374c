/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the journal keeps of an upload that has not ended. It contains no secret: neither the callback nor credentials.
 *
 * @param target where it goes
 * @param content what is uploaded
 * @param state how far it got
 * @param parts the multipart upload; null if there is none
 * @param proved the file in the drive; null before it is proved
 */
record UploadRecord(Target target, Content content, State state, Parts parts, Proved proved) {

    /** How far an upload got. */
    enum State {
        /** The content may have been announced, which makes the file if the service knows the content. */
        BEGUN,
        /** Bytes are being sent; the file cannot appear yet. */
        SENDING,
        /** The last request may have been sent: the file may appear. */
        COMPLETING,
        /** The service refused the content, or its parts were dropped: the file does not appear. */
        ENDED,
        /** The drive has the file. What is left is to delete the older files of the name. */
        PROVED
    }

    /**
     * Where an upload goes.
     *
     * @param folderId id of the folder
     * @param requested the name that was asked for
     * @param name the name that the file gets
     * @param before ids of the files of that name that were there before
     * @param replaced those of them that go to the recycle bin afterwards
     */
    record Target(String folderId, String requested, String name, List<String> before, List<String> replaced) {}

    /**
     * What is uploaded.
     *
     * @param fingerprint of the source; null if it has none
     * @param size in bytes
     * @param hashes of it
     */
    record Content(String fingerprint, long size, Hashes hashes) {}

    /**
     * A multipart upload.
     *
     * @param pickCode key of the upload at the service
     * @param object where it is stored
     * @param uploadId id at the storage
     * @param partSize in bytes
     */
    record Parts(String pickCode, StorageObject object, String uploadId, long partSize) {}

    /**
     * The proved file.
     *
     * @param fileId its id; null if the service did not tell it
     * @param pickCode its pick code; null if the service did not tell it
     * @param outcome how it came there
     */
    record Proved(String fileId, String pickCode, UploadOutcome outcome) {}

    UploadRecord in(State newState) {
        return new UploadRecord(target, content, newState, parts, proved);
    }

    UploadRecord sending(Parts newParts) {
        return new UploadRecord(target, content, State.SENDING, newParts, null);
    }

    /** The same, to be sent from the beginning. */
    UploadRecord ended() {
        return new UploadRecord(target, content, State.ENDED, null, null);
    }

    /**
     * The same after the service has refused what was sent. The source is hashed again the next time: it may have changed
     * without another size and time.
     */
    UploadRecord refused() {
        Content unknown = new Content(null, content.size, content.hashes);
        return new UploadRecord(target, unknown, State.ENDED, null, null);
    }

    UploadRecord proved(Proved file) {
        return new UploadRecord(target, content, State.PROVED, parts, file);
    }

    /** As text, which {@link #read} understands. */
    String write() {
        Properties text = new Properties();
        put(text, "folder", target.folderId);
        put(text, "requested", target.requested);
        put(text, "name", target.name);
        put(text, "before", String.join(",", target.before));
        put(text, "replaced", String.join(",", target.replaced));
        put(text, "fingerprint", content.fingerprint);
        put(text, "size", Long.toString(content.size));
        put(text, "sha1", content.hashes.sha1());
        put(text, "firstSha1", content.hashes.firstSha1());
        put(text, "state", state.name());
        if (parts != null) {
            put(text, "pickCode", parts.pickCode);
            put(text, "bucket", parts.object.bucket());
            put(text, "object", parts.object.name());
            put(text, "uploadId", parts.uploadId);
            put(text, "partSize", Long.toString(parts.partSize));
        }
        if (proved != null) {
            put(text, "outcome", proved.outcome.name());
            put(text, "fileId", proved.fileId);
            put(text, "filePickCode", proved.pickCode);
        }
        StringWriter out = new StringWriter();
        try {
            text.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void put(Properties text, String key, String value) {
        if (value != null) {
            text.setProperty(key, value);
        }
    }

    /** Reads what {@link #write} wrote; empty if it is damaged, as by a power cut. */
    static Optional<UploadRecord> read(String written) {
        Properties text = new Properties();
        try {
            text.load(new StringReader(written));
            String uploadId = text.getProperty("uploadId");
            String outcome = text.getProperty("outcome");
            return Optional.of(new UploadRecord(
                    new Target(
                            required(text, "folder"),
                            required(text, "requested"),
                            required(text, "name"),
                            ids(text, "before"),
                            ids(text, "replaced")),
                    new Content(
                            text.getProperty("fingerprint"),
                            Long.parseLong(required(text, "size")),
                            new Hashes(required(text, "sha1"), required(text, "firstSha1"))),
                    State.valueOf(required(text, "state")),
                    uploadId == null
                            ? null
                            : new Parts(
                                    required(text, "pickCode"),
                                    new StorageObject(required(text, "bucket"), required(text, "object")),
                                    uploadId,
                                    Long.parseLong(required(text, "partSize"))),
                    outcome == null
                            ? null
                            : new Proved(
                                    text.getProperty("fileId"),
                                    text.getProperty("filePickCode"),
                                    UploadOutcome.valueOf(outcome))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String required(Properties text, String key) {
        String value = text.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static List<String> ids(Properties text, String key) {
        String value = text.getProperty(key, "");
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }
}
