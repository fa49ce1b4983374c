/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.ErrorCodes;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.UnreadableReplyException;

/** The consequence of a failed refresh for the refresh token that was sent (docs/115-open-api.md B.7 and B.8). */
enum RefreshReaction {
    /** The token is as good as before: wait and send it again. */
    LATER,
    /** The service may have replaced the token and the reply was lost: one more attempt will tell. */
    LOST_REPLY,
    /** The token must never be sent again. */
    DEAD,
    /** The application is wrong, not the token: only a change by a person helps. */
    CONFIGURATION;

    /** "Log in again": in answer to a refresh it is final; elsewhere it only rejects the access token. */
    private static final long LOG_IN_AGAIN = 40101032;

    /** Revoked, or replaced by newer log-ins. */
    private static final long REVOKED = 40140116;

    static RefreshReaction to(Open115Exception failure) {
        if (failure instanceof NoReplyException lost) {
            return lost.wasSent() ? LOST_REPLY : LATER;
        }
        if (failure instanceof UnreadableReplyException) {
            return LOST_REPLY;
        }
        long code = failure.failure().code();
        if (code == LOG_IN_AGAIN) {
            return DEAD;
        }
        return switch (ErrorCodes.kind(code)) {
            case AUTHORIZATION_DEAD -> DEAD;
            case APPLICATION -> CONFIGURATION;
            default -> LATER;
        };
    }

    /**
     * Why the token is dead, as part of a sentence.
     *
     * @param code the code of the service, 0 without a reply
     * @param goodLately whether the authorization was good within the last day
     */
    static String reason(long code, boolean goodLately) {
        if (code == REVOKED && goodLately) {
            return "another log-in took this slot: the service keeps only two or three log-ins of one application for"
                    + " an account and ends the oldest, so let all that use the account share one token"
                    + " store; or a person has ended it in the 115 app (code " + code + ")";
        }
        if (code == 0) {
            return "two refreshes in a row got no reply, so the valid tokens are not known";
        }
        return switch ((int) code) {
                    case 40140114, 40140115 -> "the refresh token is not one that the service issued";
                    case 40140116 -> "the authorization was revoked, or newer log-ins took its place";
                    case 40140119 -> "the refresh token has expired; it lives for a year from the log-in";
                    case 40140120 ->
                        "the refresh token has been replaced since by a newer one that is not in this store";
                    case 40140137 -> "the service has closed the refresh token for good";
                    default -> "the service asks for a new log-in";
                }
                + " (code " + code + ")";
    }
}
