/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The stored authorization of one account. Immutable.
 *
 * @param pair the newest tokens; null when there are none
 * @param seeds SHA-256 of each token of an option that was taken over or refused, without a waiting candidate; never
 *     null
 * @param authorizedAt when a person logged in; null when unknown, as with an adopted token
 * @param refreshedAt when the last successful refresh ended; null when there was none. The service allows one in 60 s
 * @param attempt the refresh attempts of the pair since the last success; null for none
 * @param dead the last refresh token that was found dead; null for none
 * @param candidate a token that replaces the pair when the service accepts it; null for none
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

    /** The state after a refresh of the pair. */
    public StoredAuthorization renewed(TokenPair newPair, Instant now) {
        return new StoredAuthorization(newPair, seeds, authorizedAt, now, null, dead, candidate);
    }

    /** The state after a log-in. Marks and attempts of the previous tokens are dropped. */
    public StoredAuthorization authorized(TokenPair newPair, Instant now) {
        // an option that still holds the candidate must not undo the log-in
        return new StoredAuthorization(newPair, seedsWithCandidate(), now, null, null, null, null);
    }

    /**
     * The state after an option or a person has offered a token. If the pair can be renewed, an offered refresh token
     * becomes the candidate, so that a wrong one does not cost the pair; else the offer becomes the pair. An access
     * token alone never replaces a pair that can be renewed.
     *
     * @param offer without a life; its token must not be {@linkplain #knows known}
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
        // a previous candidate is not among the seeds, so that it is tried when it is offered again
        return with(new CandidateToken(refreshToken, null));
    }

    /** The state after the service accepted the candidate. */
    StoredAuthorization candidateAccepted(TokenPair newPair, Instant now) {
        return new StoredAuthorization(newPair, seedsWithCandidate(), null, now, null, null, null);
    }

    /** The state after the service refused the candidate. */
    StoredAuthorization candidateRefused(DeadToken reason) {
        return new StoredAuthorization(pair, seedsWithCandidate(), authorizedAt, refreshedAt, attempt, reason, null);
    }

    /** The same with another candidate, or other attempts with it. */
    StoredAuthorization with(CandidateToken newCandidate) {
        return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, attempt, dead, newCandidate);
    }

    /** The same pair with other attempts to renew it. */
    public StoredAuthorization with(RefreshAttempt newAttempt) {
        return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, newAttempt, dead, candidate);
    }

    /** The same pair, marked as dead; with a candidate, the candidate in its place. */
    public StoredAuthorization with(DeadToken newDead) {
        if (candidate == null) {
            return new StoredAuthorization(pair, seeds, authorizedAt, refreshedAt, null, newDead, null);
        }
        TokenPair next = new TokenPair(null, candidate.refreshToken(), newDead.since(), null);
        return new StoredAuthorization(next, seedsWithCandidate(), null, null, candidate.attempt(), newDead, null);
    }

    /** Whether a token was offered before, by its SHA-256. */
    boolean knows(String hash) {
        return seeds.contains(hash) || (candidate != null && candidate.hash().equals(hash));
    }

    /**
     * When a person must log in again at the latest: a year after the log-in (docs/115-open-api.md B.1); null when
     * unknown.
     */
    public Instant endsAt() {
        return authorizedAt == null ? null : authorizedAt.plus(LIFE);
    }

    /** When the service last gave a pair of this authorization; null when unknown. */
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
