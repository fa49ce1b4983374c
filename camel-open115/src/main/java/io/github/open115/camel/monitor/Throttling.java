package io.github.open115.camel.monitor;

import io.github.open115.client.account.AccountStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the service throttles an account. This is known in memory: to tell it asks no store.
 *
 * @param until until when nothing is sent; null when calls may be sent
 * @param reason why nothing is sent, as a sentence; null when calls may be sent
 */
record Throttling(Instant until, String reason) {

    /** As it is now. */
    static Throttling of(AccountStatus status) {
        Instant until = status.pausedUntil().orElse(null);
        return new Throttling(
                until,
                until == null
                        ? null
                        : status.throttled().map(Throwable::getMessage).orElse(null));
    }

    boolean isOn() {
        return until != null;
    }

    /** How long nothing is sent from then on; zero when calls may be sent. */
    Duration left(Instant now) {
        return isOn() && now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }
}
