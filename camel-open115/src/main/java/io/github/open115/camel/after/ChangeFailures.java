/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ServiceUnavailableException;
import java.util.Arrays;

/** Classifies the failure of a change by its cause: one of the ids, the target folder, or the account and the service. */
final class ChangeFailures {

    private static final long FOLDER_IS_FULL = 2;
    private static final long TARGET_MISSING = 20009;
    private static final long TARGET_DELETED = 20018;

    private ChangeFailures() {}

    /** Whether the service may have refused a call because of one of its ids. */
    static boolean isOfAnId(Open115Exception failure) {
        return isFinal(failure) || failure.kind() == Kind.NOT_READY || failure.kind() == Kind.UNKNOWN;
    }

    /** Whether the same call would be refused again, whenever it is made. */
    static boolean isFinal(Open115Exception failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, NAME_TAKEN, BLOCKED -> true;
            case REFUSED, ORDER -> !isFull(failure);
            default -> false;
        };
    }

    /**
     * A folder holds 50,000 entries at most (docs/115-open-api.md I.6): a matter of the target, which somebody can
     * clear.
     */
    static boolean isFull(Open115Exception failure) {
        return failure.failure().code() == FOLDER_IS_FULL;
    }

    /** Whether a move was refused because of its target, and not of a file (docs/115-open-api.md C.6). */
    static boolean isOfTheTarget(Open115Exception failure) {
        long code = failure.failure().code();
        return code == TARGET_MISSING || code == TARGET_DELETED;
    }

    /** A code that asks to try later; the service gives one when it is down, and maybe for a file it stumbles over. */
    static boolean saysTryLater(Open115Exception failure) {
        return failure instanceof ServiceUnavailableException
                && failure.failure().code() != 0;
    }

    /** Whether the service may have made a failed change: the request was sent, and no reply denies the change. */
    static boolean mayBeDone(RuntimeException failure) {
        return isSilent(failure) || Arrays.stream(failure.getSuppressed()).anyMatch(ChangeFailures::isSilent);
    }

    private static boolean isSilent(Throwable failure) {
        return failure instanceof Open115Exception silent && silent.isOutcomeUnknown();
    }
}
