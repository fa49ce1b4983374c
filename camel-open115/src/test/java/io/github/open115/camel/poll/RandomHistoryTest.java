package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.poll.History.Event;
import io.github.open115.camel.poll.History.Step;
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

    /** What one history is made of; a seed makes always the same one. */
    private record Plan(long seed, int files, int pageSize, boolean wrongCounts, List<Step> steps) {

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

        /** @return what is wrong; null for nothing */
        Throwable failure() {
            try {
                new History(files, pageSize, wrongCounts).run(steps);
                return null;
            } catch (AssertionError | RuntimeException e) {
                return e;
            }
        }

        /** The same failure, most often, with as few steps as can be. */
        Plan simplest() {
            for (int i = 0; i < steps.size(); i++) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.remove(i);
                Plan simpler = new Plan(seed, files, pageSize, wrongCounts, fewer);
                if (simpler.failure() != null) {
                    return simpler.simplest();
                }
            }
            return this;
        }
    }

    @Test
    @DisplayName("R1 R7 R8 whatever happens, every file that stays is told as it is, and none is gone that is there")
    void toldAsItIs() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Plan plan = Plan.of(seed);
            if (plan.failure() != null) {
                Plan simplest = plan.simplest();
                assertThat(simplest.failure()).as("%s", simplest).isNull();
            }
        }
    }
}
