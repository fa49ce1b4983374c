/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Those who read content now. How many there may be is limited for each link, for each caller, and in all, so that one link
 * in the wrong hands keeps nobody else from reading. Where there are too many, one that has not read for a while has to
 * make room. Thread-safe.
 */
final class Readers {

    private final int perLink;
    private final int perCaller;
    private final int inAll;
    private final Duration idle;
    private final LongSupplier nanoTime;

    // guarded by this
    private final Set<Reader> open = new LinkedHashSet<>();

    /** @param idle how long a reader has not read that may be ended for another one; a player asks again */
    Readers(int perLink, int perCaller, int inAll, Duration idle, LongSupplier nanoTime) {
        this.perLink = perLink;
        this.perCaller = perCaller;
        this.inAll = inAll;
        this.idle = idle;
        this.nanoTime = nanoTime;
    }

    /**
     * Lets a reader in.
     *
     * @param end ends the connection of the reader when another one needs its place
     * @return empty when there are too many
     */
    Optional<Reader> enter(String link, String caller, Runnable end) {
        List<Limit> limits = List.of(
                new Limit(reader -> reader.link.equals(link), perLink),
                new Limit(reader -> reader.caller.equals(caller), perCaller),
                new Limit(reader -> true, inAll));
        List<Reader> ended = new ArrayList<>();
        Reader entered = new Reader(link, caller, end);
        synchronized (this) {
            Set<Reader> staying = new LinkedHashSet<>(open);
            for (Limit limit : limits) {
                List<Reader> group = staying.stream().filter(limit.group).toList();
                if (group.size() >= limit.most) {
                    Optional<Reader> leaving = longestIdle(group);
                    if (leaving.isEmpty()) {
                        return Optional.empty();
                    }
                    staying.remove(leaving.get());
                    ended.add(leaving.get());
                }
            }
            open.removeAll(ended);
            open.add(entered);
        }
        ended.forEach(reader -> reader.end.run());
        return Optional.of(entered);
    }

    private Optional<Reader> longestIdle(List<Reader> group) {
        return group.stream()
                .filter(reader -> reader.idleNanos() >= idle.toNanos())
                .max(Comparator.comparing(Reader::idleNanos));
    }

    private record Limit(Predicate<Reader> group, int most) {}

    /** One who reads. */
    final class Reader implements AutoCloseable {

        private final String link;
        private final String caller;
        private final Runnable end;
        private volatile boolean waited;
        private volatile long since;

        private Reader(String link, String caller, Runnable end) {
            this.link = link;
            this.caller = caller;
            this.end = end;
        }

        /** Takes note that the next bytes are ready and the caller must take the ones before. */
        void awaitCaller() {
            since = nanoTime.getAsLong();
            waited = true;
        }

        /** Takes note that the caller took what it was sent. */
        void goOn() {
            waited = false;
        }

        private long idleNanos() {
            return waited ? nanoTime.getAsLong() - since : 0;
        }

        @Override
        public void close() {
            synchronized (Readers.this) {
                open.remove(this);
            }
        }
    }
}
