/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import java.io.Serializable;
import java.util.Objects;

/**
 * A stream of a video in one definition (docs/115-open-api.md F.1). It is an HLS playlist.
 *
 * @param url address of the playlist, which expires; never null. A secret, because it gives access to the content, so
 *     {@link #toString()} omits it
 * @param title name of the definition, for instance {@code 1080P}; null if the reply had none
 * @param height lines of the picture, 0 if unknown
 * @param width points of a line, 0 if unknown
 * @param definition number of the definition; a higher one is better
 */
public record VideoStream(String url, String title, int height, int width, int definition) implements Serializable {

    public VideoStream {
        Objects.requireNonNull(url, "url");
    }

    /** The address of this stream with another audio track. */
    public String urlWith(AudioTrack track) {
        return url + (url.contains("?") ? "&" : "?") + "audio_track=" + track.key();
    }

    @Override
    public String toString() {
        return "VideoStream[title=" + title + ", height=" + height + ", width=" + width + ", definition=" + definition
                + "]";
    }
}
