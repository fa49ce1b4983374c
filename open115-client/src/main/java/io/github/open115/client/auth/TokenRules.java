/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Deadlines;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides what the stored authorization of one account allows now, and words the advice for a person where it allows
 * nothing.
 */
final class TokenRules {

    /** The minimum interval between two refreshes of one authorization (docs/115-open-api.md B.7, rule 1). */
    static final Duration SPACING = Duration.ofSeconds(60);

    /** The longest pause. A longer one in a store was written while the clock was wrong. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final String account;
    private final String location;
    private final SteadyClock clock;
    private final Deadlines deadlines;

    /** The code that an application was refused with, by the SHA-256 of its token. */
    private final Map<String, Long> misconfigured = new ConcurrentHashMap<>();

    TokenRules(String account, String location, Clock clock) {
        this.account = account;
        this.location = location;
        this.clock = SteadyClock.of(clock);
        this.deadlines = new Deadlines(this.clock);
    }

    /** Starts to measure the pauses and lives of a state by the steady clock. Called as soon as the state is known. */
    void seen(StoredAuthorization state) {
        TokenPair pair = state.pair();
        if (pair != null && pair.expiresIn() != null) {
            steady(pair, pair.expiresAt());
        }
        notBefore(state);
        CandidateToken candidate = state.candidate();
        if (candidate != null && candidate.attempt() != null) {
            end(candidate.attempt());
        }
    }

    /** Whether the access token can be used and no refresh is due, neither of the pair nor of a candidate. */
    boolean isFresh(StoredAuthorization state, String rejected) {
        return isAlive(state, rejected)
                && !isCandidateDue(state)
                && (state.pair().refreshToken() == null
                        || isBefore(state.pair(), state.pair().dueAt()));
    }

    /**
     * Whether the access token can still be used. Measured by the steady clock: setting the clock forward ends no
     * token.
     */
    boolean isAlive(StoredAuthorization state, String rejected) {
        TokenPair pair = state.pair();
        return pair != null
                && pair.accessToken() != null
                && !pair.accessToken().equals(rejected)
                && (pair.expiresIn() == null || isAhead(steady(pair, pair.expiresAt())));
    }

    /**
     * Whether a moment in the life of a pair lies ahead, by both clocks: the time of day advances while the machine
     * sleeps, the steady clock cannot be set back.
     */
    boolean isBefore(TokenPair pair, Instant moment) {
        return pair.expiresIn() == null
                || (clock.wall().isBefore(moment) && clock.instant().isBefore(steady(pair, moment)));
    }

    /** A moment in the life of a pair whose life is known, by the steady clock. */
    Instant steady(TokenPair pair, Instant moment) {
        Instant end = deadlines.end(pair, pair.expiresAt(), pair.expiresIn());
        return end.minus(Duration.between(moment, pair.expiresAt()));
    }

    /** Whether a candidate may be tried now. */
    boolean isCandidateDue(StoredAuthorization state) {
        CandidateToken candidate = state.candidate();
        if (candidate == null || misconfigured.containsKey(candidate.hash())) {
            return false;
        }
        return candidate.attempt() == null || !isAhead(end(candidate.attempt()));
    }

    /** Remembers until this process ends that the application of a token is not accepted. */
    void misconfigured(String tokenHash, long code) {
        misconfigured.put(tokenHash, code);
    }

    /** The reason that forbids a refresh now; null for none. */
    Open115Exception obstacle(StoredAuthorization state, String rejected) {
        return obstacle(state, rejected, null);
    }

    /** The exception for a failed refresh whose consequence is stored; never null. */
    Open115Exception consequence(StoredAuthorization state, String rejected, Open115Exception cause) {
        Open115Exception obstacle = obstacle(state, rejected, cause);
        // the pause may be over already if the clock was set in between
        return obstacle == null ? unavailable(clock.wall(), cause) : obstacle;
    }

    /** The earliest time of a refresh, by the steady clock; {@link Instant#MAX} when a person must act first. */
    Instant refreshAllowedAt(StoredAuthorization state) {
        return lostReason(state, null) != null ? Instant.MAX : notBefore(state);
    }

    /** Why a person must act, as a sentence that says what to do; null when no person must act. */
    String lostReason(StoredAuthorization state, String rejected) {
        TokenPair pair = state.pair();
        if (pair == null) {
            return "There is no authorization for account '" + account + "' in " + location
                    + ". Set the option refreshToken, or log in";
        }
        if (pair.refreshToken() == null) {
            return isAlive(state, rejected)
                    ? null
                    : "The access token of account '" + account
                            + "' is no longer accepted, and there is no refresh token"
                            + " to renew it with. Set the option refreshToken, or a new accessToken, or log in";
        }
        if (state.isDead()) {
            return "Account '" + account + "' must be authorized again: "
                    + state.dead().reason() + ". Nothing is sent until " + location
                    + " holds another refresh token: set a new one in the option refreshToken, or log in";
        }
        Long wrong = misconfigured.get(pair.hash());
        return wrong != null
                ? "The application that account '" + account + "' was authorized for is not accepted (code " + wrong
                        + "). Check it at https://open.115.com, then restart; the tokens are kept"
                : null;
    }

    /** Whether a person must act, and a log-in is what helps. */
    boolean isLoginNeeded(StoredAuthorization state, String rejected) {
        TokenPair pair = state.pair();
        return lostReason(state, rejected) != null
                && (pair == null || !misconfigured.containsKey(pair.hash()) || state.isDead());
    }

    private Open115Exception obstacle(StoredAuthorization state, String rejected, Open115Exception cause) {
        String lost = lostReason(state, rejected);
        if (lost != null) {
            return new AuthorizationLostException(lost, cause == null ? Failure.NONE : cause.failure());
        }
        Instant notBefore = notBefore(state);
        return isAhead(notBefore) ? unavailable(clock.toWall(notBefore), cause) : null;
    }

    private boolean isAhead(Instant time) {
        return clock.instant().isBefore(time);
    }

    private AuthorizationUnavailableException unavailable(Instant retryAt, Open115Exception cause) {
        return new AuthorizationUnavailableException(
                "The access token of account '" + account + "' cannot be renewed before " + retryAt
                        + "; the tokens are kept",
                cause == null ? Failure.NONE : cause.failure(),
                retryAt,
                cause);
    }

    private Instant notBefore(StoredAuthorization state) {
        RefreshAttempt attempt = state.currentAttempt();
        if (attempt != null) {
            return end(attempt);
        }
        Instant refreshed = state.refreshedAt();
        return refreshed == null ? Instant.MIN : deadlines.end(refreshed, refreshed.plus(SPACING), SPACING);
    }

    private Instant end(RefreshAttempt attempt) {
        Duration length = Duration.between(attempt.startedAt(), attempt.notBefore());
        boolean possible = !length.isNegative() && length.compareTo(LONGEST_PAUSE) < 0;
        return deadlines.end(attempt, attempt.notBefore(), possible ? length : LONGEST_PAUSE);
    }
}
