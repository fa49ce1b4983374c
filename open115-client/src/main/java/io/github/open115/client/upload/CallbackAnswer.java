/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.Open115Exception;
import java.util.Optional;

/**
 * What the service told the object storage when the content was complete: it comes as the body of the storage's last reply
 * (docs/115-open-api.md D.5).
 *
 * @param accepted whether it says success
 * @param code of a refusal; 0 if there is none
 * @param message of a refusal; may be empty
 * @param fileId id of the file; null if the answer has none
 * @param pickCode pick code of the file; null if the answer has none
 * @param sha1 SHA-1 that the service has; null if the answer has none
 * @param size bytes that the service has; -1 if the answer does not say
 */
record CallbackAnswer(
        boolean accepted, long code, String message, String fileId, String pickCode, String sha1, long size) {

    private static final long VERIFICATION_FAILED = 10002;

    /** Reads an answer. One that is no JSON object is no success. */
    static CallbackAnswer read(String text) {
        Optional<JsonObject> object = JsonObject.parse(text, "the callback of an upload");
        if (object.isEmpty()) {
            return new CallbackAnswer(
                    false,
                    0,
                    text.isBlank() ? "an empty answer" : "an answer that is no JSON object",
                    null,
                    null,
                    null,
                    -1);
        }
        JsonObject answer = object.get();
        JsonObject data = answer.object("data");
        return new CallbackAnswer(
                answer.isTrue("state"),
                answer.number("code", 0) == 0 ? answer.number("errno", 0) : answer.number("code", 0),
                message(answer),
                textOrNull(data, "file_id"),
                textOrNull(data, "pick_code"),
                textOrNull(data, "sha1"),
                data.number("file_size", -1));
    }

    /**
     * Whether it proves that the drive has the file: a success that names the file, and contradicts neither size nor SHA-1.
     */
    boolean proves(String expectedSha1, long expectedSize) {
        return accepted
                && (fileId != null || pickCode != null)
                && (sha1 == null || sha1.equalsIgnoreCase(expectedSha1))
                && (size < 0 || size == expectedSize);
    }

    /** Whether it says that the content that was sent is not the one that was announced. */
    boolean saysOtherContent(String expectedSha1) {
        return accepted ? sha1 != null && !sha1.equalsIgnoreCase(expectedSha1) : code == VERIFICATION_FAILED;
    }

    /** What it says, for the message of a failure. */
    String summary() {
        if (!accepted) {
            return "the service did not accept the file" + (code == 0 ? "" : ", code " + code)
                    + (message.isEmpty() ? "" : ", \"" + Open115Exception.oneLine(message) + "\"");
        }
        return fileId == null && pickCode == null
                ? "the service named no file"
                : "the service says that it has other content, SHA-1 " + sha1 + ", " + size + " bytes";
    }

    private static String message(JsonObject answer) {
        String message = answer.text("message");
        String error = answer.text("error");
        return message != null && !message.isEmpty() ? message : error == null ? "" : error;
    }

    private static String textOrNull(JsonObject data, String name) {
        String text = data.textIfAny(name);
        return "0".equals(text) ? null : text;
    }
}
