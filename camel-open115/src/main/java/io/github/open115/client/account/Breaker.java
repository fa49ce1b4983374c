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
 * Keeps an account still after the service said that it had enough (requirement R5): nothing is sent until the pause
 * ends, then one probe; its success lets all calls go on, another throttle reply begins a pause of twice the length. The
 * pause is kept in the shared state, so that it holds for other processes and after a restart. Thread-safe.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** Longer than a call takes, so that a probe is given up for lost only when its process is gone. */
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SharedState shared;
    private final PauseRules rules;
    private final Clock clock;

    private volatile Pause pause;
    private volatile boolean probing;
    // while another process sends the probe, the store is asked now and then how it went
    private volatile Instant lookAgainAt = Instant.EPOCH;

    Breaker(Limits limits, Clock clock, SharedState shared) {
        this.shared = shared;
        this.rules = new PauseRules(limits);
        this.clock = clock;
        this.pause = shared.read().pause();
    }

    /** Lets a call through. Of the probe, which finds out whether the service is content again, the end must be told. */
    static final class Pass {

        private static final Optional<Pass> ORDINARY = Optional.of(new Pass(false));

        private final boolean probe;
        private boolean told;

        private Pass(boolean probe) {
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
    Optional<Pass> enter() {
        if (pause.isNone()) {
            return Pass.ORDINARY;
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
        if (now.isBefore(current.until())) {
            return Optional.of(current.until());
        }
        if (probing) {
            return Optional.of(now.plus(LOOK_AGAIN));
        }
        return Optional.of(lookAgainAt).filter(now::isBefore);
    }

    /** When the cool-down ends; empty without one, also while a probe finds out whether the service is content again. */
    Optional<Instant> cooldown() {
        Pause current = pause;
        return current.isNone()
                ? Optional.empty()
                : Optional.of(current.until()).filter(clock.instant()::isBefore);
    }

    /** What a call that may not be sent now fails with; empty when it may. */
    Optional<ThrottledException> refusal() {
        Pause current = pause;
        return until().map(until -> new ThrottledException(
                PauseRules.sentence(shared.account(), current.reason(), until), Failure.NONE, current.reason(), until));
    }

    /**
     * Begins a pause, or confirms the one that other calls have begun: of those that were under way then, and of those
     * that another process sent before it looked. Only a probe that is throttled makes it longer.
     *
     * @param pass what let the call through
     * @param reply the throttle reply
     * @return the same with the time at which calls go on
     */
    synchronized ThrottledException throttled(Pass pass, Open115Exception reply) {
        Pause before = pause;
        Instant now = clock.instant();
        pause = begun(before, now, reply);
        try {
            pause = shared.update(state -> state.with(begun(state.pause(), now, reply)))
                    .pause();
        } catch (AccountStateException e) {
            LOG.warn("Account {}: other processes do not learn of the pause", shared.account(), e);
        }
        if (pass.tell()) {
            probing = false;
        }
        if (!pause.began().equals(before.began())) {
            LOG.warn("{}: {}", sentence(), reply.getMessage());
        }
        return new ThrottledException(sentence() + ":", reply.failure(), pause.reason(), pause.until());
    }

    /** A call that was let through got a reply that is no throttle. */
    void passed(Pass pass) {
        if (pass.tell()) {
            endProbe(Pause.NONE);
            LOG.info("Account {}: the service answers again, calls go on", shared.account());
        }
    }

    /** A call that was let through told nothing about the service, if its end was not told yet; the next one is the probe. */
    void undecided(Pass pass) {
        if (pass.tell()) {
            endProbe(pause.notProbed());
        }
    }

    /** Takes over what other processes have found out. */
    synchronized void look(AccountState state) {
        boolean ownIsOver = !clock.instant().isBefore(pause.until());
        if (!probing && (ownIsOver || state.pause().began().isAfter(pause.began()))) {
            pause = state.pause();
        }
    }

    private synchronized Optional<Pass> enterAfterPause() {
        if (until().isPresent()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        pause = shared.update(state -> claimed(state, now)).pause();
        if (pause.isNone()) {
            return Pass.ORDINARY;
        }
        probing = pause.prober().equals(shared.self()) && !now.isBefore(pause.until());
        if (probing) {
            return Optional.of(new Pass(true));
        }
        lookAgainAt = now.plus(LOOK_AGAIN);
        return Optional.empty();
    }

    private AccountState claimed(AccountState state, Instant now) {
        Pause stored = state.pause();
        boolean free = !stored.isNone() && !now.isBefore(stored.until()) && !stored.isProbed(now);
        return free ? state.with(stored.probedBy(shared.self(), now.plus(LONGEST_PROBE))) : state;
    }

    private synchronized void endProbe(Pause after) {
        probing = false;
        pause = after;
        try {
            shared.update(state -> state.pause().prober().equals(shared.self()) ? state.with(after) : state);
        } catch (AccountStateException e) {
            LOG.warn("Account {}: other processes do not learn of the end of the pause", shared.account(), e);
        }
    }

    private Pause begun(Pause before, Instant now, Open115Exception reply) {
        return now.isBefore(before.until()) ? before : rules.next(before, reply, now);
    }

    private String sentence() {
        return PauseRules.sentence(shared.account(), pause.reason(), pause.until());
    }
}
