/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import io.github.open115.client.files.FileItem;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A video that can be played (docs/115-open-api.md F.1).
 *
 * @param file the file; its times are not known
 * @param duration seconds, -1 if unknown
 * @param streams its streams, in the order of the reply; at least one
 * @param audioTracks its audio tracks; empty if the reply had none, never null
 */
public record Video(FileItem file, long duration, List<VideoStream> streams, List<AudioTrack> audioTracks)
        implements Serializable {

    public Video {
        Objects.requireNonNull(file, "file");
        streams = List.copyOf(streams);
        audioTracks = List.copyOf(audioTracks);
    }
}
