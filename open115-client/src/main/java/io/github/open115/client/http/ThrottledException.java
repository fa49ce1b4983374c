/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Instant;
import java.util.Optional;

/**
 * The service throttles the account, or the budget of the account is used up: nothing may be sent until the pause ends.
 */
public class ThrottledException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    /** The limit that was reached. */
    public enum Reason {
        /** Too many calls (770004, 590075, HTTP 429, an empty refusal). */
        RATE,
        /** The day's quota is used up (406, or the configured {@code requestsPerDay}). */
        QUOTA,
        /** A person must act: captcha (911) or the firewall (HTTP 405). */
        PERSON_NEEDED
    }

    private final Reason reason;
    private final Instant resumeAt;

    public ThrottledException(String message, Failure failure, Reason reason, Instant resumeAt) {
        super(ErrorCodes.Kind.valueOf(reason.name()), message, failure, null);
        this.reason = reason;
        this.resumeAt = resumeAt;
    }

    public Reason reason() {
        return reason;
    }

    /** When calls may be sent again; empty when unknown. */
    public Optional<Instant> resumeAt() {
        return Optional.ofNullable(resumeAt);
    }
}
