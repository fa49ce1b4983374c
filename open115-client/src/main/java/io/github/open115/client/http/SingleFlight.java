/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Lets one thread call the service while other threads with the same question wait for what the call makes known.
 * Thread-safe.
 */
public final class SingleFlight {

    private final Map<Object, Flight> flights = new ConcurrentHashMap<>();

    /**
     * The known answer, or one by a call.
     *
     * @param about only one call about this is made at a time, as long as the other threads have waits left
     * @param question a thread with an equal question gets the failure of the call that it waited for
     * @param waits how many calls of other threads to wait for before making a call in any case; bounds the wait
     * @param known the answer that needs no call
     * @param call asks the service
     */
    public <T> T ask(Object about, Object question, int waits, Supplier<Optional<T>> known, Supplier<T> call) {
        for (int waited = 0; ; waited++) {
            Optional<T> answer = known.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            Flight mine = new Flight(question, new CompletableFuture<>());
            Flight other = flights.putIfAbsent(about, mine);
            if (other == null) {
                return lead(about, mine, known, call);
            }
            if (waited == waits) {
                return call.get();
            }
            Optional<RuntimeException> failure = other.await();
            if (failure.isPresent() && other.question.equals(question)) {
                throw failure.get();
            }
        }
    }

    private <T> T lead(Object about, Flight mine, Supplier<Optional<T>> known, Supplier<T> call) {
        RuntimeException failure = null;
        try {
            // another call may have ended after the first look at the known answers
            return known.get().orElseGet(call);
        } catch (RuntimeException e) {
            // the other threads were not interrupted, so they do not share this failure
            failure = Thread.currentThread().isInterrupted() ? null : e;
            throw e;
        } finally {
            flights.remove(about, mine);
            mine.end.complete(Optional.ofNullable(failure));
        }
    }

    private record Flight(Object question, CompletableFuture<Optional<RuntimeException>> end) {

        Optional<RuntimeException> await() {
            try {
                return end.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Open115Exception("interrupted while another thread asks the same", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
