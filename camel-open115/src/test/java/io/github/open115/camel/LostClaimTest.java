/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.claims.ClaimingRepository;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LostClaimTest extends PollFixture {

    /** Another instance claims every file between the look-up and the claim, once, and dies. */
    private static final class Quicker extends MemoryIdempotentRepository implements ClaimingRepository {

        private boolean looked;
        private boolean elsewhere;

        @Override
        public Map<String, State> states(Collection<String> keys) {
            if (!looked) {
                looked = true;
                elsewhere = true;
                return Map.of();
            }
            return keys.stream()
                    .filter(key -> elsewhere || contains(key))
                    .collect(Collectors.toMap(key -> key, key -> elsewhere ? State.CLAIMED : State.DONE));
        }

        @Override
        public boolean add(String key) {
            return !elsewhere && super.add(key);
        }

        @Override
        public boolean renew(String key) {
            return true;
        }

        @Override
        public boolean forget(String key) {
            return remove(key);
        }
    }

    @Test
    @DisplayName("R10 a file that another instance was quicker to claim comes here when that instance dies")
    void comesAfterAll() throws Exception {
        Quicker claims = new Quicker();
        put("/inbox", "a.txt");
        try (Routes routes = route("idempotentRepository=#claims", Map.of("claims", claims))) {
            poll(routes);
            poll(routes);
            assertThat(delivered).isEmpty();
            claims.elsewhere = false;
            poll(routes);
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
    }
}
