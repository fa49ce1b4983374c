/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.client.http.UnreadableReplyException;

/** Tells failures after which it is unknown what a call has done. */
final class LostReply {

    private LostReply() {}

    /** Whether a call that failed like this may have done what it was to do. */
    static boolean mayHaveWorked(Open115Exception failure) {
        if (failure instanceof NoReplyException lost) {
            return lost.wasSent();
        }
        // a failure with a code is an answer of the service
        return failure instanceof UnreadableReplyException
                || failure instanceof ServiceUnavailableException
                        && failure.failure().code() == 0;
    }
}
