/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.time.Instant;

/**
 * What one log-in of the user granted: a chain of token pairs, of which only the newest is good
 * (docs/115-open-api.md B.1).
 */
final class Authorization {

    final long number;
    private final Instant granted;
    private int generation = 1;
    private Instant lastRefresh = Instant.MIN;
    private Instant accessExpiry;
    private Instant graceEnd = Instant.MIN;
    private long verdict;

    Authorization(long number, Instant now, Duration accessLifetime) {
        this.number = number;
        this.granted = now;
        this.accessExpiry = now.plus(accessLifetime);
    }

    int generation() {
        return generation;
    }

    Instant granted() {
        return granted;
    }

    /** From now on every refresh answers this code, and the access token is invalid. */
    void end(long code) {
        verdict = code;
        expireAccess(Instant.MIN);
    }

    boolean isAlive() {
        return verdict == 0;
    }

    /** The code that a refresh answers because the authorization has ended, or 0. */
    long verdict() {
        return verdict;
    }

    void expireAccess(Instant at) {
        accessExpiry = at;
        graceEnd = Instant.MIN;
    }

    /** Whether the last refresh is too young for another one (docs/115-open-api.md B.7, rule 1). */
    boolean wasRefreshedWithin(Duration time, Instant now) {
        return lastRefresh != Instant.MIN && now.isBefore(lastRefresh.plus(time));
    }

    /** Replaces the pair. The old access token lives on for the grace time, which the real service may not have. */
    void rotate(Instant now, Duration accessLifetime, Duration grace) {
        generation++;
        lastRefresh = now;
        accessExpiry = now.plus(accessLifetime);
        graceEnd = now.plus(grace);
    }

    /**
     * Returns the code that refuses an access token of this generation, or 0 when it is good
     * (docs/115-open-api.md B.8).
     */
    long refusalOfAccess(int tokenGeneration, Instant now) {
        if (!isAlive()) {
            return AuthCodes.ACCESS_INVALID;
        }
        if (tokenGeneration != generation) {
            boolean inGrace = tokenGeneration == generation - 1 && now.isBefore(graceEnd);
            return inGrace ? 0 : AuthCodes.ACCESS_ROTATED;
        }
        return now.isBefore(accessExpiry) ? 0 : AuthCodes.ACCESS_INVALID;
    }
}
