package io.github.open115.camel.content;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.support.ExchangeHelper;

/**
 * What Camel's stream caching, as it is set up for the context and the route of an exchange, says about the content of a
 * file. In one thing it is stricter than Camel: content beyond the spool threshold is never kept in memory. Camel does that
 * with all content as long as spooling is off, and a film would fill the heap.
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

    /** Whether the route that the exchange is in wants content to be kept at all, and in memory. */
    boolean allowInMemory(long length) {
        return enabled && length <= mostInMemory() && !strategy.shouldSpoolCache(length);
    }

    /** The same for the spool directory. */
    boolean allowOnDisk(long length) {
        return enabled && strategy.isSpoolEnabled() && strategy.shouldSpoolCache(length);
    }

    /** How many bytes of one content may be in memory: the spool threshold, or its default where it is off. */
    long mostInMemory() {
        long threshold = strategy.getSpoolThreshold();
        return Math.min(threshold > 0 ? threshold : StreamCache.DEFAULT_SPOOL_THRESHOLD, LARGEST_ARRAY);
    }

    static boolean isInMemory(CachedOutputStream bytes) {
        return bytes.getCurrentStream() instanceof ByteArrayOutputStream;
    }

    /** A rule for streams means content as well, as that is what is kept. */
    private static boolean contains(Collection<Class<?>> classes) {
        return classes != null
                && classes.stream()
                        .anyMatch(type -> type.isAssignableFrom(Open115Content.class)
                                || type.isAssignableFrom(ContentStream.class));
    }
}
