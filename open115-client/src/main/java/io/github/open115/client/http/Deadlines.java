package io.github.open115.client.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times of day until which something lasts that was written down or came from elsewhere, as this process has seen them
 * first: by the steady clock, so that the clock of the machine can be set without making anything longer or shorter. What
 * is further away than it can be was written by a clock that was wrong. Thread-safe.
 */
public final class Deadlines {

    private static final int MOST_REMEMBERED = 64;

    private final SteadyClock clock;
    // guarded by this
    private final Map<Object, Instant> ends = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public Deadlines(SteadyClock clock) {
        this.clock = clock;
    }

    /**
     * When something ends, by the steady clock; now or in the past when it is over.
     *
     * @param what equal for the same thing
     * @param until its end by the time of day, asked for the first time
     * @param longest how long it can still last at most, asked for the first time
     */
    public synchronized Instant end(Object what, Instant until, Duration longest) {
        return ends.computeIfAbsent(what, first -> {
            Duration left = Duration.between(clock.wall(), until);
            return clock.instant().plus(left.compareTo(longest) < 0 ? left : longest);
        });
    }
}
