/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The days of the budget: the service's quota presumably restarts at midnight in UTC+8 (docs/115-open-api.md H.3). */
final class ServiceDay {

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private ServiceDay() {}

    static LocalDate of(Instant time) {
        return time.atOffset(ZONE).toLocalDate();
    }

    /** The first moment of the next day. */
    static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay().toInstant(ZONE);
    }

    /** The first moment of the day after this time. */
    static Instant endAfter(Instant time) {
        return end(of(time));
    }
}
