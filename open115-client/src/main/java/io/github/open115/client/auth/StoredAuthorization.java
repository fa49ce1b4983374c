package io.github.open115.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Everything that a store keeps about the authorization of one account. Immutable.
 *
 * @param pair the newest tokens, null while the account has none
 * @param seeds SHA-256 of each token that an option has brought in and that was not left waiting; never null
 * @param authorizedAt when a person logged in; null when that is not known, as with a token from elsewhere
 * @param refreshedAt when the last successful refresh ended, null when there was none: the service allows one in 60 s
 * @param attempt a refresh of the pair without success since, else null
 * @param dead the last refresh token that turned out to be dead, else null
 * @param candidate a token that is to replace the pair when the service accepts it, else null
 */
public record StoredAuthorization(
        TokenPair pair,
        Set<String> seeds,
        Instant authorizedAt,
        Instant refreshedAt,
        RefreshAttempt attempt,
        DeadToken dead,
        CandidateToken candidate) {

    /** Nothing stored yet. */
    public static final StoredAuthorization NONE =
            new StoredAuthorization(null, Set.of(), null, null, null, null, null);

    private static final Duration LIFE = Duration.ofDays(365);

    public StoredAuthorization {
        seeds = Set.copyOf(seeds);
    }

    /** The pair that a refresh of the pair gave. */
    public StoredAuthorization renewed(TokenPair newPair, Instant now) {
        return new StoredAuthorization(newPair, seeds, authorizedAt, now, null, dead, candidate);
    }

    /** A pair that a person got just now by logging in: what was known about the tokens before does not concern it. */
    public StoredAuthorization authorized(TokenPair newPair, Instant now) {
        // an option that still has the candidate must not undo the log-in
        return new StoredAuthorization(newPair, seedsWithCandidate(), now, null, null, null, null);
    }

    /**
     * Takes in a token that an option or a person brought. A refresh token is the candidate from then on, where the pair
     * can be renewed: a wrong one must not cost the pair. Where it cannot be, there is nothing to lose, and the offer is the
     * pair. An access token alone never replaces a pair that can be renewed.
     *
     * @param offer without a life; what it was made of must not have been {@linkplain #knows taken in} before
     */
    public StoredAuthorization offered(TokenPair offer) {
        String refreshToken = offer.refreshToken();
        if (!canBeRenewed()) {
            return new StoredAuthorization(offer, seedsWith(offer.hash()), null, null, null, dead, null);
        }
        if (refreshToken == null || refreshToken.equals(pair.refreshToken())) {
            return new StoredAuthorization(
                    pair, seedsWith(offer.hash()), authorizedAt, refreshedAt, attempt, dead, candidate);
        }
        // one that waited before is not among the seeds, so that it is tried when it is brought again
        return with(new CandidateToken(refreshToken, null));
    }

    /** The pair that the candidate gave. */
    StoredAuthorization candidateAccepted(TokenPair newPair, Instant now) {
        return new StoredAuthorization(newPair, seedsWithCandidate(), null, now, null, null, null);
    }

    /** The pair alone, with what was found out about the candidate. */
    StoredAuthorization candidateRefused(DeadToken reason) {
        return new StoredAuthorization(pair, seedsWithCandidate(), authorizedAt, refreshedAt, attempt, reason, null);
    }

    /** The same with another candidate, or with another state of the attempts to try it. */
    StoredAuthorization with(CandidateToken newCandidate) {
        return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, attempt, dead, newCandidate);
    }

    /** The same pair with another state of the attempts to renew it. */
    public StoredAuthorization with(RefreshAttempt newAttempt) {
        return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, newAttempt, dead, candidate);
    }

    /** The same pair, known to be dead; where there is a candidate, that one in its place. */
    public StoredAuthorization with(DeadToken newDead) {
        if (candidate == null) {
            return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, null, newDead, null);
        }
        TokenPair next = new TokenPair(null, candidate.refreshToken(), newDead.since(), null);
        return new StoredAuthorization(next, seedsWithCandidate(), null, null, candidate.attempt(), newDead, null);
    }

    /** Whether a token was taken in before, by its SHA-256. */
    boolean knows(String hash) {
        return seeds.contains(hash) || (candidate != null && candidate.hash().equals(hash));
    }

    /**
     * When a person must log in again at the latest: a year after the log-in (docs/115-open-api.md B.1); null when not
     * known.
     */
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
        return dead != null && pair != null && dead.tokenHash().equals(TokenPair.hashOf(pair.refreshToken()));
    }

    /** The attempts with the current refresh token; null when there are none. */
    public RefreshAttempt currentAttempt() {
        return attempt != null && pair != null && attempt.tokenHash().equals(TokenPair.hashOf(pair.refreshToken()))
                ? attempt
                : null;
    }

    private boolean canBeRenewed() {
        return pair != null && pair.refreshToken() != null && !isDead();
    }

    private Set<String> seedsWithCandidate() {
        return candidate == null ? seeds : seedsWith(candidate.hash());
    }

    private Set<String> seedsWith(String hash) {
        Set<String> all = new LinkedHashSet<>(seeds);
        all.add(hash);
        return all;
    }
}
