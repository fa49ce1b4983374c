/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;

/**
 * How many pick codes one call may have. The maximum of the service is not documented (docs/115-open-api.md C.12 and J 16),
 * so it is measured: the number grows while calls succeed, and shrinks when one is refused. One bad file can also cause a
 * refusal; so only a size that was refused twice, and never succeeded, counts as too large. Thread-safe.
 */
final class BatchSize {

    /** Small, because one bad pick code may fail the whole call. */
    static final int START = 10;

    /** Each further pick code costs the service about 50 ms: a call of this size takes some five seconds. */
    static final int LARGEST = 100;

    private int size = START;
    private int largestTaken = 1;
    private int suspect;
    private int limit = LARGEST;

    /** How many pick codes the next call may have. */
    synchronized int next() {
        return size;
    }

    /** Records a call that was not refused. */
    synchronized void taken(int pickCodes) {
        largestTaken = Math.max(largestTaken, pickCodes);
        if (pickCodes >= size) {
            size = Math.min(limit, 2 * size);
        }
    }

    /** Records a call that was refused as a whole. */
    synchronized void refused(int pickCodes) {
        if (pickCodes > largestTaken) {
            if (pickCodes == suspect) {
                limit = Math.max(largestTaken, pickCodes / 2);
            }
            suspect = pickCodes;
        }
        size = Math.max(1, Math.min(limit, pickCodes / 2));
    }

    /** Whether a failure is about the pick codes of its call, so that a call with fewer or others may succeed. */
    static boolean isRefusal(Open115Exception failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, NOT_READY, BLOCKED, REFUSED, ORDER -> true;
            default -> false;
        };
    }
}
