package io.github.open115.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A piece of work that is measured again and again. */
final class Measured {

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final String name;
    private final Work work;
    private final List<Double> seconds = new ArrayList<>();

    Measured(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    /** Does it once without taking the time. */
    void warmUp() throws Exception {
        work.run();
    }

    /** Does it once. */
    void measure() throws Exception {
        long start = System.nanoTime();
        work.run();
        seconds.add((System.nanoTime() - start) / 1e9);
    }

    /** The median of all times, in seconds. */
    double median() {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Shows the median. */
    void print(long bytes) {
        System.out.printf("  %-38s %6.2f s %7.0f MB/s%n", name, median(), bytes / 1e6 / median());
    }
}
