/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The links that may be handed out again, in memory; the least recently used is evicted first. Not thread-safe.
 *
 * <p>A link that has been used is handed out until five minutes before it expires (docs/115-open-api.md G.2). A link that
 * waits for its first reader is handed out for a short time only, because it was requested before it was needed.
 */
final class LinkCache {

    /** A transfer that begins with a cached link should not soon need another one. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    /** No link is older than 60 seconds at its first use; the rest is room for the time that the reply took. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    private final SteadyClock clock;
    private final Map<Key, Entry> entries;

    /**
     * @param clock the time
     * @param capacity how many links are cached at most
     */
    LinkCache(Clock clock, int capacity) {
        this.clock = SteadyClock.of(clock);
        this.entries = new LruMap<>(capacity);
    }

    /**
     * What a link is good for: one file and one agent (docs/115-open-api.md G.3).
     *
     * @param pickCode pick code of the file
     * @param userAgent the agent that will use the link
     * @param copy which of several links to the file for this agent, from 0
     */
    record Key(String pickCode, String userAgent, int copy) {

        Key {
            Objects.requireNonNull(pickCode, "pickCode");
            Objects.requireNonNull(userAgent, "userAgent");
        }
    }

    /** Returns the link and marks it as used; null when there is none that may be handed out. */
    DownloadLink take(Key key) {
        DownloadLink link = peek(key);
        if (link != null && entries.get(key).use != Use.USED) {
            putUsed(key, link);
        }
        return link;
    }

    /** Whether the link was requested by the reader that will take it next. */
    boolean isReserved(Key key) {
        Entry entry = entries.get(key);
        return entry != null && entry.use == Use.RESERVED;
    }

    /** The link that {@link #take} would return, without marking it as used. */
    DownloadLink peek(Key key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (!clock.instant().isBefore(entry.until)) {
            entries.remove(key);
            return null;
        }
        return entry.link;
    }

    /** Caches a link that was handed out, unless it expires too soon. */
    void putUsed(Key key, DownloadLink link) {
        put(key, link, clock.fromWall(beforeEnd(link)), Use.USED);
    }

    /** Caches a link that was requested together with another one, for a reader that may come soon. */
    void putSpare(Key key, DownloadLink link) {
        put(key, link, earlier(clock.fromWall(beforeEnd(link)), clock.instant().plus(LONGEST_WAIT)), Use.SPARE);
    }

    /** Caches a link for the reader that has just requested it, however soon it expires; that reader takes it once. */
    void putReserved(Key key, DownloadLink link) {
        put(key, link, earlier(clock.fromWall(link.expiresAt()), clock.instant().plus(LONGEST_WAIT)), Use.RESERVED);
    }

    /** Removes a link; does nothing when another one has replaced it. */
    void remove(Key key, DownloadLink link) {
        Entry entry = entries.get(key);
        if (entry != null && entry.link.url().equals(link.url())) {
            entries.remove(key);
        }
    }

    /** Removes whatever link there is for this key. */
    void remove(Key key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }

    private void put(Key key, DownloadLink link, Instant until, Use use) {
        if (clock.instant().isBefore(until)) {
            entries.put(key, new Entry(link, until, use));
        } else {
            entries.remove(key);
        }
    }

    private static Instant beforeEnd(DownloadLink link) {
        return link.expiresAt().minus(MARGIN);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private enum Use {
        /** Not used, and no reader has announced itself. */
        SPARE,
        /** Not used, but a reader is about to. */
        RESERVED,
        USED
    }

    /** @param until when the link is handed out no more */
    private record Entry(DownloadLink link, Instant until, Use use) {}
}
