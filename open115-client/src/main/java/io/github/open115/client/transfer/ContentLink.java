package io.github.open115.client.transfer;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.DownloadLinks;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link that connections of one download use. The first connection that finds it dead replaces it for all of them. */
final class ContentLink {

    private static final Logger LOG = LoggerFactory.getLogger(ContentLink.class);

    private final DownloadLinks links;
    private final ContentSource source;
    private final Clock clock;
    private final TransferCounters counters;
    private DownloadLink link;

    ContentLink(DownloadLinks links, ContentSource source, Clock clock, TransferCounters counters) {
        this.links = links;
        this.source = source;
        this.clock = clock;
        this.counters = counters;
    }

    /**
     * Sees to it that there is a link whose life is not over, for who may have to wait before he can use it: one that nobody
     * has used by then is too old after a short time, and {@link #get} asks for another.
     *
     * @throws NotFoundException with the file's name, if there is no such file any more
     */
    synchronized void prepare() {
        forgetWhenOver();
        if (link == null) {
            named(() -> {
                links.prepare(source.pickCode());
                return null;
            });
        }
    }

    /**
     * The link to use now: asked for at the first use, and again when its life is over.
     *
     * @throws NotFoundException with the file's name, if there is no such file any more
     */
    synchronized DownloadLink get() {
        forgetWhenOver();
        if (link == null) {
            link = named(() -> links.link(source.pickCode(), null));
        }
        return link;
    }

    /**
     * Replaces a link that does not work any more, unless another connection had that done already. Where there is no other
     * one, nobody uses the dead one any more: who comes next asks again.
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

    /** Keeps the link for nobody, because what came by it is not the content. Whoever reads next asks for another one. */
    synchronized void discard() {
        if (link != null) {
            LOG.debug("{}: the link leads to another content", source.label());
            links.invalidate(link);
            forget();
        }
    }

    private void forgetWhenOver() {
        if (link != null && !clock.instant().isBefore(link.expiresAt())) {
            forget();
        }
    }

    private void forget() {
        link = null;
        counters.linkDied();
    }

    private DownloadLink named(Supplier<DownloadLink> request) {
        try {
            return request.get();
        } catch (NotFoundException e) {
            throw source.gone(e);
        }
    }
}
