package io.github.open115.client.links;

import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The links that are kept for the next reader, in memory, the least recently used given up first. Not thread-safe.
 *
 * <p>A link that somebody uses is handed out again until five minutes before its end (section G.2). One that waits for
 * its first reader is handed out a short time only, because it was asked for before anybody needed it.
 */
final class KeptLinks {

    /** A transfer that begins with a kept link shall not soon need another one. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    /** No link is older than 60 seconds at its first use; the rest is room for the time that the reply took. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    private final SteadyClock clock;
    private final Map<LinkKey, Kept> entries;

    /**
     * @param clock the time
     * @param capacity how many links are kept at most
     */
    KeptLinks(Clock clock, int capacity) {
        this.clock = SteadyClock.of(clock);
        this.entries = new LruMap<>(capacity);
    }

    /** The link for this key, which counts as used from now on; null when there is none that may be handed out. */
    DownloadLink take(LinkKey key) {
        DownloadLink link = look(key);
        if (link != null && entries.get(key).use != Use.USED) {
            keepUsed(key, link);
        }
        return link;
    }

    /** Whether the link for this key was asked for by the reader who comes for it next. */
    boolean isAwaited(LinkKey key) {
        Kept entry = entries.get(key);
        return entry != null && entry.use == Use.AWAITED;
    }

    /** The link that {@link #take} would give, without using it. */
    DownloadLink look(LinkKey key) {
        Kept entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (!clock.instant().isBefore(entry.until)) {
            entries.remove(key);
            return null;
        }
        return entry.link;
    }

    /** Keeps a link that was handed out, unless its end is too near. */
    void keepUsed(LinkKey key, DownloadLink link) {
        keep(key, link, clock.fromWall(beforeEnd(link)), Use.USED);
    }

    /** Keeps a link that was asked for beside another one, for a reader who may come soon. */
    void keepSpare(LinkKey key, DownloadLink link) {
        keep(key, link, earlier(clock.fromWall(beforeEnd(link)), clock.instant().plus(LONGEST_WAIT)), Use.SPARE);
    }

    /** Keeps a link for the reader who has just asked for it, however short its life is; that reader comes once. */
    void keepAwaited(LinkKey key, DownloadLink link) {
        keep(
                key,
                link,
                earlier(clock.fromWall(link.expiresAt()), clock.instant().plus(LONGEST_WAIT)),
                Use.AWAITED);
    }

    /** Keeps a link no longer; nothing happens when it has been replaced by another one. */
    void drop(LinkKey key, DownloadLink link) {
        Kept entry = entries.get(key);
        if (entry != null && entry.link.url().equals(link.url())) {
            entries.remove(key);
        }
    }

    /** Keeps no link for this key. */
    void drop(LinkKey key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }

    private void keep(LinkKey key, DownloadLink link, Instant until, Use use) {
        if (clock.instant().isBefore(until)) {
            entries.put(key, new Kept(link, until, use));
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
        /** By nobody, and nobody has said that he will. */
        SPARE,
        /** By nobody, but somebody is about to. */
        AWAITED,
        USED
    }

    /** @param until when it is handed out no more */
    private record Kept(DownloadLink link, Instant until, Use use) {}
}
