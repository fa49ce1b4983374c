/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.internal.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * The request budget of an account, and its pauses after throttle replies (docs/115-open-api.md H.4).
 *
 * @param requestsPerSecond average rate, also a fraction such as 0.5
 * @param requestsPerDay ceiling for a calendar day in UTC+8
 * @param throttleCooldown the first pause after a throttle reply
 * @param throttleCooldownMax the longest pause, reached by doubling
 */
public record Limits(
        double requestsPerSecond, int requestsPerDay, Duration throttleCooldown, Duration throttleCooldownMax) {

    /** One request a second, 8000 a day, a pause of 5 minutes that grows to an hour. */
    public static final Limits DEFAULT = new Limits(1, 8000, Duration.ofMinutes(5), Duration.ofHours(1));

    private static final double NANOS_OF_A_SECOND = 1_000_000_000;

    /** One call in this number is reserved for links. */
    private static final int LINK_SHARE = 5;

    public Limits {
        if (!(requestsPerSecond > 0) || Double.isInfinite(requestsPerSecond)) {
            throw new IllegalArgumentException("requestsPerSecond must be more than 0, not " + requestsPerSecond);
        }
        if (requestsPerDay < 1) {
            throw new IllegalArgumentException("requestsPerDay must be at least 1, not " + requestsPerDay);
        }
        Objects.requireNonNull(throttleCooldown, "throttleCooldown");
        Objects.requireNonNull(throttleCooldownMax, "throttleCooldownMax");
        if (throttleCooldown.isZero() || throttleCooldown.isNegative()) {
            throw new IllegalArgumentException("throttleCooldown must be longer than zero, not " + throttleCooldown);
        }
        if (throttleCooldownMax.compareTo(throttleCooldown) < 0) {
            throw new IllegalArgumentException("throttleCooldownMax (" + throttleCooldownMax
                    + ") must not be shorter than throttleCooldown (" + throttleCooldown + ")");
        }
    }

    /** The interval between two calls; zero for rates beyond the resolution of a clock. */
    Duration spacing() {
        return requestsPerSecond >= NANOS_OF_A_SECOND
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(NANOS_OF_A_SECOND / requestsPerSecond));
    }

    /** The pauses after throttle replies in a row. */
    Backoff cooldowns() {
        return new Backoff(throttleCooldown, throttleCooldownMax);
    }

    /** The number of calls of a day that need not be links: a fifth is reserved for links. */
    int ordinaryPerDay() {
        return requestsPerDay - requestsPerDay / LINK_SHARE;
    }
}
