package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLinks;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the connections of one download have in common. Thread-safe. */
final class DownloadSession {

    private final ContentSource source;
    private final EntityTagGuard entity;
    private final DownloadLinks links;
    private final Clock clock;
    private final TransferCounters counters;
    private final Map<Integer, ContentLink> byCopy = new ConcurrentHashMap<>();

    // guarded by the permits
    private long connectedNanos;

    DownloadSession(ContentSource source, DownloadLinks links, Clock clock, TransferCounters counters) {
        this.source = source;
        this.entity = new EntityTagGuard(source);
        this.links = links;
        this.clock = clock;
        this.counters = counters;
    }

    ContentSource source() {
        return source;
    }

    /** What every connection must receive. */
    EntityTagGuard entity() {
        return entity;
    }

    /** @param copy which of the links of the file: each carries two connections */
    ContentLink link(int copy) {
        return byCopy.computeIfAbsent(copy, number -> new ContentLink(links.copy(number), source, clock, counters));
    }

    /** What came is proved wrong: nobody uses its links any more, and what comes next may be another content. */
    void disproved() {
        byCopy.values().forEach(ContentLink::discard);
        entity.forget();
    }

    /** Notes how long a connection has brought content to this download. */
    void addConnectedNanos(long nanos) {
        connectedNanos += nanos;
    }

    /** How long connections have brought content to this download, all together. */
    long connectedNanos() {
        return connectedNanos;
    }
}
