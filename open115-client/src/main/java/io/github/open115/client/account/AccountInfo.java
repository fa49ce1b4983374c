/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.TextTime;
import java.time.Instant;

/**
 * The user behind an account and the space of the drive (docs/115-open-api.md F.6).
 *
 * @param userId id of the user
 * @param userName name of the user; null when unknown
 * @param level name of the membership, as the service writes it; null when unknown
 * @param levelExpiresAt end of the membership, null without one
 * @param totalBytes size of the drive
 * @param usedBytes space in use
 * @param remainingBytes space left
 */
public record AccountInfo(
        String userId,
        String userName,
        String level,
        @TextTime Instant levelExpiresAt,
        long totalBytes,
        long usedBytes,
        long remainingBytes) {

    private static final ApiCall CALL = ApiCall.get("/open/user/info").build();

    /** Asks the service; one call. */
    public static AccountInfo of(AccountCalls calls) {
        JsonObject data = calls.send(CALL, Lane.LISTING).requiredObject("data");
        JsonObject space = data.object("rt_space_info");
        JsonObject membership = data.object("vip_info");
        return new AccountInfo(
                data.requiredText("user_id"),
                data.text("user_name"),
                membership.text("level_name"),
                membership.time("expire"),
                space.object("all_total").number("size", 0),
                space.object("all_use").number("size", 0),
                space.object("all_remain").number("size", 0));
    }
}
