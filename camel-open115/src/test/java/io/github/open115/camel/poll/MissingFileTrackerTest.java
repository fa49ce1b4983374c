/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.poll.MissingFileTracker.Delivered;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MissingFileTrackerTest {

    private static final Delivered OLD = new Delivered("A".repeat(40), "a.txt", "sub/a.txt");

    private final MissingFileTracker departures = new MissingFileTracker(PollState.inMemory());

    @Test
    @DisplayName("R7 a file that was moved away and back is missed again when it goes")
    void missesAFileThatCameBackAndLeft() {
        departures.delivered("1", OLD);
        departures.movedAway("1");
        departures.retain(id -> false);
        listings(id -> false);
        assertThat(departures.due()).as("nobody misses what is elsewhere").isEmpty();

        departures.retain(id -> true);
        departures.retain(id -> false);
        listings(id -> false);
        assertThat(departures.due()).containsExactly("1");
        assertThat(departures.delivered("1")).isEqualTo(OLD);
    }

    private void listings(Predicate<String> present) {
        for (int i = 0; i < MissingFileTracker.LISTINGS; i++) {
            departures.listed(present);
        }
    }
}
