/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A poll that goes on when its consumer has stopped already, because the time to shut down was over. These polls are
 * scheduled, because a stop ends the threads of the scheduler.
 */
class PollDuringStopTest extends PollFixture {

    private static final String SCHEDULED = "open115:/inbox?" + Routes.QUICK;

    @Test
    @DisplayName("R29 a poll that outlives its route does not keep the state from the next one")
    void releasesTheStateForTheNextRoute() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Thread> polling = new AtomicReference<>();
        try (Routes routes = routes().fromNamed("polls", SCHEDULED, exchange -> {
                    polling.set(Thread.currentThread());
                    begun.countDown();
                    awaitWhateverHappens(goOn);
                })
                .start()) {
            begun.await();
            routes.context().getRouteController().stopRoute("polls", 1, TimeUnit.SECONDS);
            goOn.countDown();
            await().until(() -> !polling.get().isAlive());
            routes.context().removeRoute("polls");
            routes.fromNamed("polls", SCHEDULED, deliveries);
            await().until(() -> delivered.size() >= 2);
        }
        assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt");
    }

    @Test
    @DisplayName("R10 a poll that outlives a stop and ends after the next start loses and doubles nothing")
    void endsAfterTheNextStartWithoutLoss() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Thread> polling = new AtomicReference<>();
        try (Routes routes = routes().fromNamed("polls", SCHEDULED, exchange -> {
                    polling.compareAndSet(null, Thread.currentThread());
                    begun.countDown();
                    awaitWhateverHappens(goOn);
                    deliveries.process(exchange);
                })
                .start()) {
            begun.await();
            // as by JMX: a route that starts again has another consumer
            routes.consumer("polls").stop();
            routes.consumer("polls").start();
            awaitPolls(2);
            goOn.countDown();
            await().until(() -> !polling.get().isAlive());
            await().until(() -> delivered.size() >= 2);
            awaitPolls(3);
        }
        assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt");
    }

    @Test
    @DisplayName("R38 a poll that outlives a stop ends its own batch, in the middle of the next one")
    void endsItsOwnBatch() throws Exception {
        EmulatedFile first = put("/inbox", "a.txt");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch nextBegun = new CountDownLatch(1);
        CountDownLatch nextGoesOn = new CountDownLatch(1);
        AtomicReference<Thread> polling = new AtomicReference<>();
        try (Routes routes = routes().fromNamed("polls", SCHEDULED + "&delete=true", exchange -> {
                    boolean outlives = polling.compareAndSet(null, Thread.currentThread());
                    (outlives ? begun : nextBegun).countDown();
                    awaitWhateverHappens(outlives ? goOn : nextGoesOn);
                    deliveries.process(exchange);
                })
                .start()) {
            begun.await();
            routes.consumer("polls").stop();
            put("/inbox", "b.txt");
            EmulatedFile last = put("/inbox", "c.txt");
            routes.consumer("polls").start();
            nextBegun.await();
            goOn.countDown();
            await().until(() -> !polling.get().isAlive());
            assertThat(drive().isBinned(first.id())).isTrue();
            nextGoesOn.countDown();
            await().until(() -> drive().isBinned(last.id()));
        }
        assertThat(calls(DELETE)).as("one for each batch").isEqualTo(2);
    }

    /** Waits until the folder was listed so often again that whatever happened before had its effect. */
    private void awaitPolls(int polls) {
        long listed = calls(LIST);
        await().until(() -> calls(LIST) >= listed + polls + 1);
    }

    private static void awaitWhateverHappens(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // a route that does not care
            }
        }
    }
}
