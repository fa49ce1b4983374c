package io.github.open115.client.auth;

import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RawReply;
import io.github.open115.client.http.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One refresh from beginning to end, with the account's authorization locked: mark the start, send, keep the raw reply,
 * believe it. Each step is durable before the next begins, so that whoever finds the store after a crash knows how far
 * it got (requirement R3).
 */
final class RefreshRound {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshRound.class);

    private static final int LOST_REPLIES_ALLOWED = 1;
    private static final int OK = 200;

    /** Some lives of an access token: a process that was stopped for longer cannot tell what happened meanwhile. */
    private static final Duration LATELY = Duration.ofHours(24);

    private final String account;
    private final TokenRules rules;
    private final RefreshEndpoint endpoint;
    private final Clock clock;

    /** A reply that the store could not keep: the only copy of the valid tokens, so it is offered again. */
    private volatile Unsaved unsaved;

    RefreshRound(String account, TokenRules rules, RefreshEndpoint endpoint, Clock clock) {
        this.account = account;
        this.rules = rules;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * Renews the pair unless somebody else has done so already.
     *
     * @param slot the authorization, locked
     * @param rejected the access token that the service does not accept, null when there is none
     * @param goodEnough tells whether an authorization found in the store needs no refresh
     * @return the authorization with a usable pair, durable
     * @throws Open115Exception when there is none; the store says why
     */
    StoredAuthorization run(TokenStore.Slot slot, String rejected, Predicate<StoredAuthorization> goodEnough) {
        StoredAuthorization state = recover(slot);
        if (goodEnough.test(state)) {
            return state;
        }
        Open115Exception obstacle = rules.obstacle(state, rejected);
        if (obstacle != null) {
            throw obstacle;
        }
        Instant now = clock.instant();
        RefreshAttempt before = state.currentAttempt();
        String refreshToken = state.pair().refreshToken();
        StoredAuthorization marked = state.with(new RefreshAttempt(
                Fingerprint.of(refreshToken),
                now,
                true,
                before == null ? 0 : before.lostReplies(),
                before == null ? 0 : before.failures(),
                now.plus(TokenRules.SPACING)));
        slot.save(marked);
        RawReply reply;
        try {
            reply = endpoint.send(refreshToken);
        } catch (Open115Exception e) {
            throw rules.consequence(settle(slot, marked, e, clock.instant()), rejected, e);
        }
        return believe(slot, marked, reply, rejected);
    }

    /** Whether there is a reply that the store could not keep, so that the next round succeeds without a request. */
    boolean holdsReply() {
        return unsaved != null;
    }

    /** The authorization after whatever a crash has left is cleared up. */
    StoredAuthorization recover(TokenStore.Slot slot) {
        StoredAuthorization state = slot.load();
        Unsaved reply = unsaved;
        if (reply != null && state.pair() != null && reply.marked.pair().equals(state.pair())) {
            return digest(slot, state.with(reply.marked.attempt()), reply.reply).state;
        }
        RefreshAttempt attempt = state.currentAttempt();
        if (attempt == null || !attempt.open()) {
            return state;
        }
        String kept = slot.keptReply();
        if (kept != null) {
            LOG.info("Account {}: a refresh was cut off after its reply had been kept; using the reply", account);
            return digest(slot, state, new RawReply(OK, null, null, kept)).state;
        }
        LOG.warn("Account {}: a refresh begun at {} was cut off before its reply", account, attempt.startedAt());
        return settle(slot, state, new NoReplyException("the refresh was cut off"), attempt.startedAt());
    }

    private StoredAuthorization believe(
            TokenStore.Slot slot, StoredAuthorization marked, RawReply reply, String rejected) {
        if (reply.isSuccessful() && !reply.body().isBlank()) {
            unsaved = new Unsaved(marked, reply);
            slot.keepReply(reply.body());
        }
        Digested digested = digest(slot, marked, reply);
        if (digested.problem != null) {
            throw rules.consequence(digested.state, rejected, digested.problem);
        }
        LOG.info(
                "Account {}: access token renewed, valid until {}",
                account,
                digested.state.pair().expiresAt());
        return digested.state;
    }

    private Digested digest(TokenStore.Slot slot, StoredAuthorization marked, RawReply reply) {
        TokenPair pair;
        Instant startedAt = marked.attempt().startedAt();
        try {
            pair = endpoint.read(marked.pair().refreshToken(), reply, startedAt);
        } catch (Open115Exception e) {
            return new Digested(settle(slot, marked, e, clock.instant()), e);
        }
        StoredAuthorization renewed = marked.renewed(pair, clock.instant());
        slot.save(renewed);
        unsaved = null;
        return new Digested(renewed, null);
    }

    /** Stores what a refresh without a new pair means; its pause counts from {@code failedAt}. The pair is never touched. */
    private StoredAuthorization settle(
            TokenStore.Slot slot, StoredAuthorization marked, Open115Exception failure, Instant failedAt) {
        RefreshAttempt attempt = marked.attempt();
        RefreshReaction reaction = RefreshReaction.to(failure);
        long code = failure.failure().code();
        int lost = attempt.lostReplies() + (reaction == RefreshReaction.LOST_REPLY ? 1 : 0);
        if (reaction == RefreshReaction.CONFIGURATION) {
            rules.misconfigured(attempt.tokenHash(), code);
        }
        StoredAuthorization settled;
        if (reaction == RefreshReaction.DEAD || lost > LOST_REPLIES_ALLOWED) {
            long cause = reaction == RefreshReaction.DEAD ? code : 0;
            settled = marked.with(new DeadToken(
                    attempt.tokenHash(), cause, RefreshReaction.reason(cause, wasGoodLately(marked)), clock.instant()));
            LOG.error(rules.lostReason(settled, null));
        } else {
            int failures = attempt.failures() + 1;
            Instant notBefore = earliest(failedAt, reaction, failures, failure);
            settled = marked.with(
                    new RefreshAttempt(attempt.tokenHash(), attempt.startedAt(), false, lost, failures, notBefore));
            LOG.warn(
                    "Account {}: the refresh failed, the tokens are kept, next attempt not before {}: {}",
                    account,
                    notBefore,
                    failure.getMessage());
        }
        slot.save(settled);
        unsaved = null;
        return settled;
    }

    private boolean wasGoodLately(StoredAuthorization state) {
        Instant granted = state.grantedAt();
        return granted != null && granted.isAfter(clock.instant().minus(LATELY));
    }

    private static Instant earliest(
            Instant failedAt, RefreshReaction reaction, int failures, Open115Exception failure) {
        if (reaction == RefreshReaction.LOST_REPLY) {
            return failedAt.plus(TokenRules.SPACING);
        }
        Instant latest = failedAt.plus(TokenRules.LONGEST_PAUSE);
        Instant next = failedAt.plus(TokenRules.SPACING.multipliedBy(1L << Math.min(failures - 1, 10)));
        if (failure instanceof ThrottledException throttled) {
            Instant resumeAt = throttled.resumeAt().orElse(next);
            next = resumeAt.isAfter(next) ? resumeAt : next;
        }
        return next.isBefore(latest) ? next : latest;
    }

    private record Unsaved(StoredAuthorization marked, RawReply reply) {}

    private record Digested(StoredAuthorization state, Open115Exception problem) {}
}
