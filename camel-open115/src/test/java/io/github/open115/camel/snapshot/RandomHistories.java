/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Runs random histories, each made from a seed, and shows a failing one in as few steps as possible. With the system
 * property {@code history.seed} only the history of that seed is run.
 */
public final class RandomHistories {

    /** The plan of one history; {@code toString} says its seed and its steps. */
    public interface Plan<S> {

        List<S> steps();

        /** The same but for the steps. */
        Plan<S> with(List<S> fewer);

        /** @throws AssertionError when something is not as it must be */
        void run();
    }

    private RandomHistories() {}

    public static <S> void check(int histories, LongFunction<Plan<S>> ofSeed) {
        Long only = Long.getLong("history.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? histories : only;
        for (long seed = first; seed <= last; seed++) {
            Plan<S> plan = ofSeed.apply(seed);
            if (failure(plan) != null) {
                Plan<S> simplest = simplest(plan);
                assertThat(failure(simplest)).as("%s", simplest).isNull();
            }
        }
    }

    private static Throwable failure(Plan<?> plan) {
        try {
            plan.run();
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    /** A plan that fails too, usually for the same reason, and from which no step can be removed. */
    private static <S> Plan<S> simplest(Plan<S> plan) {
        for (int i = 0; i < plan.steps().size(); i++) {
            List<S> fewer = new ArrayList<>(plan.steps());
            fewer.remove(i);
            Plan<S> simpler = plan.with(fewer);
            if (failure(simpler) != null) {
                return simplest(simpler);
            }
        }
        return plan;
    }
}
