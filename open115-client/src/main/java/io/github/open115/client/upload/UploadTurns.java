/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.EntryRules;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Which uploads of an account may run: those to one name of one folder one after the other, and a limited number at a time.
 * Waits are limited. Thread-safe.
 */
final class UploadTurns implements AutoCloseable {

    private static final int MAX_WAITING = 1 << 20;

    private final UploadLimits limits;
    // guarded by this
    private final Map<Name, Thread> names = new HashMap<>();
    private boolean closed;

    private final Semaphore slots;

    UploadTurns(UploadLimits limits) {
        this.limits = limits;
        this.slots = new Semaphore(limits.maxConcurrentUploads(), true);
    }

    private record Name(String folderId, String name) {

        static Name of(String folderId, String name) {
            return new Name(folderId, EntryRules.normalized(name));
        }
    }

    /** What a thread holds until it closes it; closing again does nothing. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until no other upload of this client goes to this name.
     *
     * @throws BusyException if that takes longer than {@link UploadLimits#maxWait()}
     */
    synchronized Lease name(UploadRequest request) {
        Name name = Name.of(request.folderId(), request.name());
        await(request, () -> !names.containsKey(name), "another upload to this name");
        names.put(name, Thread.currentThread());
        return () -> release(name);
    }

    /** Takes a name that is free; returns null if another upload goes to it. */
    synchronized Lease tryName(String folderId, String candidate) {
        Name name = Name.of(folderId, candidate);
        return names.putIfAbsent(name, Thread.currentThread()) == null ? () -> release(name) : null;
    }

    private synchronized void release(Name name) {
        names.remove(name);
        notifyAll();
    }

    /**
     * Waits for one of the slots for uploads, first come, first served.
     *
     * @throws BusyException if that takes longer than {@link UploadLimits#maxWait()}
     */
    Lease slot(UploadRequest request) {
        try {
            if (!slots.tryAcquire(limits.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
                throw tooLong(request, limits.maxConcurrentUploads() + " other uploads (maxConcurrentUploads)");
            }
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
        requireOpen(request);
        return slots::release;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private void await(UploadRequest request, Condition condition, String whom) {
        long deadline = System.nanoTime() + limits.maxWait().toNanos();
        try {
            while (!closed && !condition.holds()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw tooLong(request, whom);
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            }
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
        requireOpen(request);
    }

    /** @throws Open115Exception if the client was closed */
    synchronized void requireOpen(UploadRequest request) {
        if (closed) {
            throw new Open115Exception(request.label() + ": the client was closed");
        }
    }

    private BusyException tooLong(UploadRequest request, String whom) {
        return new BusyException(
                request.label() + ": waited " + limits.maxWait().toSeconds() + " s for " + whom + "; nothing was sent",
                Failure.NONE);
    }

    private static Open115Exception interrupted(UploadRequest request, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Open115Exception(request.label() + ": interrupted while waiting for its turn", e);
    }

    /** Ends all waits; later ones fail. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        // wakes the waiting uploads, which then fail
        slots.release(MAX_WAITING);
    }
}
