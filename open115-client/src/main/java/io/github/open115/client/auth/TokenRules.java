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

/** What the stored authorization of one account allows now, and what to tell a person when it allows nothing. */
final class TokenRules {

    /** Two refreshes of one authorization must be so far apart (docs/115-open-api.md B.7, rule 1). */
    static final Duration SPACING = Duration.ofSeconds(60);

    /** No pause is longer; a store that says so was written while the clock was wrong. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final String account;
    private final String location;
    private final SteadyClock clock;
    private final Deadlines deadlines;

    /** By the SHA-256 of the token: the code that its application was refused with. */
    private final Map<String, Long> misconfigured = new ConcurrentHashMap<>();

    TokenRules(String account, String location, Clock clock) {
        this.account = account;
        this.location = location;
        this.clock = SteadyClock.of(clock);
        this.deadlines = new Deadlines(this.clock);
    }

    /** Takes note, as soon as it is known, of what lasts until a time of day. */
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

    /** Whether the pair can be used and no refresh is due, neither of the pair nor of a candidate. */
    boolean isFresh(StoredAuthorization state, String rejected) {
        return isAlive(state, rejected)
                && !isCandidateDue(state)
                && (state.pair().refreshToken() == null
                        || isBefore(state.pair(), state.pair().dueAt()));
    }

    /** Whether the access token can still be used; by the steady clock, since one that was set forward ends no token. */
    boolean isAlive(StoredAuthorization state, String rejected) {
        TokenPair pair = state.pair();
        return pair != null
                && pair.accessToken() != null
                && !pair.accessToken().equals(rejected)
                && (pair.expiresIn() == null || isAhead(steady(pair, pair.expiresAt())));
    }

    /**
     * Whether a refresh at a moment in the life of a pair is yet to come: by the time of day, which goes on while the machine
     * sleeps, and by the steady clock, since the other one may have been set back.
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

    /** Whether there is a candidate that may be tried now. */
    boolean isCandidateDue(StoredAuthorization state) {
        CandidateToken candidate = state.candidate();
        if (candidate == null || misconfigured.containsKey(candidate.hash())) {
            return false;
        }
        return candidate.attempt() == null || !isAhead(end(candidate.attempt()));
    }

    /** Remembers, for the life of this process, that the fault is with the application that the token belongs to. */
    void misconfigured(String tokenHash, long code) {
        misconfigured.put(tokenHash, code);
    }

    /** What forbids a refresh now; null when nothing does. */
    Open115Exception obstacle(StoredAuthorization state, String rejected) {
        return obstacle(state, rejected, null);
    }

    /** What follows from a refresh that failed and whose meaning is stored; never null. */
    Open115Exception consequence(StoredAuthorization state, String rejected, Open115Exception cause) {
        Open115Exception obstacle = obstacle(state, rejected, cause);
        // the pause may be over already when the clock was set meanwhile
        return obstacle == null ? unavailable(clock.wall(), cause) : obstacle;
    }

    /** When the pair may be renewed at the earliest, by the steady clock; {@link Instant#MAX} when a person must act first. */
    Instant refreshAllowedAt(StoredAuthorization state) {
        return lostReason(state, null) != null ? Instant.MAX : notBefore(state);
    }

    /** Why a person must act, as a sentence that says what to do; null when nobody must. */
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
