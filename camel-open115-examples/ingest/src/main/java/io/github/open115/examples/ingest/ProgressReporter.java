/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.examples.ingest.Progress.Snapshot;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once a second, while something happens, how far the ingest is. */
final class ProgressReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);

    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private Snapshot last;
    private long lastAt = System.nanoTime();

    ProgressReporter(Progress progress) {
        this.progress = progress;
        this.last = progress.snapshot();
    }

    void start() {
        timer.scheduleAtFixedRate(this::report, 1, 1, TimeUnit.SECONDS);
    }

    private void report() {
        Snapshot now = progress.snapshot();
        long at = System.nanoTime();
        if (!now.equals(last)) {
            LOG.info(
                    "  {} of {} files, {}, {}{}",
                    now.files(),
                    now.found(),
                    Units.megabytes(now.bytes()),
                    Units.rate(Math.max(0, now.bytes() - last.bytes()), at - lastAt),
                    now.current().map(name -> ", now " + name).orElse(""));
        }
        last = now;
        lastAt = at;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
