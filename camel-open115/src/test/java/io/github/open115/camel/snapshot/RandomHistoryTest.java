/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.SnapshotHistory.Event;
import io.github.open115.camel.snapshot.SnapshotHistory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Folders that change, services that misbehave and processes that end, at random. */
@Tag("slow")
class RandomHistoryTest {

    private static final int HISTORIES = 10_000;

    private record Plan(long seed, int files, int pageSize, boolean wrongCounts, List<Step> steps)
            implements RandomHistories.Plan<Step> {

        static Plan of(long seed) {
            Random random = new Random(seed);
            int files = random.nextInt(60);
            int pageSize = 2 + random.nextInt(15);
            boolean wrongCounts = random.nextBoolean();
            List<Step> steps = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                Event event = Event.values()[random.nextInt(Event.values().length)];
                steps.add(new Step(event, random.nextInt(1000)));
            }
            return new Plan(seed, files, pageSize, wrongCounts, steps);
        }

        @Override
        public Plan with(List<Step> fewer) {
            return new Plan(seed, files, pageSize, wrongCounts, fewer);
        }

        @Override
        public void run() {
            new SnapshotHistory(files, pageSize, wrongCounts).run(steps);
        }
    }

    @Test
    @DisplayName(
            "R1 R7 R8 whatever happens, every file that stays is reported as it is, and none as gone that is there")
    void reportsEveryFileAsItIs() {
        RandomHistories.check(HISTORIES, Plan::of);
    }
}
