package io.github.open115.client.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sleeps in real time until it is stopped; then every sleep ends at once, so that a shutdown waits for nobody. A sleep that is
 * ended so throws an {@link Open115Exception}, because what it waited for must not begin any more.
 */
public final class StoppableSleeper implements Sleeper, AutoCloseable {

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new Open115Exception("the client was closed during a wait");
        }
    }

    /** Ends all sleeps, also those to come. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
