/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import java.io.Serializable;
import java.util.Objects;

/**
 * An audio track of a video (docs/115-open-api.md F.1).
 *
 * @param key its number, from 0, by which {@link VideoStream#urlWith} selects it; never null
 * @param title its title, for instance a language; null if the reply had none
 * @param selected whether a stream plays it if no track is selected
 */
public record AudioTrack(String key, String title, boolean selected) implements Serializable {

    public AudioTrack {
        Objects.requireNonNull(key, "key");
    }
}
