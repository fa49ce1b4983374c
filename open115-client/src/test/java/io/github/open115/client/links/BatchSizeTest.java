/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

    private final BatchSize size = new BatchSize();

    /** Calls of the size that is due until it stays, with a service that takes so many. */
    private int refusalsOfAServiceThatTakes(int most, int calls) {
        int refusals = 0;
        for (int i = 0; i < calls; i++) {
            int next = size.next();
            if (next > most) {
                size.refused(next);
                refusals++;
            } else {
                size.taken(next);
            }
        }
        return refusals;
    }

    @Test
    @DisplayName("R33 calls begin with ten pick codes and double up to a hundred while the service accepts them")
    void growsWhileCallsSucceed() {
        int[] expected = {10, 20, 40, 80, 100, 100};
        for (int next : expected) {
            assertThat(size.next()).isEqualTo(next);
            size.taken(next);
        }
    }

    @Test
    @DisplayName("a call that had room left does not enlarge the next one")
    void doesNotGrowAfterACallThatHadRoomLeft() {
        size.taken(9);
        assertThat(size.next()).isEqualTo(10);
    }

    @Test
    @DisplayName("R33 the limit of the service is found with a few refusals, and remembered")
    void findsTheLimitOfTheService() {
        assertThat(refusalsOfAServiceThatTakes(50, 20)).isEqualTo(2);
        assertThat(size.next()).isEqualTo(40);
        assertThat(refusalsOfAServiceThatTakes(50, 1000)).isZero();
    }

    @Test
    @DisplayName("R33 if the service accepts one pick code a call, calls carry one after four refusals")
    void fallsBackToSingleCalls() {
        assertThat(refusalsOfAServiceThatTakes(1, 1000)).isEqualTo(4);
        assertThat(size.next()).isEqualTo(1);
    }

    @Test
    @DisplayName("after a bad file fails a call of a size that succeeded before, the size recovers")
    void recoversFromABadFile() {
        size.taken(10);
        size.taken(20);
        size.refused(20);
        assertThat(size.next()).isEqualTo(10);
        size.refused(10);
        size.taken(5);
        size.taken(10);
        size.taken(20);
        assertThat(size.next()).isEqualTo(40);
    }
}
