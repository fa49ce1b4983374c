/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.poll.PollHistory.Event;
import io.github.open115.camel.poll.PollHistory.Setting;
import io.github.open115.camel.poll.PollHistory.Step;
import io.github.open115.camel.snapshot.RandomHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Snapshot and queue together, as a consumer has them: folders, services, exchanges and processes at random. */
@Tag("slow")
class RandomPollTest {

    private static final int HISTORIES = 10_000;

    private record Plan(long seed, Setting setting, List<Step> steps) implements RandomHistories.Plan<Step> {

        static Plan of(long seed) {
            Random random = new Random(seed);
            Setting setting = new Setting(
                    random.nextInt(40),
                    2 + random.nextInt(15),
                    1 + random.nextInt(8),
                    random.nextBoolean(),
                    random.nextBoolean());
            List<Step> steps = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                steps.add(new Step(eventOf(random), random.nextInt(1000)));
            }
            return new Plan(seed, setting, steps);
        }

        /** Every other event is one in the folder, or a poll. */
        private static Event eventOf(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> Event.IN_THE_FOLDER;
                case 1 -> Event.POLL;
                default -> Event.values()[random.nextInt(Event.values().length)];
            };
        }

        @Override
        public Plan with(List<Step> fewer) {
            return new Plan(seed, setting, fewer);
        }

        @Override
        public void run() {
            new PollHistory(setting).run(steps);
        }
    }

    @Test
    @DisplayName("R1 R7 R8 R10 10 000 histories of folder, service and process: each version of a file that stays is "
            + "delivered exactly once, nothing else is")
    void deliversEachVersionExactlyOnce() {
        RandomHistories.check(HISTORIES, Plan::of);
    }
}
