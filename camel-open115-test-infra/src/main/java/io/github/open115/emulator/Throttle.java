/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.time.Instant;

/**
 * The frequency limit of the account (H): a bucket of tokens that fills steadily, and a block of the whole account once
 * it is empty. Off unless a rate is set. Runs on the clock of the emulator.
 */
final class Throttle {

    private final Settings settings;
    private final double capacity;
    private double tokens;
    private Instant filled;
    private Instant blockedUntil = Instant.MIN;

    Throttle(Settings settings) {
        this.settings = settings;
        this.capacity = Math.max(settings.throttleBurst, Math.max(2, Math.ceil(settings.throttleAbove)));
        this.tokens = capacity;
        this.filled = settings.clock.instant();
    }

    synchronized boolean refuses() {
        if (settings.throttleAbove <= 0) {
            return false;
        }
        Instant now = settings.clock.instant();
        if (now.isBefore(blockedUntil)) {
            return true;
        }
        double seconds = Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(capacity, tokens + seconds * settings.throttleAbove);
        filled = now;
        if (tokens < 1) {
            blockedUntil = now.plus(settings.throttleLength);
            return true;
        }
        tokens--;
        return false;
    }
}
