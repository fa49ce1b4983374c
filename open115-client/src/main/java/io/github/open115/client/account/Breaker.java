/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker of an account (docs/promises.md R5). After a throttle reply nothing is sent until a pause ends, then
 * one probe. Its success ends the pause; another throttle reply doubles it. The pause is in the shared state, so that
 * it holds for other processes and after a restart. Thread-safe.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SharedState shared;
    private final Limits limits;
    private final SteadyClock clock;
    private final LeaseWatch probes;

    private volatile Pause pause = Pause.NONE;
    // by the steady clock; the pause itself uses the time of day, for other processes and a restart
    private volatile Instant pauseEnd = Instant.EPOCH;
    private volatile boolean probing;
    // while another process probes, the store is read again at this time
    private volatile Instant lookAgainAt = Instant.EPOCH;

    Breaker(Limits limits, Clock clock, SharedState shared) {
        this.shared = shared;
        this.limits = limits;
        this.clock = SteadyClock.of(clock);
        this.probes = new LeaseWatch(shared.self(), Pause.LONGEST_PROBE, this.clock);
        know(shared.read().pause());
    }

    /** The right to send a call. The outcome of a probe must be reported. */
    static final class Permit {

        private static final Optional<Permit> ORDINARY = Optional.of(new Permit(false));

        private final boolean probe;
        private boolean reported;

        private Permit(boolean probe) {
            this.probe = probe;
        }

        boolean isProbe() {
            return probe;
        }

        private boolean reportOnce() {
            boolean first = probe && !reported;
            reported = true;
            return first;
        }
    }

    /**
     * Lets a call through if the account is not paused.
     *
     * @return empty while the account is paused, also while another call probes
     */
    Optional<Permit> enter() {
        if (pause.isNone()) {
            return Permit.ORDINARY;
        }
        return until().isPresent() ? Optional.empty() : enterAfterPause();
    }

    /** When to try again; empty when a call may be sent. */
    Optional<Instant> until() {
        Pause current = pause;
        if (current.isNone()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(pauseEnd)) {
            return Optional.of(clock.toWall(pauseEnd));
        }
        if (probing) {
            return Optional.of(clock.wall().plus(LOOK_AGAIN));
        }
        return Optional.of(lookAgainAt).filter(now::isBefore).map(clock::toWall);
    }

    /** When the pause ends; empty without one, also during a probe. */
    Optional<Instant> cooldown() {
        return pause.isNone()
                ? Optional.empty()
                : Optional.of(pauseEnd).filter(clock.instant()::isBefore).map(clock::toWall);
    }

    /** The exception of a call that may not be sent now; empty when it may. */
    Optional<ThrottledException> refusal() {
        Pause current = pause;
        return until().map(until -> new ThrottledException(
                Pause.sentence(shared.account(), current.reason(), until), Failure.NONE, current.reason(), until));
    }

    /**
     * Begins a pause, or confirms the present one: calls in progress, and calls of processes that have not seen the
     * pause yet, do not make it longer. Only a throttled probe does.
     *
     * @param permit the permit of the call
     * @param reply the throttle reply
     * @return the exception with the end of the pause
     */
    synchronized ThrottledException throttled(Permit permit, Open115Exception reply) {
        Pause before = pause;
        Instant now = clock.wall();
        boolean beforeIsOver = isOver(before);
        know(beforeIsOver ? before.next(limits, reply, now) : before);
        try {
            know(shared.update(state -> {
                        Pause stored = state.pause();
                        boolean storedIsOver = stored.isSame(before) ? beforeIsOver : isOver(stored);
                        return storedIsOver ? state.with(stored.next(limits, reply, now)) : state;
                    })
                    .pause());
        } catch (AccountStateException e) {
            LOG.warn("Account {}: other processes do not learn of the pause", shared.account(), e);
        }
        if (permit.reportOnce()) {
            probing = false;
        }
        if (!pause.began().equals(before.began())) {
            LOG.warn("{}: {}", sentence(), reply.getMessage());
        }
        return new ThrottledException(sentence() + ":", reply.failure(), pause.reason(), clock.toWall(pauseEnd));
    }

    /** A call got a reply that is no throttle reply. */
    void passed(Permit permit) {
        if (permit.reportOnce()) {
            endProbe(Pause.NONE);
            LOG.info("Account {}: the service answers again, calls go on", shared.account());
        }
    }

    /** The outcome of a call says nothing about throttling: the next call is the probe. Does nothing after a report. */
    void undecided(Permit permit) {
        if (permit.reportOnce()) {
            endProbe(pause.notProbed());
        }
    }

    /** Takes over the pause that other processes have found. */
    synchronized void look(AccountState state) {
        if (!probing && (isOver(pause) || state.pause().began().isAfter(pause.began()))) {
            know(state.pause());
        }
    }

    private synchronized Optional<Permit> enterAfterPause() {
        if (until().isPresent()) {
            return Optional.empty();
        }
        Instant now = clock.wall();
        know(shared.update(state -> claimed(state, now)).pause());
        if (pause.isNone()) {
            return Permit.ORDINARY;
        }
        probing = pause.prober().equals(shared.self()) && isOver(pause);
        if (probing) {
            return Optional.of(new Permit(true));
        }
        lookAgainAt = clock.instant().plus(LOOK_AGAIN);
        return Optional.empty();
    }

    private AccountState claimed(AccountState state, Instant now) {
        Pause stored = state.pause();
        boolean isProbed = probes.isHeldByOther(stored.prober(), stored.probeUntil());
        boolean isFree = !stored.isNone() && isOver(stored) && !isProbed;
        return isFree ? state.with(stored.probedBy(shared.self(), now.plus(Pause.LONGEST_PROBE))) : state;
    }

    private synchronized void endProbe(Pause after) {
        probing = false;
        know(after);
        try {
            shared.update(state -> state.pause().prober().equals(shared.self()) ? state.with(after) : state);
        } catch (AccountStateException e) {
            LOG.warn("Account {}: other processes do not learn of the end of the pause", shared.account(), e);
        }
    }

    /** Takes over a pause. The end of a known pause does not move when the clock is set. */
    private synchronized void know(Pause other) {
        if (!other.isSame(pause)) {
            pauseEnd = clock.instant().plus(other.left(clock.wall()));
        }
        probes.look(other.prober(), other.probeUntil());
        pause = other;
    }

    private boolean isOver(Pause other) {
        return other.isSame(pause)
                ? !clock.instant().isBefore(pauseEnd)
                : other.left(clock.wall()).isZero();
    }

    private String sentence() {
        return Pause.sentence(shared.account(), pause.reason(), clock.toWall(pauseEnd));
    }
}
