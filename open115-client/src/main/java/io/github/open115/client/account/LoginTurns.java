/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Decides which of the processes of an account asks for a log-in by QR code, and when: one at a time, with growing pauses
 * while nobody scans the codes, and with a limit of codes a day. The processes share this through the state store of the
 * account, so that restarts do not multiply the calls. For one thread.
 */
public final class LoginTurns {

    /** The number of codes that are asked for on a day without a person who wants one. */
    public static final int CODES_A_DAY = 24;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Backoff AFTER_NOBODY = new Backoff(Duration.ofMinutes(15), LONGEST_PAUSE);
    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMinutes(1), LONGEST_PAUSE);

    private final SharedState shared;
    private final Clock clock;
    private final LeaseWatch leases;

    /**
     * @param store what the processes of the account share
     * @param account its name
     * @param clock the time of day
     */
    public LoginTurns(AccountStateStore store, String account, Clock clock) {
        this.shared = new SharedState(store, account);
        this.clock = clock;
        this.leases = new LeaseWatch(shared.self(), LoginTurn.LEASE, SteadyClock.of(clock));
    }

    /** Whether this process may ask for a log-in now. */
    public enum Answer {
        /** It may, and no other process will. */
        MINE,
        /** Another process asks. */
        OTHER,
        /** Nobody scanned the last codes, or the last attempt failed. */
        PAUSED,
        /** The codes of this day are used up. */
        DAY_USED_UP
    }

    /**
     * The answer to {@link #take}.
     *
     * @param answer whether this process may ask
     * @param until when to try again; null when that is not known, and when it may ask now
     * @param moreCodes how many codes may be asked for after the first one
     */
    public record Turn(Answer answer, Instant until, int moreCodes) {}

    /**
     * Takes the turn, if no process has it and no pause forbids it.
     *
     * @param since a pause that began before this time does not count: the process has been started since, or a person wants a
     *     code
     * @param byPerson whether a person wants a code: then nothing forbids it, and the turn of another process ends
     * @param renewals how many codes may follow the first one unless there was a pause before
     * @throws AccountStateException when the shared state cannot be used
     */
    public Turn take(Instant since, boolean byPerson, int renewals) {
        Instant now = clock.instant();
        Turn refusal = byPerson ? null : refusal(shared.read().login(), now, since);
        if (refusal != null) {
            return refusal;
        }
        LocalDate today = ServiceDay.of(now);
        LoginTurn turn = shared.update(state -> byPerson || refusal(state.login(), now, since) == null
                        ? state.with(
                                withoutOldPause(state.login(), since).heldBy(shared.self(), now.plus(LoginTurn.LEASE)))
                        : state)
                .login();
        if (!turn.isHeldBy(shared.self())) {
            return new Turn(Answer.OTHER, null, 0);
        }
        boolean afterPause = !turn.pause().isZero();
        int left = byPerson ? renewals : CODES_A_DAY - 1 - turn.codesOn(today);
        return new Turn(Answer.MINE, null, afterPause ? 0 : Math.min(renewals, left));
    }

    /** Reports that a code was received; returns false when the turn was taken by another process. */
    public boolean countCode() {
        Instant now = clock.instant();
        return change(turn -> turn.withCode(ServiceDay.of(now)).heldBy(shared.self(), now.plus(LoginTurn.LEASE)));
    }

    /** Keeps the turn; returns false when it was taken by another process. Costs a write only from time to time. */
    public boolean keep() {
        Instant now = clock.instant();
        LoginTurn turn = shared.read().login();
        boolean isFresh = turn.until().isAfter(now.plus(LoginTurn.LONGEST_SILENCE));
        return turn.isHeldBy(shared.self()) && isFresh
                || change(held -> held.heldBy(shared.self(), now.plus(LoginTurn.LEASE)));
    }

    /**
     * Ends the turn because no log-in came of it.
     *
     * @param failed whether the service could not be asked; otherwise nobody scanned the code
     * @return when a process asks again
     */
    public Instant pause(boolean failed) {
        Instant now = clock.instant();
        Backoff backoff = failed ? AFTER_FAILURE : AFTER_NOBODY;
        return shared.update(state -> state.with(ended(state.login(), backoff, now)))
                .login()
                .pauseEnd(now);
    }

    private LoginTurn ended(LoginTurn turn, Backoff backoff, Instant now) {
        if (!turn.isHeldBy(shared.self())) {
            return turn;
        }
        Duration next = backoff.next(turn.pause());
        return turn.paused(now, next.compareTo(backoff.first()) < 0 ? backoff.first() : next)
                .notHeld();
    }

    /** Ends the turn, so that another process may take it at once. */
    public void release() {
        change(LoginTurn::notHeld);
    }

    /** Ends the turn, because the account is authorized: the next one begins without a pause. */
    public void authorized() {
        shared.update(state -> isHeldByOther(state.login())
                ? state
                : state.with(state.login().notHeld().paused(Instant.EPOCH, Duration.ZERO)));
    }

    private boolean change(UnaryOperator<LoginTurn> change) {
        AtomicBoolean mine = new AtomicBoolean();
        shared.update(state -> {
            mine.set(state.login().isHeldBy(shared.self()));
            return mine.get() ? state.with(change.apply(state.login())) : state;
        });
        return mine.get();
    }

    private boolean isHeldByOther(LoginTurn turn) {
        return leases.isHeldByOther(turn.holder(), turn.until());
    }

    private static LoginTurn withoutOldPause(LoginTurn turn, Instant since) {
        return turn.pausedAt().isBefore(since) ? turn.paused(Instant.EPOCH, Duration.ZERO) : turn;
    }

    /** Why this process may not ask now; null if it may. */
    private Turn refusal(LoginTurn stored, Instant now, Instant since) {
        LoginTurn turn = withoutOldPause(stored, since);
        if (isHeldByOther(turn)) {
            return new Turn(Answer.OTHER, null, 0);
        }
        LocalDate today = ServiceDay.of(now);
        if (turn.codesOn(today) >= CODES_A_DAY) {
            return new Turn(Answer.DAY_USED_UP, ServiceDay.end(today), 0);
        }
        Instant end = turn.pauseEnd(now);
        return now.isBefore(end) ? new Turn(Answer.PAUSED, end, 0) : null;
    }
}
