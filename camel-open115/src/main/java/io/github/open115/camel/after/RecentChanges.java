/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Files whose change was accepted, but which a listing may still show where they were (for
 * up to 5 seconds, docs/115-open-api.md I.4). Such a row does not mean that the file came back. Thread-safe.
 */
final class RecentChanges {

    /** The delay with a margin for a busy service. A file that is still listed after it counts as there. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SteadyClock clock;
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();

    RecentChanges(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    void add(Collection<String> fileIds) {
        Instant now = clock.instant();
        accepted.values().removeIf(since -> !now.isBefore(since.plus(LONGEST)));
        fileIds.forEach(id -> accepted.put(id, now));
    }

    boolean contains(String fileId) {
        Instant since = accepted.get(fileId);
        return since != null && clock.instant().isBefore(since.plus(LONGEST));
    }

    /** Forgets a file that is proved to have left. */
    void gone(String fileId) {
        accepted.remove(fileId);
    }

    /** Forgets the files that a complete listing no longer has, and those that it has for too long. */
    void listed(Predicate<String> present) {
        accepted.keySet().removeIf(id -> !present.test(id) || !contains(id));
    }
}
