package io.github.open115.camel.snapshot;

import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that we deleted or moved away ourselves. The service accepts such a job and does it some seconds later
 * (docs/115-open-api.md I.4): until then a listing may still have their rows, or count them. Not thread-safe.
 */
final class OwnRemovals {

    /** The slowest that was seen are five seconds; after this one that is still listed is taken to have stayed. */
    static final Duration LAG = Duration.ofSeconds(60);

    private final SteadyClock clock;
    private final Map<Long, Instant> leavingUntil = new LinkedHashMap<>();
    private final Set<Long> met = new HashSet<>();
    private final Set<Long> uncounted = new HashSet<>();

    OwnRemovals(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    void add(long id) {
        leavingUntil.put(id, clock.instant().plus(LAG));
    }

    void addAll(Collection<Long> ids) {
        ids.forEach(this::add);
    }

    /** It was not removed after all. */
    void forget(long id) {
        leavingUntil.remove(id);
        uncounted.remove(id);
    }

    Set<Long> ids() {
        return leavingUntil.keySet();
    }

    /** A new reading begins. */
    void begin() {
        met.clear();
    }

    /** Whether a row of that file would be no news; one that is listed after all too long a time was not removed. */
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

    /** @return whether it is met for the first time in this reading */
    boolean meet(long id) {
        return met.add(id);
    }

    boolean hasMet(long id) {
        return met.contains(id);
    }

    /** Whether the service may still count files that have left. */
    boolean blurTheCount() {
        return leaving() > 0;
    }

    /** Whether so many rows too many can be files that the service has not removed yet. */
    boolean explain(long tooMany) {
        return tooMany >= met.size() && tooMany <= Math.max(leaving(), met.size());
    }

    private long leaving() {
        Instant now = clock.instant();
        return leavingUntil.values().stream().filter(now::isBefore).count();
    }

    /**
     * The listing adds up: takes those off the list that are surely not in it any more. That the count has none of them is
     * believed at the second time: at the first, something else may have left while they are counted still.
     *
     * @param exactly whether the service counts none of them
     */
    List<Long> confirm(boolean exactly) {
        Instant now = clock.instant();
        List<Long> left = new ArrayList<>();
        leavingUntil.forEach((id, until) -> {
            if (!met.contains(id) && (exactly && uncounted.contains(id) || !now.isBefore(until))) {
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
