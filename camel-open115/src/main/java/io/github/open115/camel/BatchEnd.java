package io.github.open115.camel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does something when the last exchange of a batch has completed, on the thread that completes it: exchanges may go on
 * with other threads after they were handed over. Nothing is done for a batch without exchanges.
 */
final class BatchEnd {

    private final Runnable action;
    /** Handing over counts as one, so that the batch does not end between two exchanges. */
    private final AtomicInteger open = new AtomicInteger(1);

    private volatile boolean used;

    BatchEnd(Runnable action) {
        this.action = action;
    }

    /**
     * Adds an exchange.
     *
     * @return to be run when it has completed; once more does nothing
     */
    Runnable join() {
        used = true;
        open.incrementAndGet();
        AtomicBoolean completed = new AtomicBoolean();
        return () -> {
            if (completed.compareAndSet(false, true)) {
                leave();
            }
        };
    }

    /** No exchange joins any more. */
    void handedOver() {
        leave();
    }

    private void leave() {
        if (open.decrementAndGet() == 0 && used) {
            action.run();
        }
    }
}
