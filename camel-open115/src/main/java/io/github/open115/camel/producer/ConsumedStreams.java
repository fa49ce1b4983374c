/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * Remembers the content of streams that uploads have consumed, because a redelivery gets the same stream, and so do the
 * branches of a multicast without stream caching: to read it again would make an empty file, or the rest of one. An entry
 * lasts as long as its stream. Thread-safe.
 */
final class ConsumedStreams {

    private static final Reading UNFINISHED = new Reading(null, "");

    // guarded by this
    private final Map<Object, Reading> streams = new WeakHashMap<>();

    /**
     * One reading of a stream.
     *
     * @param content what it had in it; null if the stream is being read, or its reading failed
     * @param failure why its reading failed, for the message: a failure itself may refer to the stream; else empty
     */
    private record Reading(SpoolOutput.Result content, String failure) {}

    /**
     * Begins to read a stream, unless that was done before.
     *
     * @return what it had in it, if it was read to its end before; null if the caller is the first one
     * @throws IllegalArgumentException if it is being read, or its reading failed
     */
    synchronized SpoolOutput.Result begin(Object stream) {
        Reading earlier = streams.putIfAbsent(stream, UNFINISHED);
        if (earlier != null && earlier.content == null) {
            throw readAlready(earlier.failure);
        }
        return earlier == null ? null : earlier.content;
    }

    /** Begins to read a stream that has more content after its end, such as the next entry of an archive. */
    synchronized void beginNext(Object stream) {
        streams.put(stream, UNFINISHED);
    }

    /** Notes what a stream had in it. */
    synchronized void read(Object stream, SpoolOutput.Result content) {
        streams.put(stream, new Reading(content, ""));
    }

    /** Notes that a stream was not read to its end. */
    synchronized void failed(Object stream, Exception failure) {
        streams.put(stream, new Reading(null, ". The first attempt failed: " + failure.getMessage()));
    }

    /** @param failure why it was not read to its end, after the sentence; empty if it was */
    static IllegalArgumentException readAlready(String failure) {
        return new IllegalArgumentException("The body is a stream that an earlier upload has begun to read, and it"
                + " cannot be read twice: turn stream caching on for the route (streamCache=true)" + failure);
    }
}
