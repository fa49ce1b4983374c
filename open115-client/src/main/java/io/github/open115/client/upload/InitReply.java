/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.UnreadableReplyException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service answers to the announcement of a content (docs/115-open-api.md D.3).
 *
 * @param status {@link #SEND}, {@link #INSTANT}, or another one for a challenge
 * @param code the second spelling of the status, for messages
 * @param pickCode key of the upload; null if the reply has none
 * @param fileId id of the new file after an instant upload; null if the reply has none
 * @param ticket the right to send the content; null unless the status is {@link #SEND}
 * @param challenge null if the reply asks for no range
 */
record InitReply(long status, long code, String pickCode, String fileId, UploadTicket ticket, Challenge challenge) {

    /** The content must be sent. */
    static final long SEND = 1;
    /** The service knew the content, and the file is there. */
    static final long INSTANT = 2;
    /** The service asks for the SHA-1 of a range. */
    static final long PROVE = 7;

    private static final long PROVE_CODE = 701;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /**
     * The SHA-1 of a range that the service asks for.
     *
     * @param key names the challenge
     * @param first index of the first byte
     * @param last index of the last byte, which is included
     */
    record Challenge(String key, long first, long last) {}

    /**
     * Reads a reply.
     *
     * @param size of the content, for checking the range
     * @throws UnreadableReplyException if something is missing that the status promises
     */
    static InitReply read(JsonObject reply, long size) {
        JsonObject data = reply.requiredObject("data");
        long status = data.number("status", 0);
        if (status == 0) {
            throw new UnreadableReplyException("the reply to upload/init has no status");
        }
        return new InitReply(
                status,
                data.number("code", 0),
                data.textIfAny("pick_code"),
                data.textIfAny("file_id"),
                status == SEND ? ticket(data, data.textIfAny("pick_code")) : null,
                challenge(data, size).orElse(null));
    }

    /** Reads bucket, object and callback; an array of one object serves as the object. */
    static UploadTicket ticket(JsonObject data, String pickCode) {
        JsonObject callback = data.requiredObject("callback");
        return new UploadTicket(
                pickCode,
                new StorageObject(data.requiredText("bucket"), data.requiredText("object")),
                new StorageCallback(callback.requiredText("callback"), callback.text("callback_var")));
    }

    private static Optional<Challenge> challenge(JsonObject data, long size) {
        String key = data.textIfAny("sign_key");
        String check = data.textIfAny("sign_check");
        if (key == null || check == null) {
            return Optional.empty();
        }
        Matcher range = RANGE.matcher(check.trim());
        if (range.matches()) {
            long first = Long.parseLong(range.group(1));
            long last = Long.parseLong(range.group(2));
            if (first <= last && last < size) {
                return Optional.of(new Challenge(key, first, last));
            }
        }
        throw new UnreadableReplyException(
                "upload/init asks for the range " + check + " of a content of " + size + " bytes");
    }

    /** Whether the service asks for a proof, instead of refusing one. */
    boolean isChallenge() {
        return status == PROVE || code == PROVE_CODE;
    }
}
