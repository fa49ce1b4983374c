/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.time.Duration;

/**
 * Pauses after failures in a row: each is twice as long as the one before it, up to a limit.
 *
 * @param first the first pause
 * @param longest the limit
 */
public record Backoff(Duration first, Duration longest) {

    /** The pause that follows another one; zero is followed by the first pause. */
    public Duration next(Duration before) {
        return limited(before.isZero() ? first : before.multipliedBy(2));
    }

    /** @param failures in a row, at least 1 */
    public Duration after(int failures) {
        Duration pause = limited(first);
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = next(pause);
        }
        return pause;
    }

    private Duration limited(Duration pause) {
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
