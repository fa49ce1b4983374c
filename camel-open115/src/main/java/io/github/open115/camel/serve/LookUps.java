package io.github.open115.camel.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What was looked up a short time ago: a player asks for a file again and again, and the service counts each call.
 * Whoever asks for what is being looked up waits for that; a failure is not kept. Thread-safe.
 */
final class LookUps<T> {

    private static final int MOST = 1000;

    private final Clock clock;
    private final Duration maxAge;

    // guarded by this
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param maxAge how long a value is given out; zero for never */
    LookUps(Clock clock, Duration maxAge) {
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** The value of a key, looked up when it is not known or too old. */
    T get(String key, Supplier<T> lookUp) {
        Entry<T> mine = new Entry<>(clock.instant(), new CompletableFuture<>());
        Entry<T> known = known(key, mine);
        if (known == null) {
            try {
                mine.value.complete(lookUp.get());
            } catch (RuntimeException e) {
                forget(key, mine);
                mine.value.completeExceptionally(e);
            }
            known = mine;
        }
        try {
            return known.value.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Forgets a value that proved wrong. */
    synchronized void forget(String key) {
        entries.remove(key);
    }

    private synchronized void forget(String key, Entry<T> entry) {
        entries.remove(key, entry);
    }

    private synchronized Entry<T> known(String key, Entry<T> mine) {
        Entry<T> known = entries.get(key);
        if (known != null && mine.since.isBefore(known.since.plus(maxAge))) {
            return known;
        }
        entries.put(key, mine);
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        return null;
    }

    private record Entry<T>(Instant since, CompletableFuture<T> value) {}
}
