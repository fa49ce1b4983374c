/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import io.github.open115.examples.backup.Outcomes.Snapshot;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once a second, while something happens, how far the backup is. */
final class ProgressReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);

    private final Outcomes outcomes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private Snapshot last;

    ProgressReporter(Outcomes outcomes) {
        this.outcomes = outcomes;
        this.last = outcomes.snapshot();
    }

    void start() {
        timer.scheduleAtFixedRate(this::report, 1, 1, TimeUnit.SECONDS);
    }

    private void report() {
        Snapshot now = outcomes.snapshot();
        if (!now.equals(last)) {
            LOG.info(
                    "  {} files, {}{}{}",
                    now.files(),
                    Units.megabytes(now.bytes()),
                    now.current().isEmpty() ? "" : ", now " + now.current(),
                    now.sending().isEmpty() ? "" : ": " + now.sending());
        }
        last = now;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
