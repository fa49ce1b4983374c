package io.github.open115.client.auth;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the stored authorization of one account allows now, and what to tell a person when it allows nothing. */
final class TokenRules {

    /** Two refreshes of one authorization must be so far apart (section B.7, rule 1). */
    static final Duration SPACING = Duration.ofSeconds(60);

    /** No pause is longer; a store that says so was written while the clock was wrong. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final String account;
    private final String location;
    private final Clock clock;

    /** By the SHA-256 of the token: the code that its application was refused with. */
    private final Map<String, Long> misconfigured = new ConcurrentHashMap<>();

    TokenRules(String account, String location, Clock clock) {
        this.account = account;
        this.location = location;
        this.clock = clock;
    }

    /** Whether the pair can be used and no refresh is due, neither of the pair nor of a candidate. */
    boolean isFresh(StoredAuthorization state, String rejected) {
        return isAlive(state, rejected)
                && !isCandidateDue(state)
                && (state.pair().refreshToken() == null
                        || clock.instant().isBefore(state.pair().dueAt()));
    }

    /** Whether the access token can still be used. */
    boolean isAlive(StoredAuthorization state, String rejected) {
        TokenPair pair = state.pair();
        return pair != null
                && pair.accessToken() != null
                && !pair.accessToken().equals(rejected)
                && clock.instant().isBefore(pair.expiresAt());
    }

    /** Whether there is a candidate that may be tried now. */
    boolean isCandidateDue(StoredAuthorization state) {
        CandidateToken candidate = state.candidate();
        if (candidate == null || misconfigured.containsKey(candidate.hash())) {
            return false;
        }
        return candidate.attempt() == null || !isAhead(candidate.attempt().notBefore());
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
        return obstacle == null ? unavailable(clock.instant(), cause) : obstacle;
    }

    /** When the pair may be renewed at the earliest; {@link Instant#MAX} when a person must act first. */
    Instant refreshAllowedAt(StoredAuthorization state) {
        if (lostReason(state, null) != null) {
            return Instant.MAX;
        }
        Instant notBefore = notBefore(state);
        return isBelievable(notBefore) ? notBefore : Instant.MIN;
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
        Instant retryAt = notBefore(state);
        return isAhead(retryAt) ? unavailable(retryAt, cause) : null;
    }

    private boolean isAhead(Instant time) {
        return clock.instant().isBefore(time) && isBelievable(time);
    }

    private boolean isBelievable(Instant notBefore) {
        return !notBefore.isAfter(clock.instant().plus(LONGEST_PAUSE));
    }

    private AuthorizationUnavailableException unavailable(Instant retryAt, Open115Exception cause) {
        return new AuthorizationUnavailableException(
                "The access token of account '" + account + "' cannot be renewed before " + retryAt
                        + "; the tokens are kept",
                cause == null ? Failure.NONE : cause.failure(),
                retryAt,
                cause);
    }

    private static Instant notBefore(StoredAuthorization state) {
        RefreshAttempt attempt = state.currentAttempt();
        if (attempt != null) {
            return attempt.notBefore();
        }
        return state.refreshedAt() == null ? Instant.MIN : state.refreshedAt().plus(SPACING);
    }
}
