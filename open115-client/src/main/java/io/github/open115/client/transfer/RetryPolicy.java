/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how often a transfer retries, and when (docs/115-open-api.md G.5). Progress resets the count of failures step by
 * step: so a transfer of any length survives a failure now and then, and one that makes no progress ends.
 */
final class RetryPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(RetryPolicy.class);

    private static final int MAX_FAILURES = 6;
    private static final long BYTES_PER_FAILURE = 1 << 20;
    /** The pauses after the failures; a refusal skips the first. */
    private static final List<Integer> PAUSES_SECONDS = List.of(0, 1, 2, 4, 8, 16);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final double JITTER = 0.2;

    private final ContentSource source;
    private final Sleeper sleeper;
    private int failures;
    private long bytes;
    private boolean linkRenewed;

    RetryPolicy(ContentSource source, Sleeper sleeper) {
        this.source = source;
        this.sleeper = sleeper;
    }

    /** Records progress. */
    void received(int count) {
        linkRenewed = false;
        bytes += count;
        if (bytes >= BYTES_PER_FAILURE) {
            failures = (int) Math.max(0, failures - bytes / BYTES_PER_FAILURE);
            bytes %= BYTES_PER_FAILURE;
        }
    }

    /** Whether a dead link may be replaced: once, until the new one delivers bytes, so that a 403 causes no loop. */
    boolean mayRenewLink() {
        return !linkRenewed;
    }

    /** Records that a dead link was replaced. */
    void linkRenewed() {
        linkRenewed = true;
    }

    /**
     * Called after a connection broke, or brought no answer or a wrong one. Returns at once the first time, later after a
     * growing pause.
     *
     * @throws TransferException the failure, if there were too many
     */
    void afterBreak(TransferException failure) throws IOException {
        retry(failure, Duration.ZERO, 0);
    }

    /**
     * Called after the CDN refused. Returns after a growing pause, and not before the CDN's {@code Retry-After}.
     *
     * @throws TransferException the refusal, if there were too many failures
     */
    void afterRefusal(CdnResponse.RefusedException refusal) throws IOException {
        retry(refusal, refusal.retryAfter(), 1);
    }

    private void retry(TransferException failure, Duration atLeast, int skipped) throws IOException {
        failures++;
        if (failures >= MAX_FAILURES) {
            throw failure;
        }
        Duration pause = jittered(PAUSES_SECONDS.get(failures - 1 + skipped));
        if (pause.compareTo(atLeast) < 0) {
            pause = atLeast.compareTo(LONGEST_PAUSE) < 0 ? atLeast : LONGEST_PAUSE;
        }
        LOG.debug("{}, retrying in {} ms", failure.getMessage(), pause.toMillis());
        if (pause.isZero()) {
            return;
        }
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(source.label() + ": interrupted before a retry");
        }
    }

    /** Readers that failed at the same time should not retry at the same time. */
    private static Duration jittered(int seconds) {
        return Duration.ofMillis((long) (1000
                * seconds
                * (1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble())));
    }
}
