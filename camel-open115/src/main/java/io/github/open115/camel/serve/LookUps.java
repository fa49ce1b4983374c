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
        Instant now = clock.instant();
        Entry<T> mine = null;
        Entry<T> known;
        synchronized (this) {
            known = entries.get(key);
            if (known == null || !now.isBefore(known.since.plus(maxAge))) {
                mine = new Entry<>(now, new CompletableFuture<>());
                known = mine;
                keep(key, mine);
            }
        }
        if (mine != null) {
            ask(key, mine, lookUp);
        }
        try {
            return known.value.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void ask(String key, Entry<T> entry, Supplier<T> lookUp) {
        try {
            entry.value.complete(lookUp.get());
        } catch (RuntimeException | Error e) {
            forget(key, entry);
            entry.value.completeExceptionally(e);
        }
    }

    private void keep(String key, Entry<T> entry) {
        entries.put(key, entry);
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** Forgets a value that proved wrong. */
    synchronized void forget(String key) {
        entries.remove(key);
    }

    private synchronized void forget(String key, Entry<T> entry) {
        entries.remove(key, entry);
    }

    private record Entry<T>(Instant since, CompletableFuture<T> value) {}
}
