package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections to the CDN, of the account and of each link: a link answers 403 to more than two at a time
 * (section G.4).
 */
final class ConnectionPermits {

    private final TransferLimits limits;
    private final Semaphore account;
    private final Map<String, LinkSlots> links = new HashMap<>();
    private final AtomicInteger held = new AtomicInteger();

    ConnectionPermits(TransferLimits limits) {
        this.limits = limits;
        this.account = new Semaphore(limits.maxConcurrentDownloads(), true);
    }

    /** One connection; give it back by closing it, any number of times. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    int held() {
        return held.get();
    }

    /** Waits for a connection to the link, bounded by {@link TransferLimits#maxWait()}. */
    Permit acquire(ContentSource source, String link) throws IOException {
        long deadline = System.nanoTime() + limits.maxWait().toNanos();
        LinkSlots slots = enter(link);
        boolean linkAcquired = false;
        boolean acquired = false;
        try {
            // the link first: waiting for it must not keep a connection of the account from other files
            linkAcquired = slots.semaphore.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            acquired = linkAcquired && account.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(source.label() + ": interrupted while waiting for a connection");
        } finally {
            if (!acquired) {
                leave(link, slots, linkAcquired);
            }
        }
        if (!acquired) {
            throw new TransferException(
                    source,
                    "no connection became free within " + limits.maxWait().toSeconds() + " s ("
                            + (linkAcquired
                                    ? "maxConcurrentDownloads=" + limits.maxConcurrentDownloads()
                                    : "maxConnectionsPerLink=" + limits.maxConnectionsPerLink())
                            + "); close what is not read any more, or raise the limit");
        }
        held.incrementAndGet();
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                held.decrementAndGet();
                account.release();
                leave(link, slots, true);
            }
        };
    }

    private LinkSlots enter(String link) {
        synchronized (links) {
            LinkSlots slots = links.computeIfAbsent(link, key -> new LinkSlots(limits.maxConnectionsPerLink()));
            slots.users++;
            return slots;
        }
    }

    private void leave(String link, LinkSlots slots, boolean release) {
        if (release) {
            slots.semaphore.release();
        }
        synchronized (links) {
            if (--slots.users == 0) {
                links.remove(link);
            }
        }
    }

    private static final class LinkSlots {

        private final Semaphore semaphore;
        private int users;

        LinkSlots(int size) {
            semaphore = new Semaphore(size, true);
        }
    }
}
