/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.github.open115.client.account.AccountStateException;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.LoginTurns;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.login.LoginStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a log-in by QR code by itself, whenever a person must authorize an account: at the start, and after the
 * authorization was lost. Of all processes that share the account one asks, the others find its tokens in the store. While
 * nobody scans the codes, the pauses between them grow ({@link LoginTurns}).
 *
 * <p>One thread {@linkplain #run() runs} it; the other methods may be called by any thread.
 */
public final class AutomaticLogin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticLogin.class);

    /** How many codes replace the first one while a person may be on the way to it. */
    private static final int RENEWALS = 3;

    /** Between two checks of the stores. A check sends no call. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

    /** Longer than all codes of one turn live. */
    private static final Duration LONGEST_TURN = Duration.ofHours(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    /** A person who asks again earlier than this gets the code that is shown. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);

    private final DeviceLogin.Builder login;
    private final LoginTurns turns;
    private final AccountStatus account;
    private final Clock clock;
    private final SteadyClock steady;
    private final Consumer<LoginStatus> onChange;
    private final Sleeper sleeper;
    private final Object lock = new Object();

    private volatile LoginStatus status = LoginStatus.AUTHORIZED;
    private volatile boolean closed;
    // guarded by lock: the log-in under way, the thread while it waits for the next check, what a person asked for, and
    // the time before which a pause does not count
    private PendingLogin pending;
    private Thread sleeping;
    private boolean requested;
    private Instant ignorePausesBefore;
    private Instant shownAt = Instant.MIN;
    // no code is requested before this time, by the steady clock
    private Instant noCodeBefore = Instant.MIN;

    /**
     * @param login how to log in; its account, store and clock are those of the account
     * @param turns which process asks
     * @param account says whether a person must authorize
     * @param clock the time of day
     * @param sleeper how to wait; null for real time
     * @param onChange receives each new status, on the thread that runs; an exception is logged
     */
    public AutomaticLogin(
            DeviceLogin.Builder login,
            LoginTurns turns,
            AccountStatus account,
            Clock clock,
            Sleeper sleeper,
            Consumer<LoginStatus> onChange) {
        // the log-in's own sleeper ends when it is closed; one that was given does not
        this.login = sleeper == null ? login : login.sleeper(this::sleep);
        this.turns = turns;
        this.account = account;
        this.clock = clock;
        this.steady = SteadyClock.of(clock);
        this.sleeper = sleeper == null ? Sleeper.SYSTEM : sleeper;
        this.onChange = onChange;
        this.ignorePausesBefore = clock.instant();
    }

    /** What is done now. */
    public LoginStatus status() {
        return status;
    }

    /**
     * Asks for a new code as soon as possible, whatever pause or limit there is, also while another process shows one, and also
     * while the account is authorized. A code that was shown for less than 30 seconds stays.
     */
    public void requestCode() {
        synchronized (lock) {
            Instant now = clock.instant();
            if (status.isCodeWaiting() && now.isBefore(shownAt.plus(SHORTEST_LIFE))) {
                return;
            }
            requested = true;
            ignorePausesBefore = now;
            if (pending != null) {
                pending.close();
            }
        }
    }

    /** Works until it is closed, or its thread is interrupted. */
    public void run() {
        try {
            while (!closed) {
                if (!advance()) {
                    sleep(CHECK_INTERVAL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run} and the call in progress; but tokens that are being fetched are still stored. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (pending != null) {
                pending.close();
            }
            if (sleeping != null) {
                sleeping.interrupt();
            }
        }
    }

    /** Waits, until {@link #close} interrupts it. */
    private void sleep(Duration duration) throws InterruptedException {
        synchronized (lock) {
            if (closed) {
                return;
            }
            sleeping = Thread.currentThread();
        }
        try {
            sleeper.sleep(duration);
        } finally {
            synchronized (lock) {
                sleeping = null;
            }
        }
    }

    /** Makes one turn if it is time for one. Returns whether the next look may follow at once. */
    private boolean advance() throws InterruptedException {
        try {
            boolean byPerson = isRequested();
            Optional<Boolean> needed = byPerson ? Optional.of(true) : isNeeded();
            if (needed.isEmpty()) {
                return false;
            }
            if (!needed.get()) {
                if (status.state() != State.AUTHORIZED) {
                    authorized();
                }
                return false;
            }
            if (!byPerson && steady.instant().isBefore(noCodeBefore)) {
                return false;
            }
            Instant resumeAt = account.pausedUntil().orElse(null);
            if (resumeAt != null) {
                report(LoginStatus.paused(resumeAt, "The service throttles the account"));
                return false;
            }
            LoginTurns.Turn turn = turns.take(ignorePausesBefore(), byPerson, RENEWALS);
            if (turn.answer() == LoginTurns.Answer.MINE) {
                if (byPerson || isNeeded().orElse(false)) {
                    takeTurn(turn.moreCodes(), byPerson);
                } else {
                    // another process has logged in since the first look, and given back its turn
                    release();
                }
                return true;
            }
            report(waiting(turn));
        } catch (RuntimeException e) {
            // of a store: nothing was sent
            report(LoginStatus.paused(null, text(e)));
        }
        return false;
    }

    private LoginStatus waiting(LoginTurns.Turn turn) {
        return switch (turn.answer()) {
            case OTHER -> new LoginStatus(State.SHOWN_ELSEWHERE, null, null, null);
            case DAY_USED_UP ->
                LoginStatus.paused(
                        turn.until(), "Nobody has scanned the " + LoginTurns.CODES_A_DAY + " QR codes of this day");
            default ->
                // this process knows the reason better if the pause is its own
                status.state() == State.PAUSED
                                && status.problem() != null
                                && turn.until().equals(status.until())
                        ? status
                        : LoginStatus.paused(
                                turn.until(), "Nobody has scanned the last QR code, or the last attempt failed");
        };
    }

    private void takeTurn(int renewals, boolean byPerson) throws InterruptedException {
        boolean ended = false;
        forgetRequest();
        Watcher watcher = new Watcher(byPerson);
        try {
            LoginOutcome outcome = await(watcher, renewals);
            ended = true;
            switch (outcome) {
                case LOGGED_IN -> {
                    forgetRequest();
                    authorized();
                }
                case CANCELLED -> pause(false, "The log-in was declined on the phone");
                default -> pause(false, "Nobody has scanned the QR code");
            }
        } catch (TurnEndedException e) {
            LOG.debug("Account {}: {}", account.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // by close() or requestCode(), unless it is a failure
            if (!closed && !isRequested()) {
                ended = true;
                watcher.countRefusal(e);
                pause(true, text(e));
            }
        } finally {
            if (!ended) {
                release();
            }
        }
    }

    private LoginOutcome await(Watcher watcher, int renewals) throws InterruptedException {
        try (PendingLogin mine = login.maxRenewals(renewals).build().prepare(watcher, watcher::requireLoss)) {
            synchronized (lock) {
                if (closed) {
                    throw new TurnEndedException("closed");
                }
                pending = mine;
            }
            mine.showNewCode();
            while (true) {
                try {
                    return mine.await(LONGEST_TURN);
                } catch (RuntimeException e) {
                    if (!mine.hasUnstoredTokens() || closed) {
                        throw e;
                    }
                    // the only copy of the tokens: the next wait writes them
                    report(LoginStatus.paused(null, "The tokens of the log-in are not stored yet: " + text(e)));
                    watcher.keepTurn();
                    sleep(CHECK_INTERVAL);
                }
            }
        } finally {
            synchronized (lock) {
                pending = null;
            }
        }
    }

    private void pause(boolean failed, String problem) {
        // in case that the pause cannot be stored
        noCodeBefore = steady.instant().plus(SHORTEST_PAUSE);
        report(LoginStatus.paused(turns.pause(failed), problem));
    }

    private void authorized() {
        try {
            turns.authorized();
        } catch (AccountStateException e) {
            // the turn ends by itself
            LOG.debug("Account {}: {}", account.name(), e.getMessage());
        }
        report(LoginStatus.AUTHORIZED);
    }

    private void release() {
        try {
            turns.release();
        } catch (Open115Exception e) {
            // the lease ends by itself
            LOG.debug("Account {}: {}", account.name(), e.getMessage());
        }
    }

    /** Whether a person must authorize; empty while the store cannot be read: its tokens may be good. */
    private Optional<Boolean> isNeeded() {
        try {
            return Optional.of(account.isLoginNeeded());
        } catch (RuntimeException unreadable) {
            LOG.debug("Account {}: {}", account.name(), unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static String text(Throwable problem) {
        return problem instanceof Open115Exception ? problem.getMessage() : "The log-in failed: " + problem;
    }

    private void forgetRequest() {
        synchronized (lock) {
            requested = false;
        }
    }

    private boolean isRequested() {
        synchronized (lock) {
            return requested;
        }
    }

    private Instant ignorePausesBefore() {
        synchronized (lock) {
            return ignorePausesBefore;
        }
    }

    private void report(LoginStatus now) {
        if (now.isSame(status)) {
            return;
        }
        status = now;
        try {
            onChange.accept(now);
        } catch (RuntimeException e) {
            LOG.warn("Account {}: a change of the log-in could not be reported", account.name(), e);
        }
    }

    /** Reports the codes of one turn, and ends it as soon as it is not needed any more. */
    private final class Watcher implements LoginListener {

        private final boolean byPerson;
        private boolean counted;

        Watcher(boolean byPerson) {
            this.byPerson = byPerson;
        }

        @Override
        public void show(LoginCode code) {
            counted = true;
            requireTurn(turns.countCode());
            Instant now = clock.instant();
            synchronized (lock) {
                shownAt = now;
            }
            report(new LoginStatus(State.CODE_SHOWN, code, now.plus(CODE_LIFETIME), null));
        }

        @Override
        public void scanned() {
            report(new LoginStatus(State.SCANNED, status.code(), status.until(), null));
        }

        @Override
        public void retrying(Open115Exception problem) {
            report(new LoginStatus(status.state(), status.code(), status.until(), problem.getMessage()));
        }

        @Override
        public void waiting() {
            requireTurn(keepTurn());
            if (!byPerson && !isNeeded().orElse(true)) {
                throw new TurnEndedException("the store has other tokens now");
            }
            if (status.problem() != null) {
                report(new LoginStatus(status.state(), status.code(), status.until(), null));
            }
        }

        /** Tokens that came in another way since the turn began stay, also if a code was confirmed. */
        void requireLoss(StoredAuthorization before, StoredAuthorization now) {
            if (!byPerson && now.pair() != null && !now.isDead() && !now.pair().equals(before.pair())) {
                throw new TurnEndedException("the store has other tokens now");
            }
        }

        /** A request for a code that the service refused counts as a code, so that restarts do not multiply it. */
        void countRefusal(Throwable problem) {
            boolean sent = !(problem instanceof NoReplyException e) || e.wasSent();
            if (!counted && problem instanceof Open115Exception && sent) {
                turns.countCode();
            }
        }

        /** A code is not given up because the shared state cannot be used for a moment. */
        private boolean keepTurn() {
            try {
                return turns.keep();
            } catch (RuntimeException e) {
                LOG.debug("Account {}: {}", account.name(), e.getMessage());
                return true;
            }
        }

        private void requireTurn(boolean mine) {
            if (!mine) {
                throw new TurnEndedException("another process asks for a log-in now");
            }
        }
    }

    /** Ends a wait that has become pointless. */
    private static final class TurnEndedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TurnEndedException(String message) {
            super(message);
        }
    }
}
