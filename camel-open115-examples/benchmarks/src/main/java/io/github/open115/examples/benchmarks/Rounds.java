/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Several ways to do the same work, measured by turns: each round does all of them once, every other round in the reverse
 * order, so that whatever else the machine does meets each of them. Ways are compared round by round.
 */
final class Rounds {

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final int count;
    private final List<Way> ways = new ArrayList<>();

    /** @param count how many rounds are measured, after one that warms up */
    Rounds(int count) {
        this.count = count;
    }

    /** Adds a way to do the work. */
    Way add(String name, Work work) {
        return add(name, work, () -> {});
    }

    /** @param after is done after each time, and not measured */
    Way add(String name, Work work, Work after) {
        Way way = new Way(name, work, after);
        ways.add(way);
        return way;
    }

    /** Measures all. */
    void run() throws Exception {
        List<Way> order = new ArrayList<>(ways);
        for (int round = 0; round <= count; round++) {
            for (Way way : order) {
                way.measure(round > 0);
            }
            Collections.reverse(order);
        }
    }

    /** One way to do the work, and how long it took. */
    static final class Way {

        private final String name;
        private final Work work;
        private final Work after;
        private final List<Double> seconds = new ArrayList<>();

        private Way(String name, Work work, Work after) {
            this.name = name;
            this.work = work;
            this.after = after;
        }

        private void measure(boolean counts) throws Exception {
            long start = System.nanoTime();
            work.run();
            if (counts) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
            after.run();
        }

        /** What it took. */
        Spread seconds() {
            return Spread.of(seconds.stream().mapToDouble(Double::doubleValue));
        }

        /** The speed beside another way: above 1 this one is faster. */
        Spread beside(Way other) {
            return Spread.of(
                    IntStream.range(0, seconds.size()).mapToDouble(i -> other.seconds.get(i) / seconds.get(i)));
        }

        /** Shows how many bytes a second went through. */
        void print(long bytes) {
            System.out.printf(
                    "  %-44s %6.2f s %7.0f MB/s%n",
                    name, seconds().median(), bytes / 1e6 / seconds().median());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The median of several measurements, and how far they lie apart. */
    record Spread(double median, double least, double most) {

        static Spread of(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
        }
    }
}
