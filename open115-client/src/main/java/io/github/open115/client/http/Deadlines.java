/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translates deadlines in the time of day, which are stored or come from elsewhere, to the steady clock when this
 * process first sees them. Setting the clock of the machine then makes nothing longer or shorter. A deadline that is
 * too far away was written while a clock was wrong. Thread-safe.
 */
public final class Deadlines {

    private static final int MAX_REMEMBERED = 64;

    private final SteadyClock clock;
    // guarded by this
    private final Map<Object, Instant> ends = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Instant> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    public Deadlines(SteadyClock clock) {
        this.clock = clock;
    }

    /**
     * The deadline by the steady clock; in the past when it is over.
     *
     * @param what identifies the deadline by equality
     * @param until the deadline in the time of day; used the first time
     * @param longest the longest remaining time; used the first time
     */
    public synchronized Instant end(Object what, Instant until, Duration longest) {
        return ends.computeIfAbsent(what, first -> {
            Duration left = Duration.between(clock.wall(), until);
            return clock.instant().plus(left.compareTo(longest) < 0 ? left : longest);
        });
    }
}
