/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.state.StateStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableIdempotentRepositoryTest {

    private static final int TIMES = 3_000;

    @TempDir
    Path state;

    @Test
    @DisplayName("R10 a key cannot be claimed again during its confirmation")
    void doesNotClaimAKeyDuringItsConfirmation() {
        DurableIdempotentRepository repository = new DurableIdempotentRepository();
        int again = 0;
        try (StateStore store = StateStore.open(state.resolve("state"))) {
            repository.attach(store.map("delivered"));
            for (int i = 0; i < TIMES; i++) {
                String key = "key-" + i;
                assertThat(repository.add(key)).isTrue();
                CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
                    boolean claimed = false;
                    while (!claimed && !repository.isConfirmed(key)) {
                        claimed = repository.add(key);
                    }
                    return claimed;
                });
                repository.confirm(key);
                again += second.join() ? 1 : 0;
            }
        }
        assertThat(again).isZero();
    }
}
