package io.github.open115.camel.poll;

import io.github.open115.camel.poll.History.Event;
import io.github.open115.camel.poll.History.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomHistoryTest {

    @Test
    void all() {
        int failed = 0;
        long shortest = Long.MAX_VALUE;
        String text = null;
        Throwable why = null;
        for (int seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            int files = random.nextInt(60);
            int page = 2 + random.nextInt(15);
            boolean wrong = random.nextBoolean();
            List<Step> steps = new ArrayList<>();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                steps.add(new Step(Event.values()[random.nextInt(Event.values().length)], random.nextInt(1000)));
            }
            try {
                new History(files, page, wrong).run(steps);
            } catch (Throwable e) {
                failed++;
                boolean smaller = true;
                while (smaller) {
                    smaller = false;
                    for (int i = 0; i < steps.size(); i++) {
                        List<Step> less = new ArrayList<>(steps);
                        less.remove(i);
                        try {
                            new History(files, page, wrong).run(less);
                        } catch (Throwable t) {
                            steps = less;
                            e = t;
                            smaller = true;
                            break;
                        }
                    }
                }
                if (steps.size() < shortest) {
                    shortest = steps.size();
                    text = "seed " + seed + " files " + files + " page " + page + " wrong " + wrong + " " + steps;
                    why = e;
                }
                if (failed > 60) {
                    break;
                }
            }
        }
        if (failed > 0) {
            throw new AssertionError(failed + " failed " + text, why);
        }
    }
}
