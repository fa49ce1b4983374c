/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Remembers the content of streams that uploads have consumed, because a redelivery gets the same stream, and so do the
 * branches of a multicast without stream caching: to read it again would make an empty file, or the rest of one. An entry
 * lasts as long as its stream. Thread-safe.
 */
final class ConsumedStreams {

    // guarded by this; an entry without a value is of a stream that is being read, or whose reading failed
    private final Map<Object, Optional<SpoolOutput.Result>> streams = new WeakHashMap<>();

    /**
     * Begins to read a stream, unless that was done before.
     *
     * @return what it had in it, if it was read before; empty if the caller is the first one
     * @throws IllegalArgumentException if it was read before, and what it had in it is not there any more
     */
    synchronized Optional<SpoolOutput.Result> begin(Object stream) {
        Optional<SpoolOutput.Result> earlier = streams.putIfAbsent(stream, Optional.empty());
        if (earlier == null) {
            return Optional.empty();
        }
        if (earlier.filter(SpoolOutput.Result::isThere).isEmpty()) {
            throw new IllegalArgumentException("The body is a stream that an earlier upload has begun to read, and it"
                    + " cannot be read twice: turn stream caching on for the route (streamCache=true)");
        }
        return earlier;
    }

    /** Notes what a stream had in it. */
    synchronized void read(Object stream, SpoolOutput.Result content) {
        streams.put(stream, Optional.of(content));
    }
}
