/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An upload that was begun with {@code upload/init} (docs/115-open-api.md D.3).
 *
 * @param fileId which the file gets in the end; the pick code belongs to it
 * @param size in bytes, as the client says
 * @param sha1 in upper-case hexadecimal digits, as the client says
 * @param object where the content has to be put in the object storage
 */
record UploadTask(long fileId, String pickCode, String name, long size, String sha1, long folderId, String object) {

    UploadTask at(String otherObject) {
        return new UploadTask(fileId, pickCode, name, size, sha1, folderId, otherObject);
    }

    String target() {
        return "U_1_" + folderId;
    }

    /**
     * The text that the object storage gets in {@code x-oss-callback}. It contains {@code \/}, so that the upload of a
     * client fails that parses the JSON and writes it again instead of passing it on byte for byte.
     */
    String callback() {
        return "{\"callbackUrl\":\"http:\\/\\/uplb.example\\/3.0\\/completeupload.php\","
                + "\"callbackBody\":\"bucket=${bucket}&object=${object}&size=${size}&sha1=${sha1}"
                + "&pick_code=${x:pick_code}&user_id=${x:user_id}&target=${x:target}\"}";
    }

    String callbackVariables() {
        return "{\"x:pick_code\":\"" + pickCode + "\",\"x:user_id\":\"" + EmulatedAccount.USER_ID + "\",\"x:target\":\""
                + target() + "\"}";
    }

    ObjectNode callbackJson() {
        return Envelope.object().put("callback", callback()).put("callback_var", callbackVariables());
    }
}
