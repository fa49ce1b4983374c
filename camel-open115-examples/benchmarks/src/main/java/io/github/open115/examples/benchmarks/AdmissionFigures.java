/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmark of the limiter and token path, and compares what a call costs alone with what it may cost. */
public final class AdmissionFigures {

    private static final double MAX_MICROSECONDS = 5;

    private AdmissionFigures() {}

    /** Runs it as it is annotated. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results =
                new Runner(new OptionsBuilder().include("AdmissionBenchmark").build()).run();
        Targets targets = new Targets();
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            double score = result.getPrimaryResult().getScore();
            System.out.printf(
                    "%s: %s us a call%n",
                    name,
                    name.equals("uncontended")
                            ? targets.atMost(MAX_MICROSECONDS, name, score)
                            : String.format("%.2f", score));
        }
        targets.exitIfMissed();
    }
}
