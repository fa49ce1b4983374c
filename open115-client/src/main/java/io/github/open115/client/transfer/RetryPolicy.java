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
 * Decides how often a transfer tries again, and when (docs/115-open-api.md G.5). It has a stock of tries, of which
 * progress gives back: a transfer of any length survives a failure now and then, and one that never gets on ends.
 */
final class RetryPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(RetryPolicy.class);

    private static final int TRIES = 6;
    private static final long BYTES_FOR_A_TRY = 1 << 20;
    /** As many as there are tries: a refusal begins with the second. */
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

    /** Takes note of progress. */
    void received(int count) {
        linkRenewed = false;
        bytes += count;
        if (bytes >= BYTES_FOR_A_TRY) {
            failures = (int) Math.max(0, failures - bytes / BYTES_FOR_A_TRY);
            bytes %= BYTES_FOR_A_TRY;
        }
    }

    /**
     * Whether a dead link may be replaced: once, until bytes come by the new one (docs/115-open-api.md G.5: never loop
     * on 403).
     */
    boolean mayRenewLink() {
        return !linkRenewed;
    }

    /** Takes note that a dead link was replaced. */
    void linkRenewed() {
        linkRenewed = true;
    }

    /**
     * After a connection broke, or brought no answer or a wrong one: returns at once the first time, later after a growing
     * pause.
     *
     * @throws TransferException if it has happened too often
     */
    void afterBreak(TransferException failure) throws IOException {
        tryAgain(failure, Duration.ZERO, 0);
    }

    /**
     * After the CDN refused: returns after a growing pause, and not before it asks to.
     *
     * @throws TransferException if it has happened too often
     */
    void afterRefusal(CdnRefusal refusal) throws IOException {
        tryAgain(refusal, refusal.retryAfter(), 1);
    }

    private void tryAgain(TransferException failure, Duration atLeast, int further) throws IOException {
        failures++;
        if (failures >= TRIES) {
            throw failure;
        }
        Duration pause = jittered(PAUSES_SECONDS.get(failures - 1 + further));
        if (pause.compareTo(atLeast) < 0) {
            pause = atLeast.compareTo(LONGEST_PAUSE) < 0 ? atLeast : LONGEST_PAUSE;
        }
        LOG.debug("{}, trying again in {} ms", failure.getMessage(), pause.toMillis());
        if (pause.isZero()) {
            return;
        }
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(source.label() + ": interrupted before trying again");
        }
    }

    /** Readers that failed together must not come back together. */
    private static Duration jittered(int seconds) {
        return Duration.ofMillis((long) (1000
                * seconds
                * (1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble())));
    }
}
