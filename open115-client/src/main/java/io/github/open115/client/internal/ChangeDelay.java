/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.time.Duration;
import java.util.List;

/** How late the service shows a change of the drive that it has accepted (docs/115-open-api.md I.4). */
public final class ChangeDelay {

    /** The pauses before each look for a change: 15 s in all, three times as long as the slowest change takes. */
    public static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    /** A change that does not show after this time was not made. */
    public static final Duration LONGEST = PAUSES.stream().reduce(Duration.ZERO, Duration::plus);

    private ChangeDelay() {}
}
