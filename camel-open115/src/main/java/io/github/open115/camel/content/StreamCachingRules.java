/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.support.ExchangeHelper;

/**
 * Whether Camel's stream caching, as the context and the route of an exchange configure it, keeps the content of a file. One
 * rule is stricter than Camel's: content longer than the spool threshold is never kept in memory. Camel keeps all content in
 * memory while spooling is off, and a film would fill the heap.
 */
final class StreamCachingRules {

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final StreamCachingStrategy strategy;
    private final boolean enabled;

    StreamCachingRules(Exchange exchange) {
        this.strategy = exchange.getContext().getStreamCachingStrategy();
        this.enabled = strategy.isEnabled()
                && ExchangeHelper.isStreamCachingEnabled(exchange)
                && !exchange.getExchangeExtension().isStreamCacheDisabled()
                && !contains(strategy.getDenyClasses())
                && (strategy.getAllowClasses() == null || contains(strategy.getAllowClasses()));
    }

    /** Whether content of this length is kept in memory. */
    boolean allowInMemory(long length) {
        return enabled && length <= mostInMemory() && !strategy.shouldSpoolCache(length);
    }

    /** Whether content of this length is kept in the spool directory. */
    boolean allowOnDisk(long length) {
        return enabled && strategy.isSpoolEnabled() && strategy.shouldSpoolCache(length);
    }

    /** The largest content that is kept in memory, in bytes: the spool threshold, or its default if that is off. */
    long mostInMemory() {
        long threshold = strategy.getSpoolThreshold();
        return Math.min(threshold > 0 ? threshold : StreamCache.DEFAULT_SPOOL_THRESHOLD, LARGEST_ARRAY);
    }

    static boolean isInMemory(CachedOutputStream bytes) {
        return bytes.getCurrentStream() instanceof ByteArrayOutputStream;
    }

    /** A rule for streams applies to content as well. */
    private static boolean contains(Collection<Class<?>> classes) {
        return classes != null
                && classes.stream()
                        .anyMatch(type -> type.isAssignableFrom(Open115Content.class)
                                || type.isAssignableFrom(ContentStream.class));
    }
}
