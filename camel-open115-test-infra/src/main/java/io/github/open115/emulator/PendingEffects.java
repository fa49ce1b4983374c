/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Changes that the service has accepted and performs later (docs/115-open-api.md C.8, I.4). Guarded by the lock of the
 * drive; they are performed when the first API request comes after they are due.
 */
final class PendingEffects {

    /** A job that keeps others from starting while it is under way (docs/115-open-api.md I.6). */
    enum Job {
        /** Copy, delete, restore. */
        OPERATION(990009),
        /** Move. */
        MOVE(990019),
        /** Everything that keeps nobody waiting. */
        QUIET(0);

        private final long busyCode;

        Job(long busyCode) {
            this.busyCode = busyCode;
        }
    }

    private record Effect(Instant due, long number, Job job, Runnable change) {}

    private final Settings settings;
    private final PriorityQueue<Effect> effects =
            new PriorityQueue<>(Comparator.comparing(Effect::due).thenComparing(Effect::number));
    private long number;

    PendingEffects(Settings settings) {
        this.settings = settings;
    }

    /** Performs a change, now or after the delay of this service. A job may keep others waiting for longer. */
    void perform(Job job, Runnable change) {
        perform(job, settings.visibilityDelay, change);
        if (job != Job.QUIET && !settings.busyFor.isZero()) {
            perform(job, settings.visibilityDelay.plus(settings.busyFor), () -> {});
        }
    }

    /** Performs a change, now or after a delay. */
    void perform(Job job, Duration delay, Runnable change) {
        if (delay.isZero()) {
            change.run();
        } else {
            effects.add(new Effect(settings.clock.instant().plus(delay), number++, job, change));
        }
    }

    /** Performs what is due. */
    void settle() {
        Instant now = settings.clock.instant();
        while (!effects.isEmpty() && !effects.peek().due.isAfter(now)) {
            effects.remove().change.run();
        }
    }

    /** Performs every quiet change now. */
    void finishQuiet() {
        List<Effect> quiet = new ArrayList<>(effects);
        quiet.removeIf(effect -> effect.job != Job.QUIET);
        quiet.sort(effects.comparator());
        effects.removeAll(quiet);
        quiet.forEach(effect -> effect.change.run());
    }

    /** @throws ApiError while another operation of the account is under way */
    void requireIdle() {
        for (Effect effect : effects) {
            if (effect.job != Job.QUIET) {
                throw new ApiError(effect.job.busyCode, "上一个操作正在执行，请稍后再试");
            }
        }
    }
}
