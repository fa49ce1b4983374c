/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;

/** The calls that announce a content, and that go on with an upload (docs/115-open-api.md D.3, D.4). */
final class UploadCalls {

    private final AccountCalls calls;

    UploadCalls(AccountCalls calls) {
        this.calls = calls;
    }

    /**
     * Announces a content. The service may make the file in answer to it.
     *
     * @param pickCode of the first announcement; null for the first one
     * @param signKey names the challenge that is answered; null for none
     * @param signature the SHA-1 that the challenge asks for; null for none
     */
    InitReply init(
            String folderId, String name, long size, Hashes hashes, String pickCode, String signKey, String signature) {
        JsonObject reply = calls.send(
                ApiCall.post("/open/upload/init")
                        .parameter("file_name", name)
                        .parameter("file_size", size)
                        .parameter("target", target(folderId))
                        .parameter("fileid", hashes.sha1())
                        .parameter("preid", hashes.firstSha1())
                        .parameter("pick_code", pickCode)
                        .parameter("sign_key", signKey)
                        .parameter("sign_val", signature)
                        .build(),
                Lane.UPLOADS);
        return InitReply.read(reply, size);
    }

    /** Asks for the right to go on with an upload. */
    UploadTicket resume(String folderId, long size, String sha1, String pickCode) {
        JsonObject reply = calls.send(
                ApiCall.post("/open/upload/resume")
                        .parameter("file_size", size)
                        .parameter("target", target(folderId))
                        .parameter("fileid", sha1)
                        .parameter("pick_code", pickCode)
                        .repeatable()
                        .build(),
                Lane.UPLOADS);
        JsonObject data = reply.requiredObject("data");
        String given = data.text("pick_code");
        return InitReply.ticket(data, given == null || given.isEmpty() ? pickCode : given);
    }

    private static String target(String folderId) {
        return "U_1_" + folderId;
    }
}
