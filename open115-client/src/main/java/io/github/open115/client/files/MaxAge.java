/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.time.Duration;
import java.util.Objects;

/**
 * How old an answer may be that {@link DriveFiles} gives without a call. Changes made by this client show at once,
 * whatever the age. Changes made elsewhere show when the answer is older than this.
 *
 * @param lookUps how long the result of a look-up is trusted
 * @param listings how long a complete listing of one folder is trusted, by {@link DriveFiles#list} and by look-ups
 * @param pageSize rows that one call asks for if a folder is listed in place of look-ups, 1 to 1150
 * @param again whether to ask the service in any case; the answer is kept for later calls
 */
public record MaxAge(Duration lookUps, Duration listings, int pageSize, boolean again) {

    /** Always asks the service, and keeps no answer: for callers that change the drive. */
    public static final MaxAge NONE = new MaxAge(Duration.ZERO, Duration.ZERO, ListQuery.MAX_PAGE_SIZE, false);

    public MaxAge {
        Objects.requireNonNull(lookUps, "lookUps");
        Objects.requireNonNull(listings, "listings");
    }

    /** The same ages, for a caller to whom a known answer proved wrong: asks the service. */
    public MaxAge askingAgain() {
        return new MaxAge(lookUps, listings, pageSize, true);
    }

    /** Whether a known answer may be given. */
    public boolean mayAnswer() {
        return keeps() && !again;
    }

    /** Whether answers are kept. */
    public boolean keeps() {
        return !lookUps.isZero() || !listings.isZero();
    }
}
