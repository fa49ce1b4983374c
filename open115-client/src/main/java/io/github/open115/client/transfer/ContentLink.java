/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.DownloadLinks;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link that connections of one download share. The first connection that finds it dead replaces it for all. */
final class ContentLink {

    private static final Logger LOG = LoggerFactory.getLogger(ContentLink.class);

    private final DownloadLinks links;
    private final ContentSource source;
    private final TransferContext context;
    private DownloadLink link;

    ContentLink(DownloadLinks links, ContentSource source, TransferContext context) {
        this.links = links;
        this.source = source;
        this.context = context;
    }

    /**
     * Makes sure that there is a link that has not expired, for a reader that may have to wait for a connection. If the wait
     * is long, {@link #get} requests another one.
     *
     * @throws NotFoundException with the file's name, if the file is gone
     */
    synchronized void prepare() {
        forgetIfExpired();
        if (link == null) {
            named(() -> {
                links.prepare(source.pickCode());
                return null;
            });
        }
    }

    /**
     * The link to use now, requested at the first use and when it has expired.
     *
     * @throws NotFoundException with the file's name, if the file is gone
     */
    synchronized DownloadLink get() {
        forgetIfExpired();
        if (link == null) {
            link = named(() -> links.link(source.pickCode(), null));
        }
        return link;
    }

    /**
     * Replaces a dead link, unless another connection has done so. If no new link can be had, the dead one is dropped, so
     * that the next reader asks again.
     *
     * @throws NotFoundException as {@link #get}
     */
    synchronized void renew(DownloadLink dead) {
        if (link == dead) {
            LOG.debug("{}: the link is dead, asking for a new one", source.label());
            forget();
            link = named(() -> links.fresh(dead));
        }
    }

    /** Drops the link, because it led to other content. The next reader requests another one. */
    synchronized void discard() {
        if (link != null) {
            LOG.debug("{}: the link leads to another content", source.label());
            links.invalidate(link);
            forget();
        }
    }

    private void forgetIfExpired() {
        if (link != null && !context.clock().instant().isBefore(link.expiresAt())) {
            forget();
        }
    }

    private void forget() {
        link = null;
        context.monitor().linkDied();
    }

    private DownloadLink named(Supplier<DownloadLink> request) {
        try {
            return request.get();
        } catch (NotFoundException e) {
            throw source.gone(e);
        }
    }
}
