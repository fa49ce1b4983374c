package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;

/**
 * What a call brought for one pick code: a link, or why there is none, or neither, when the pick code was only asked for
 * beside another one and has to be asked for by itself.
 */
record Outcome(DownloadLink link, Open115Exception failure) {

    static final Outcome UNDECIDED = new Outcome(null, null);

    static Outcome of(DownloadLink link) {
        return new Outcome(link, null);
    }

    static Outcome of(Open115Exception failure) {
        return new Outcome(null, failure);
    }

    boolean isUndecided() {
        return link == null && failure == null;
    }
}
