/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLinks;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the connections of one download share: its links, and the entity tag of its content. Thread-safe. */
final class DownloadSession {

    private final ContentSource source;
    private final DownloadLinks links;
    private final TransferContext context;
    private final Map<Integer, ContentLink> byCopy = new ConcurrentHashMap<>();
    // guarded by this
    private String entityTag;
    // guarded by the permits
    private long connectedNanos;

    DownloadSession(ContentSource source, DownloadLinks links, TransferContext context) {
        this.source = source;
        this.links = links;
        this.context = context;
    }

    ContentSource source() {
        return source;
    }

    TransferContext context() {
        return context;
    }

    /** @param copy which of the links of the file: each carries two connections */
    ContentLink link(int copy) {
        return byCopy.computeIfAbsent(copy, number -> new ContentLink(links.copy(number), source, context));
    }

    /**
     * Compares the entity tag of an answer with those of the earlier answers (docs/115-open-api.md G.4): if several
     * connections delivered different contents, parts of both would be joined.
     *
     * @param tag null or weak when it proves nothing
     * @return false if the answer delivers another content
     */
    synchronized boolean matchesEntityTag(String tag) {
        if (tag == null || tag.startsWith("W/")) {
            return true;
        }
        if (entityTag == null) {
            entityTag = tag;
        }
        return entityTag.equals(tag);
    }

    /** Drops the links and the entity tag after the content proved wrong: the next answer may be another content. */
    void disproved() {
        byCopy.values().forEach(ContentLink::discard);
        synchronized (this) {
            entityTag = null;
        }
    }

    /** Adds the time during which a connection has delivered content to this download. */
    void addConnectedNanos(long nanos) {
        connectedNanos += nanos;
    }

    /** The time during which connections have delivered content to this download, all together. */
    long connectedNanos() {
        return connectedNanos;
    }
}
