package io.github.open115.client.account;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an account still after the service said that it had enough (requirement R5). Each throttle reply after a pause
 * doubles the next pause, a success puts it back. Thread-safe.
 */
final class ThrottlePause {

    private static final Logger LOG = LoggerFactory.getLogger(ThrottlePause.class);

    private final String account;
    private final Limits limits;
    private final Clock clock;

    private Instant beganAt = Instant.MIN;
    private Instant until = Instant.MIN;
    private Duration next;
    private ThrottledException.Reason reason = ThrottledException.Reason.RATE;

    ThrottlePause(String account, Limits limits, Clock clock) {
        this.account = account;
        this.limits = limits;
        this.clock = clock;
        this.next = limits.throttleCooldown();
    }

    /** The end of the pause; empty when there is none. */
    synchronized Optional<Instant> until() {
        return clock.instant().isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    /** What a call that may not be sent fails with. */
    synchronized ThrottledException refusal() {
        return new ThrottledException(
                "Account '" + account + "' is paused until " + until + " because the service throttles it",
                Failure.NONE,
                reason,
                until);
    }

    /**
     * Begins a pause, or confirms the one that other calls sent at the same time have begun.
     *
     * @param sentAt when the call went out
     * @param reply the throttle reply
     * @return the same with the time at which calls go on
     */
    synchronized ThrottledException begin(Instant sentAt, Open115Exception reply) {
        Instant now = clock.instant();
        ThrottledException throttled = reply instanceof ThrottledException t ? t : null;
        Optional<Instant> told = throttled == null ? Optional.empty() : throttled.resumeAt();
        boolean known = !sentAt.isAfter(beganAt) && now.isBefore(until);
        if (!known) {
            reason = throttled == null ? ThrottledException.Reason.RATE : throttled.reason();
            Duration pause = reason == ThrottledException.Reason.QUOTA ? limits.throttleCooldownMax() : next;
            Instant latest = now.plus(limits.throttleCooldownMax());
            until = told.map(instant -> instant.isBefore(latest) ? instant : latest)
                    .orElse(now.plus(pause));
            beganAt = now;
            Duration doubled = next.multipliedBy(2);
            next = doubled.compareTo(limits.throttleCooldownMax()) < 0 ? doubled : limits.throttleCooldownMax();
            LOG.warn(
                    "Account {}: the service throttles; nothing is sent until {}: {}",
                    account,
                    until,
                    reply.getMessage());
        }
        return new ThrottledException(
                "Account '" + account + "' is throttled by the service; calls go on at " + until + ":",
                reply.failure(),
                reason,
                until);
    }

    /** A call succeeded: the service is content again. */
    synchronized void succeeded(Instant sentAt) {
        if (sentAt.isAfter(beganAt)) {
            next = limits.throttleCooldown();
        }
    }
}
