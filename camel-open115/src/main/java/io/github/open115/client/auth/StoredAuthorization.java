package io.github.open115.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Everything that a store keeps about the authorization of one account. Immutable.
 *
 * @param pair the newest tokens, null while the account has none
 * @param seeds SHA-256 of each token that an option has brought in; never null
 * @param authorizedAt when a person logged in; null when that is not known, as with a token from elsewhere
 * @param refreshedAt when the last successful refresh ended, null when there was none: the service allows one in 60 s
 * @param attempt a refresh without success since, else null
 * @param dead the last refresh token that turned out to be dead, else null
 */
public record StoredAuthorization(
        TokenPair pair,
        Set<String> seeds,
        Instant authorizedAt,
        Instant refreshedAt,
        RefreshAttempt attempt,
        DeadToken dead) {

    /** Nothing stored yet. */
    public static final StoredAuthorization NONE = new StoredAuthorization(null, Set.of(), null, null, null, null);

    private static final Duration LIFE = Duration.ofDays(365);

    public StoredAuthorization {
        seeds = Set.copyOf(seeds);
    }

    /** A new pair: what was known about the tokens before does not concern it. */
    public StoredAuthorization renewed(TokenPair newPair, Instant now) {
        return new StoredAuthorization(newPair, seeds, authorizedAt, now, null, null);
    }

    /** A pair that a person got just now by logging in: what was known about the tokens before does not concern it. */
    public StoredAuthorization authorized(TokenPair newPair, Instant now) {
        return new StoredAuthorization(newPair, seeds, now, null, null, null);
    }

    /** A pair that a person brought in by an option. */
    public StoredAuthorization seeded(TokenPair newPair, Set<String> newSeeds) {
        Set<String> all = new LinkedHashSet<>(seeds);
        all.addAll(newSeeds);
        return new StoredAuthorization(newPair, all, null, null, null, dead);
    }

    /** The same pair with another state of the attempts to renew it. */
    public StoredAuthorization with(RefreshAttempt newAttempt) {
        return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, newAttempt, dead);
    }

    /** The same pair, known to be dead. */
    public StoredAuthorization with(DeadToken newDead) {
        return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, null, newDead);
    }

    /** When a person must log in again at the latest: a year after the log-in (section B.1); null when not known. */
    public Instant endsAt() {
        return authorizedAt == null ? null : authorizedAt.plus(LIFE);
    }

    /** When the service last granted a pair of this authorization; null when that is not known. */
    Instant grantedAt() {
        boolean fromService = pair != null && pair.expiresIn() != null;
        return refreshedAt == null && fromService ? pair.issuedAt() : refreshedAt;
    }

    /** Whether the refresh token of the current pair must not be sent again. */
    public boolean isDead() {
        return dead != null && pair != null && dead.tokenHash().equals(Fingerprint.of(pair.refreshToken()));
    }

    /** The attempts with the current refresh token; null when there are none. */
    public RefreshAttempt currentAttempt() {
        return attempt != null && pair != null && attempt.tokenHash().equals(Fingerprint.of(pair.refreshToken()))
                ? attempt
                : null;
    }
}
