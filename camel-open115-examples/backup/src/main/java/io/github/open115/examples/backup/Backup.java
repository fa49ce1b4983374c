/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import io.github.open115.camel.Open115Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Runs the route in Camel Main until all is backed up, or for good. */
final class Backup {

    private final BackupSettings settings;
    private final Outcomes outcomes = new Outcomes();
    private final Main main = new Main();

    Backup(BackupSettings settings) {
        this.settings = settings;
    }

    /**
     * What came of it.
     *
     * @param outcomes what became of the files
     * @param calls API calls by method and path
     * @param nanos how long it took
     * @param problems what went wrong, one line each; empty when all is well
     */
    record Result(Outcomes outcomes, Map<String, Long> calls, long nanos, List<String> problems) {

        /** Says it in one line. */
        String summary() {
            Outcomes.Snapshot done = outcomes.snapshot();
            return done.files() + " files, " + Units.megabytes(done.bytes()) + " in " + Units.seconds(nanos) + ": "
                    + outcomes.results() + "; " + allCalls() + " API calls";
        }

        /** The number of all calls. */
        long allCalls() {
            return calls.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Ends a backup that watches the folder. */
    void stop() {
        main.completed();
    }

    Result run() {
        long start = System.nanoTime();
        UntilIdle untilIdle = new UntilIdle(outcomes, main::completed);
        main.setOverrideProperties(settings.properties());
        main.configure().addRoutesBuilder(new BackupRoute());
        main.bind("outcomes", outcomes);
        main.bind("backedUp", MemoryIdempotentRepository.memoryIdempotentRepository(Integer.MAX_VALUE));
        if (!settings.watch()) {
            main.bind("untilIdle", untilIdle);
        }
        List<String> problems = new ArrayList<>();
        Map<String, Long> calls = new TreeMap<>();
        main.addMainListener(new CallCounter(calls));
        try (ProgressReporter reporter = new ProgressReporter(outcomes)) {
            reporter.start();
            main.run();
        } catch (Exception e) {
            problems.add(String.valueOf(e.getMessage()));
        } finally {
            main.stop();
        }
        untilIdle.failure().ifPresent(problems::add);
        problems.addAll(outcomes.problems());
        if (problems.isEmpty() && !settings.watch() && !untilIdle.ended()) {
            problems.add("stopped before all was done");
        }
        return new Result(outcomes, calls, System.nanoTime() - start, problems);
    }

    /** Reads how many calls the account has made, before the context goes. */
    private static final class CallCounter extends org.apache.camel.main.MainListenerSupport {

        private final Map<String, Long> calls;

        CallCounter(Map<String, Long> calls) {
            this.calls = calls;
        }

        @Override
        public void beforeStop(org.apache.camel.main.BaseMainSupport main) {
            for (Endpoint endpoint : main.getCamelContext().getEndpoints()) {
                if (endpoint instanceof Open115Endpoint drive && drive.client() != null) {
                    calls.putAll(drive.client().account().callCounts());
                }
            }
        }
    }
}
