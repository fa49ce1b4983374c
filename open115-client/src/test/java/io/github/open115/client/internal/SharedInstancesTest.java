/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SharedInstancesTest {

    private final SharedInstances<String, Object> instances = new SharedInstances<>();
    private final List<Object> closed = new ArrayList<>();

    @Test
    void sharesOneObjectAndClosesItAfterItsLastUser() {
        Object first = instances.acquire("key", Object::new);
        assertThat(instances.acquire("key", Object::new)).isSameAs(first);
        assertThat(instances.acquire("other", Object::new)).isNotSameAs(first);
        instances.release("key", closed::add);
        assertThat(closed).isEmpty();
        instances.release("key", closed::add);
        instances.release("key", closed::add);
        assertThat(closed).containsExactly(first);
        assertThat(instances.acquire("key", Object::new)).isNotSameAs(first);
    }

    @Test
    void doesNotCountAUserWhoCannotShare() {
        Object first = instances.acquire("key", Object::new);
        assertThatThrownBy(() -> instances.acquire("key", Object::new, SharedInstancesTest::refuse))
                .hasMessage("refused");
        instances.release("key", closed::add);
        assertThat(closed).containsExactly(first);
    }

    @Test
    void makesAnObjectAfterOneThatCouldNotBeMade() {
        assertThatThrownBy(() -> instances.acquire("key", () -> {
                    throw new IllegalStateException("not made");
                }))
                .hasMessage("not made");
        assertThat(instances.acquire("key", () -> "made")).isEqualTo("made");
    }

    @Test
    void makesNoSecondObjectBeforeTheFirstIsClosed() throws InterruptedException {
        instances.acquire("key", () -> "first");
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch mayClose = new CountDownLatch(1);
        CompletableFuture<Void> release = CompletableFuture.runAsync(() -> instances.release("key", value -> {
            closing.countDown();
            await(mayClose);
            closed.add(value);
        }));
        closing.await();
        CompletableFuture<List<Object>> closedBefore = new CompletableFuture<>();
        Thread second = new Thread(() -> instances.acquire("key", () -> {
            closedBefore.complete(List.copyOf(closed));
            return "second";
        }));
        second.start();
        assertThat(instances.acquire("other", () -> "free")).isEqualTo("free");
        mayClose.countDown();
        assertThat(closedBefore.join()).containsExactly("first");
        release.join();
        second.join();
    }

    private static void refuse(Object value) {
        throw new IllegalArgumentException("refused");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
