/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.main.Main;
import org.apache.camel.spi.EventNotifier;

/** Runs the route in Camel Main until nothing is new. */
final class Ingest {

    private final IngestSettings settings;
    private final Duration atMost;
    private final Progress progress = new Progress();

    /** @param atMost after which time to give up; zero for never */
    Ingest(IngestSettings settings, Duration atMost) {
        this.settings = settings;
        this.atMost = atMost;
    }

    /**
     * What came of it.
     *
     * @param polls how many polls were made
     * @param files how many files arrived
     * @param bytes how many bytes arrived
     * @param nanos how long it took
     * @param problems what went wrong, one line each; empty when all is well
     */
    record Result(int polls, long files, long bytes, long nanos, List<String> problems) {

        /** Says it in one line. */
        String summary() {
            return files + " files, " + Units.megabytes(bytes) + " in " + Units.seconds(nanos) + ", "
                    + Units.rate(bytes, nanos);
        }
    }

    /** @param listeners are told what happens in Camel */
    Result run(EventNotifier... listeners) {
        long start = System.nanoTime();
        Main main = new Main();
        UntilIdle untilIdle = new UntilIdle(progress, settings.once(), main::completed);
        main.setOverrideProperties(settings.properties());
        main.configure().withDurationMaxSeconds(Math.toIntExact(atMost.toSeconds()));
        main.configure().addRoutesBuilder(new IngestRoute());
        main.bind("progress", progress);
        main.bind("untilIdle", untilIdle);
        for (EventNotifier listener : listeners) {
            main.bind(listener.getClass().getName(), listener);
        }
        List<String> problems = new ArrayList<>();
        try (ProgressReporter reporter = new ProgressReporter(progress)) {
            reporter.start();
            main.run();
        } catch (Exception e) {
            problems.add(Reasons.of(e));
        } finally {
            main.stop();
        }
        untilIdle.failure().ifPresent(problems::add);
        problems.addAll(progress.failures());
        if (problems.isEmpty() && !untilIdle.ended()) {
            problems.add("stopped before all was done");
        }
        Progress.Snapshot done = progress.snapshot();
        return new Result(untilIdle.polls(), done.files(), done.bytes(), System.nanoTime() - start, problems);
    }
}
