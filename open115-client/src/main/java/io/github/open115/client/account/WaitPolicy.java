/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a call waits while the account is paused because the service throttles.
 *
 * @param maxWait the longest wait for the end of the pause; zero fails immediately. A pause that is known to be longer
 *     also fails immediately.
 */
public record WaitPolicy(Duration maxWait) {

    /** Waits at most a minute. */
    public static final WaitPolicy DEFAULT = new WaitPolicy(Duration.ofSeconds(60));

    public WaitPolicy {
        Objects.requireNonNull(maxWait, "maxWait");
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("throttleMaxWait must not be negative, it is " + maxWait);
        }
    }

    /** Waits for the end of the pause, at most for this time. */
    public static WaitPolicy waitAtMost(Duration maxWait) {
        return new WaitPolicy(maxWait);
    }

    /** Fails while the account is paused. */
    public static WaitPolicy failAtOnce() {
        return new WaitPolicy(Duration.ZERO);
    }
}
