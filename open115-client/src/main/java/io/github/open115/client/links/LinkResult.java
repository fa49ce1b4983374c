package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;

/**
 * What a call brought for one pick code: a link, or why there is none, or neither, when the pick code was only asked for
 * beside another one and has to be asked for by itself.
 */
record LinkResult(DownloadLink link, Open115Exception failure) {

    static final LinkResult UNDECIDED = new LinkResult(null, null);

    static LinkResult of(DownloadLink link) {
        return new LinkResult(link, null);
    }

    static LinkResult of(Open115Exception failure) {
        return new LinkResult(null, failure);
    }

    boolean isUndecided() {
        return link == null && failure == null;
    }
}
