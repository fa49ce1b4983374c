/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.ChangeDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that this application deleted or moved out of the folder. The service accepts such a job and does it some
 * seconds later (docs/115-open-api.md I.4): until then a listing may still have their rows, or count them. A file that this
 * application brought into the folder meanwhile can hide behind them in the count. Not thread-safe.
 */
final class OwnRemovals {

    /** The slowest job ever seen took five seconds. A file still listed after this time is taken to have stayed. */
    static final Duration LAG = Duration.ofSeconds(60);

    private final SteadyClock clock;
    private final Map<Long, Instant> leavingUntil = new LinkedHashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> uncounted = new HashSet<>();
    // files that were brought into the folder and not listed since, and when
    private final Map<Long, Instant> arriving = new LinkedHashMap<>();

    OwnRemovals(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    void add(long id) {
        leavingUntil.put(id, clock.instant().plus(LAG));
    }

    /** The file was not removed after all. */
    void forget(long id) {
        leavingUntil.remove(id);
        uncounted.remove(id);
    }

    /** A file was brought into the folder. */
    void arriving(long id) {
        arriving.put(id, clock.instant());
    }

    /** A listing has the row of a file. */
    void listed(long id) {
        arriving.remove(id);
    }

    /** Whether the count may be right although a file that was brought into the folder has not been listed. */
    boolean mayHideArrivals() {
        return mayBeCounted() && arriving.values().stream().anyMatch(this::hasArrived);
    }

    /** All rows were read: a file that has not been listed is in another folder. */
    void allListed() {
        arriving.values().removeIf(this::hasArrived);
    }

    private boolean hasArrived(Instant since) {
        return !clock.instant().isBefore(since.plus(ChangeDelay.LONGEST));
    }

    Set<Long> ids() {
        return leavingUntil.keySet();
    }

    /** A new listing begins. */
    void begin() {
        seen.clear();
    }

    /** Whether to ignore a row of that file. A file that is still listed after {@link #LAG} was not removed. */
    boolean isLeaving(long id) {
        Instant until = leavingUntil.get(id);
        if (until == null) {
            return false;
        }
        if (clock.instant().isBefore(until)) {
            return true;
        }
        forget(id);
        return false;
    }

    /** @return whether the row is seen for the first time in this listing */
    boolean record(long id) {
        return seen.add(id);
    }

    boolean isSeen(long id) {
        return seen.contains(id);
    }

    /** Whether the service may still count files that have left. */
    boolean mayBeCounted() {
        return leaving() > 0;
    }

    /** Whether files that the service has yet to remove explains a count that is too high by so many rows. */
    boolean explains(long tooMany) {
        return tooMany >= seen.size() && tooMany <= Math.max(leaving(), seen.size());
    }

    private long leaving() {
        Instant now = clock.instant();
        return leavingUntil.values().stream().filter(now::isBefore).count();
    }

    /**
     * The listing is complete: forgets the files that have surely left. Two complete listings in a row must have a count
     * without these files. One is not enough: another file may have left while these are still counted.
     *
     * @param exactly whether the service counts none of them
     * @return the ids of the files that have left
     */
    List<Long> confirm(boolean exactly) {
        Instant now = clock.instant();
        List<Long> left = new ArrayList<>();
        leavingUntil.forEach((id, until) -> {
            if (!seen.contains(id) && (exactly && uncounted.contains(id) || !now.isBefore(until))) {
                left.add(id);
            }
        });
        left.forEach(leavingUntil::remove);
        uncounted.clear();
        if (exactly) {
            uncounted.addAll(leavingUntil.keySet());
        }
        return left;
    }
}
