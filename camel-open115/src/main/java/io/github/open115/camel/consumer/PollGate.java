/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.account.PollTurns;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.util.Optional;

/** Decides from the known state of the account, without a call, whether a consumer may poll now. Thread-safe. */
public final class PollGate {

    private final AccountStatus account;
    private final PollTurns turns;
    private final SteadyClock clock;
    // guarded by this
    private boolean closed;

    public PollGate(AccountStatus account, PollTurns turns, Clock clock) {
        this.account = account;
        this.turns = turns;
        this.clock = SteadyClock.of(clock);
    }

    /** Why nothing may be sent now, if so. */
    public Optional<Open115Exception> reasonToSkip() {
        Optional<Open115Exception> throttled = account.throttled().map(Open115Exception.class::cast);
        return throttled
                .or(() ->
                        account.authorizationLost().map(reason -> new AuthorizationLostException(reason, Failure.NONE)))
                .or(account::renewalHeld);
    }

    /** Takes the turn for a listing. Returns the reason when there is none, because the listings of a day are spread over it. */
    public synchronized Optional<Open115Exception> takeTurn() {
        // a poll that outlives its consumer has left the others, and lists nothing
        return closed ? Optional.empty() : turns.take(this, account, clock).map(Open115Exception.class::cast);
    }

    /**
     * Whether the account has no access token that serves, and cannot get one now. Also true while its token store cannot
     * be read.
     */
    public boolean isUnauthorized() {
        try {
            return account.authorizationLost().isPresent()
                    || account.renewalHeld().isPresent();
        } catch (Open115Exception unreadable) {
            // a health check must not throw, and polls fail too
            return true;
        }
    }

    /** Leaves the turns to the other consumers until the next poll. */
    public synchronized void suspend() {
        turns.leave(this);
    }

    /** Leaves the turns to the other consumers for good. */
    public synchronized void close() {
        closed = true;
        turns.leave(this);
    }
}
