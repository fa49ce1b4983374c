/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads of the page that are under way, by the numbers that the page gives them: how far they are, and a way to cancel
 * them. An upload is on one thread from its beginning to its end, and that is how the transfers of the component are told
 * apart.
 */
final class RunningUploads implements ProgressListener {

    private final Map<String, Running> byId = new ConcurrentHashMap<>();
    private final Map<Thread, Running> byThread = new ConcurrentHashMap<>();

    /**
     * How far an upload is.
     *
     * @param upload its number
     * @param sent bytes that the drive has
     * @param size bytes in all; 0 before the first is sent to the drive, while the gateway reads and hashes the file
     */
    record State(String upload, long sent, long size) {}

    /** Registers the calling thread. */
    Running begin(String id) {
        Running running = new Running(id, Thread.currentThread());
        byId.put(id, running);
        byThread.put(running.thread, running);
        return running;
    }

    /** Whether there was one to cancel. It may be complete by then: the page looks into the folder. */
    boolean cancel(String id) {
        return Optional.ofNullable(byId.get(id)).map(Running::cancel).orElse(false);
    }

    Collection<State> states() {
        return byId.values().stream().map(Running::state).toList();
    }

    @Override
    public void started(Transfer transfer) {
        Running running = byThread.get(Thread.currentThread());
        if (running != null && transfer.isUpload()) {
            running.transfer = transfer;
        }
    }

    /** One upload; closed by the thread that began it. */
    final class Running implements AutoCloseable {

        private final String id;
        private final Thread thread;
        // null before the first byte is sent to the drive
        private volatile Transfer transfer;
        // guarded by this
        private boolean cancelled;
        private boolean closed;

        Running(String id, Thread thread) {
            this.id = id;
            this.thread = thread;
        }

        private State state() {
            Transfer known = transfer;
            return known == null ? new State(id, 0, 0) : new State(id, known.soFar(), known.length());
        }

        private synchronized boolean cancel() {
            if (!closed) {
                cancelled = true;
                thread.interrupt();
            }
            return cancelled;
        }

        synchronized boolean isCancelled() {
            return cancelled;
        }

        @Override
        public synchronized void close() {
            closed = true;
            byId.remove(id, this);
            byThread.remove(thread, this);
            if (cancelled) {
                // the thread goes back to its pool
                Thread.interrupted();
            }
        }
    }
}
