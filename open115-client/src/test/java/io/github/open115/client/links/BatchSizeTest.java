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
    @DisplayName("R33 calls begin with ten pick codes and double up to a hundred while the service takes them")
    void grows() {
        int[] expected = {10, 20, 40, 80, 100, 100};
        for (int next : expected) {
            assertThat(size.next()).isEqualTo(next);
            size.taken(next);
        }
    }

    @Test
    @DisplayName("a call that had room left proves nothing about a larger one")
    void doesNotGrowUnproved() {
        size.taken(9);
        assertThat(size.next()).isEqualTo(10);
    }

    @Test
    @DisplayName("R33 the limit of the service is found with a few refusals, and kept")
    void findsALimit() {
        assertThat(refusalsOfAServiceThatTakes(50, 20)).isEqualTo(2);
        assertThat(size.next()).isEqualTo(40);
        assertThat(refusalsOfAServiceThatTakes(50, 1000)).isZero();
    }

    @Test
    @DisplayName("R33 a service that takes one pick code a call is asked singly after four refusals")
    void fallsBackToSingleCalls() {
        assertThat(refusalsOfAServiceThatTakes(1, 1000)).isEqualTo(4);
        assertThat(size.next()).isEqualTo(1);
    }

    @Test
    @DisplayName("a bad file spoils a call of a size that was taken before, and the size comes back")
    void recovers() {
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
