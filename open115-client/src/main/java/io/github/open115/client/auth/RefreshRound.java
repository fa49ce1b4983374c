/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RawReply;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.Transport;
import io.github.open115.client.internal.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One refresh from beginning to end, under the lock of the account: mark the start, send, keep the raw reply, store the
 * tokens. Each step is durable before the next begins, so that after a crash the store shows how far the refresh got
 * (docs/promises.md R3).
 */
final class RefreshRound {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshRound.class);

    private static final Backoff BACKOFF = new Backoff(TokenRules.SPACING, TokenRules.LONGEST_PAUSE);
    /** The endpoint can be slow, and a timeout loses the reply (docs/115-open-api.md B.7). */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final int LOST_REPLIES_ALLOWED = 1;
    private static final int OK = 200;

    /** Several lives of an access token. A process that was stopped for longer cannot know what happened in between. */
    private static final Duration RECENT = Duration.ofHours(24);

    private final String account;
    private final TokenRules rules;
    private final Transport transport;
    private final StoreView view;
    private final Clock clock;

    /** A reply that the store could not keep. It is the only copy of the valid tokens, so it is offered again. */
    private volatile Unsaved unsaved;

    RefreshRound(AuthorizationSettings settings, TokenRules rules, StoreView view) {
        this.account = settings.account();
        this.rules = rules;
        this.transport = Transport.unpooled(
                settings.http().withTimeouts(TIMEOUT, TIMEOUT), settings.baseClient(), settings.clock());
        this.view = view;
        this.clock = settings.clock();
    }

    /**
     * Renews the pair unless another process has renewed it.
     *
     * @param slot the authorization, locked
     * @param rejected the access token that the service does not accept, null when there is none
     * @param goodEnough whether an authorization found in the store needs no refresh
     * @return the authorization with a usable pair, durable
     * @throws Open115Exception when there is none; the store says why
     */
    StoredAuthorization run(TokenStore.Slot slot, String rejected, Predicate<StoredAuthorization> goodEnough) {
        StoredAuthorization state = recover(slot);
        if (!goodEnough.test(state) && rules.isCandidateDue(state)) {
            // a failure is stored and logged; the pair serves as before
            state = attempt(slot, state, RefreshSubject.CANDIDATE).state;
        }
        if (goodEnough.test(state)) {
            return state;
        }
        Open115Exception obstacle = rules.obstacle(state, rejected);
        if (obstacle != null) {
            throw obstacle;
        }
        RefreshResult result = attempt(slot, state, RefreshSubject.PAIR);
        if (result.problem != null) {
            throw rules.consequence(result.state, rejected, result.problem);
        }
        return result.state;
    }

    /** The number of refreshes sent, by method and path. */
    Map<String, Long> callCounts() {
        return transport.callCounts();
    }

    /** Whether a reply waits that the store could not keep, so that the next round succeeds without a request. */
    boolean holdsReply() {
        return unsaved != null;
    }

    /** The authorization, after an interrupted refresh or a loss has been repaired. */
    StoredAuthorization recover(TokenStore.Slot slot) {
        StoredAuthorization state = view.load(slot);
        Unsaved reply = unsaved;
        if (reply != null && reply.isOf(state)) {
            RefreshAttempt begun = reply.subject.attempt(reply.marked);
            return digest(slot, reply.subject.with(state, begun), reply.subject, reply.reply).state;
        }
        for (RefreshSubject subject : RefreshSubject.values()) {
            if (subject.isOpen(state)) {
                return recover(slot, state, subject);
            }
        }
        return state;
    }

    private StoredAuthorization recover(TokenStore.Slot slot, StoredAuthorization state, RefreshSubject subject) {
        String kept = slot.keptReply();
        if (kept != null) {
            LOG.info("Account {}: a refresh was cut off after its reply had been kept; using the reply", account);
            return digest(slot, state, subject, new RawReply(OK, null, null, kept)).state;
        }
        Instant startedAt = subject.attempt(state).startedAt();
        LOG.warn("Account {}: a refresh begun at {} was cut off before its reply", account, startedAt);
        return settle(slot, state, subject, new NoReplyException("the refresh was cut off"), startedAt);
    }

    /** Sends one refresh and stores its outcome, also a failure. */
    private RefreshResult attempt(TokenStore.Slot slot, StoredAuthorization state, RefreshSubject subject) {
        Instant now = clock.instant();
        RefreshAttempt before = subject.attempt(state);
        String refreshToken = subject.token(state);
        StoredAuthorization marked = subject.with(
                state,
                new RefreshAttempt(
                        TokenPair.hashOf(refreshToken),
                        now,
                        true,
                        before == null ? 0 : before.lostReplies(),
                        before == null ? 0 : before.failures(),
                        now.plus(TokenRules.SPACING)));
        slot.save(marked);
        RawReply reply;
        try {
            reply = transport.exchange(call(refreshToken), null);
        } catch (Open115Exception e) {
            return new RefreshResult(settle(slot, marked, subject, e, clock.instant()), e);
        }
        if (reply.isSuccessful() && !reply.body().isBlank()) {
            unsaved = new Unsaved(marked, subject, reply);
            slot.keepReply(reply.body());
        }
        return digest(slot, marked, subject, reply);
    }

    private RefreshResult digest(
            TokenStore.Slot slot, StoredAuthorization marked, RefreshSubject subject, RawReply reply) {
        TokenPair pair;
        Instant startedAt = subject.attempt(marked).startedAt();
        try {
            pair = TokenReply.pair(transport.read(call(subject.token(marked)), null, reply), startedAt);
        } catch (Open115Exception e) {
            return new RefreshResult(settle(slot, marked, subject, e, clock.instant()), e);
        }
        StoredAuthorization renewed = subject.accepted(marked, pair, clock.instant());
        slot.save(renewed);
        unsaved = null;
        view.replaced(marked, renewed);
        if (subject == RefreshSubject.CANDIDATE) {
            LOG.info("Account {}: the new refresh token was accepted and has replaced the tokens before it", account);
        }
        LOG.info("Account {}: access token renewed, valid until {}", account, pair.expiresAt());
        return new RefreshResult(renewed, null);
    }

    /**
     * Stores the consequence of a refresh without a new pair; its pause counts from {@code failedAt}. The pair stays.
     */
    private StoredAuthorization settle(
            TokenStore.Slot slot,
            StoredAuthorization marked,
            RefreshSubject subject,
            Open115Exception failure,
            Instant failedAt) {
        RefreshAttempt attempt = subject.attempt(marked);
        RefreshReaction reaction = RefreshReaction.to(failure);
        long code = failure.failure().code();
        int lost = attempt.lostReplies() + (reaction == RefreshReaction.LOST_REPLY ? 1 : 0);
        if (reaction == RefreshReaction.CONFIGURATION) {
            rules.misconfigured(attempt.tokenHash(), code);
        }
        StoredAuthorization settled;
        if (reaction == RefreshReaction.DEAD || lost > LOST_REPLIES_ALLOWED) {
            long cause = reaction == RefreshReaction.DEAD ? code : 0;
            boolean recentlyGood = subject == RefreshSubject.PAIR && wasRecentlyGood(marked);
            DeadToken dead = new DeadToken(
                    attempt.tokenHash(), cause, RefreshReaction.reason(cause, recentlyGood), clock.instant());
            settled = subject.refused(marked, dead);
            logDead(marked, subject, settled, dead);
        } else {
            int failures = attempt.failures() + 1;
            Instant notBefore = earliest(failedAt, reaction, failures, failure);
            settled = subject.with(
                    marked,
                    new RefreshAttempt(attempt.tokenHash(), attempt.startedAt(), false, lost, failures, notBefore));
            LOG.warn(
                    subject == RefreshSubject.PAIR
                            ? "Account {}: the refresh failed, the tokens are kept, next attempt not before {}: {}"
                            : "Account {}: the new refresh token could not be tried and the tokens before it are used,"
                                    + " next attempt not before {}: {}",
                    account,
                    notBefore,
                    failure.getMessage());
        }
        slot.save(settled);
        unsaved = null;
        return settled;
    }

    private void logDead(
            StoredAuthorization marked, RefreshSubject subject, StoredAuthorization settled, DeadToken dead) {
        if (subject == RefreshSubject.CANDIDATE) {
            LOG.error(
                    "Account {}: the new refresh token was refused and is not tried again: {}. The tokens before it are"
                            + " used. Set another one in the option refreshToken, or remove the option",
                    account,
                    dead.reason());
        } else if (marked.candidate() != null) {
            LOG.warn(
                    "Account {}: the tokens are dead: {}. The new refresh token takes their place",
                    account,
                    dead.reason());
        } else {
            LOG.error(rules.lostReason(settled, null));
        }
    }

    private boolean wasRecentlyGood(StoredAuthorization state) {
        Instant granted = state.grantedAt();
        return granted != null && granted.isAfter(clock.instant().minus(RECENT));
    }

    private static ApiCall call(String refreshToken) {
        return ApiCall.post("/open/refreshToken")
                .on(ApiCall.Host.AUTH)
                .parameter("refresh_token", refreshToken)
                .build();
    }

    private static Instant earliest(
            Instant failedAt, RefreshReaction reaction, int failures, Open115Exception failure) {
        if (reaction == RefreshReaction.LOST_REPLY) {
            return failedAt.plus(TokenRules.SPACING);
        }
        Instant latest = failedAt.plus(BACKOFF.longest());
        Instant next = failedAt.plus(BACKOFF.after(failures));
        if (failure instanceof ThrottledException throttled) {
            Instant resumeAt = throttled.resumeAt().orElse(next);
            next = resumeAt.isAfter(next) ? resumeAt : next;
        }
        return next.isBefore(latest) ? next : latest;
    }

    /** A reply to the refresh of one token. */
    private record Unsaved(StoredAuthorization marked, RefreshSubject subject, RawReply reply) {

        boolean isOf(StoredAuthorization state) {
            return subject.token(marked).equals(subject.token(state));
        }
    }

    /** @param problem null when the refresh gave a pair */
    private record RefreshResult(StoredAuthorization state, Open115Exception problem) {}
}
