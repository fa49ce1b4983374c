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
 * Keeps an account still after the service said that it had enough (docs/promises.md R5): nothing is sent until the
 * pause ends, then one probe; its success lets all calls go on, another throttle reply begins a pause of twice the
 * length. The pause is kept in the shared state, so that it holds for other processes and after a restart. Thread-safe.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SharedState shared;
    private final Limits limits;
    private final SteadyClock clock;

    private volatile Pause pause = Pause.NONE;
    // by the steady clock: the pause itself is kept in the time of day, for other processes and a restart
    private volatile Instant pauseEnd = Instant.EPOCH;
    private volatile boolean probing;
    // while another process sends the probe, the store is asked now and then how it went
    private volatile Instant lookAgainAt = Instant.EPOCH;

    Breaker(Limits limits, Clock clock, SharedState shared) {
        this.shared = shared;
        this.limits = limits;
        this.clock = SteadyClock.of(clock);
        know(shared.read().pause());
    }

    /** Lets a call through. Of the probe, which finds out whether the service is content again, the end must be told. */
    static final class Permit {

        private static final Optional<Permit> ORDINARY = Optional.of(new Permit(false));

        private final boolean probe;
        private boolean told;

        private Permit(boolean probe) {
            this.probe = probe;
        }

        boolean isProbe() {
            return probe;
        }

        private boolean tell() {
            boolean first = probe && !told;
            told = true;
            return first;
        }
    }

    /**
     * Lets a call through, or not.
     *
     * @return empty while the account is paused, also while another call is the probe
     */
    Optional<Permit> enter() {
        if (pause.isNone()) {
            return Permit.ORDINARY;
        }
        return until().isPresent() ? Optional.empty() : enterAfterPause();
    }

    /** When to ask again; empty when a call may be sent. */
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

    /** When the cool-down ends; empty without one, also while a probe finds out whether the service is content again. */
    Optional<Instant> cooldown() {
        return pause.isNone()
                ? Optional.empty()
                : Optional.of(pauseEnd).filter(clock.instant()::isBefore).map(clock::toWall);
    }

    /** What a call that may not be sent now fails with; empty when it may. */
    Optional<ThrottledException> refusal() {
        Pause current = pause;
        return until().map(until -> new ThrottledException(
                Pause.sentence(shared.account(), current.reason(), until), Failure.NONE, current.reason(), until));
    }

    /**
     * Begins a pause, or confirms the one that other calls have begun: of those that were under way then, and of those
     * that another process sent before it looked. Only a probe that is throttled makes it longer.
     *
     * @param pass what let the call through
     * @param reply the throttle reply
     * @return the same with the time at which calls go on
     */
    synchronized ThrottledException throttled(Permit pass, Open115Exception reply) {
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
        if (pass.tell()) {
            probing = false;
        }
        if (!pause.began().equals(before.began())) {
            LOG.warn("{}: {}", sentence(), reply.getMessage());
        }
        return new ThrottledException(sentence() + ":", reply.failure(), pause.reason(), clock.toWall(pauseEnd));
    }

    /** A call that was let through got a reply that is no throttle. */
    void passed(Permit pass) {
        if (pass.tell()) {
            endProbe(Pause.NONE);
            LOG.info("Account {}: the service answers again, calls go on", shared.account());
        }
    }

    /** A call that was let through told nothing about the service, if its end was not told yet; the next one is the probe. */
    void undecided(Permit pass) {
        if (pass.tell()) {
            endProbe(pause.notProbed());
        }
    }

    /** Takes over what other processes have found out. */
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
        boolean free = !stored.isNone() && isOver(stored) && !stored.isProbed(now);
        return free ? state.with(stored.probedBy(shared.self(), now.plus(Pause.LONGEST_PROBE))) : state;
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

    /** Takes a pause over. One that is known already ends when it was to end, whatever the clock was set to since. */
    private synchronized void know(Pause other) {
        if (!other.isSame(pause)) {
            pauseEnd = clock.instant().plus(other.left(clock.wall()));
        }
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
