/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs an action when the last exchange of a batch has completed, on the thread that completes it: exchanges may go on in
 * other threads after they were handed over. A batch without exchanges runs nothing.
 */
public final class BatchEnd {

    private final Runnable action;
    /** The exchanges that have not completed, and one for the poll that hands them over. */
    private final AtomicInteger open = new AtomicInteger(1);

    private volatile boolean used;

    public BatchEnd(Runnable action) {
        this.action = action;
    }

    /**
     * Adds an exchange.
     *
     * @return to be run when the exchange has completed; a second run does nothing
     */
    public Runnable join() {
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
    public void handedOver() {
        leave();
    }

    private void leave() {
        if (open.decrementAndGet() == 0 && used) {
            action.run();
        }
    }
}
