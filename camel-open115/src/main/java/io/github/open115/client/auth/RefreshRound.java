package io.github.open115.client.auth;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RawReply;
import io.github.open115.client.http.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One refresh from beginning to end, with the account's authorization locked: mark the start, send, keep the raw reply,
 * believe it. Each step is durable before the next begins, so that whoever finds the store after a crash knows how far
 * it got (requirement R3).
 */
final class RefreshRound {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshRound.class);

    /** Two refreshes of one authorization must be so far apart (section B.7, rule 1). */
    private static final Duration SPACING = Duration.ofSeconds(60);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int LOST_REPLIES_ALLOWED = 1;
    private static final int OK = 200;

    private final String account;
    private final String location;
    private final RefreshEndpoint endpoint;
    private final Clock clock;

    /** A reply that the store could not keep: the only copy of the valid tokens, so it is offered again. */
    private volatile Unsaved unsaved;

    private volatile Misconfigured misconfigured;

    RefreshRound(String account, String location, RefreshEndpoint endpoint, Clock clock) {
        this.account = account;
        this.location = location;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * Renews the pair unless somebody else has done so already.
     *
     * @param slot the authorization, locked
     * @param rejected the access token that the service does not accept, null when there is none
     * @return the authorization with a usable pair, durable
     * @throws Open115Exception when there is none; the store says why
     */
    StoredAuthorization run(TokenStore.Slot slot, String rejected) {
        StoredAuthorization state = recover(slot);
        if (isFresh(state, rejected)) {
            return state;
        }
        throwIfPresent(obstacle(state, rejected, null));
        Instant now = clock.instant();
        RefreshAttempt before = state.currentAttempt();
        String refreshToken = state.pair().refreshToken();
        StoredAuthorization marked = state.with(new RefreshAttempt(
                Fingerprint.of(refreshToken),
                now,
                true,
                before == null ? 0 : before.lostReplies(),
                before == null ? 0 : before.failures(),
                now.plus(SPACING)));
        slot.save(marked);
        RawReply reply;
        try {
            reply = endpoint.send(refreshToken);
        } catch (Open115Exception e) {
            throw consequence(settle(slot, marked, e, clock.instant()), rejected, e);
        }
        return believe(slot, marked, reply, rejected);
    }

    /** The authorization after whatever a crash has left is cleared up. */
    StoredAuthorization recover(TokenStore.Slot slot) {
        StoredAuthorization state = slot.load();
        Unsaved reply = unsaved;
        if (reply != null && state.pair() != null && reply.marked.pair().equals(state.pair())) {
            return digest(slot, reply.marked, reply.reply).state;
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

    /** Whether the pair can be used and no refresh is due. */
    boolean isFresh(StoredAuthorization state, String rejected) {
        return isAlive(state, rejected)
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

    /** What forbids a refresh now; null when nothing does. */
    Open115Exception obstacle(StoredAuthorization state, String rejected, Open115Exception cause) {
        String lost = lostReason(state, rejected);
        if (lost != null) {
            return new AuthorizationLostException(lost, cause == null ? Failure.NONE : cause.failure());
        }
        Instant retryAt = notBefore(state);
        return retryAt != null && clock.instant().isBefore(retryAt) ? unavailable(retryAt, cause) : null;
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
                            + "' is no longer accepted, and there is no refresh token to"
                            + " renew it with. Set the option refreshToken, or a new accessToken, or log in";
        }
        if (state.isDead()) {
            return "Account '" + account + "' must be authorized again: "
                    + state.dead().reason()
                    + ". Nothing is sent until " + location
                    + " holds another refresh token: set a new one in the option refreshToken, or log in";
        }
        Misconfigured wrong = misconfigured;
        return wrong != null && wrong.tokenHash.equals(Fingerprint.of(pair.refreshToken()))
                ? "The application that account '" + account + "' was authorized for is not accepted (code "
                        + wrong.code + "). Check it at https://open.115.com, then restart; the tokens are kept"
                : null;
    }

    private Open115Exception consequence(StoredAuthorization state, String rejected, Open115Exception cause) {
        Open115Exception obstacle = obstacle(state, rejected, cause);
        // the pause may be over already when the clock was set forward
        return obstacle == null ? unavailable(clock.instant(), cause) : obstacle;
    }

    private AuthorizationUnavailableException unavailable(Instant retryAt, Open115Exception cause) {
        return new AuthorizationUnavailableException(
                "The access token of account '" + account + "' cannot be renewed before " + retryAt
                        + "; the tokens are kept",
                cause == null ? Failure.NONE : cause.failure(),
                retryAt,
                cause);
    }

    private StoredAuthorization believe(
            TokenStore.Slot slot, StoredAuthorization marked, RawReply reply, String rejected) {
        if (reply.isSuccessful() && !reply.body().isBlank()) {
            unsaved = new Unsaved(marked, reply);
            slot.keepReply(reply.body());
        }
        Digested digested = digest(slot, marked, reply);
        if (digested.problem != null) {
            throw consequence(digested.state, rejected, digested.problem);
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
            misconfigured = new Misconfigured(attempt.tokenHash(), code);
        }
        StoredAuthorization settled;
        if (reaction == RefreshReaction.DEAD || lost > LOST_REPLIES_ALLOWED) {
            long cause = reaction == RefreshReaction.DEAD ? code : 0;
            settled = marked.with(
                    new DeadToken(attempt.tokenHash(), cause, RefreshReaction.reason(cause), clock.instant()));
            LOG.error(lostReason(settled, null));
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

    private static Instant earliest(
            Instant failedAt, RefreshReaction reaction, int failures, Open115Exception failure) {
        if (reaction == RefreshReaction.LOST_REPLY) {
            return failedAt.plus(SPACING);
        }
        Duration pause = SPACING.multipliedBy(1L << Math.min(failures - 1, 10));
        Instant next = failedAt.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        if (failure instanceof ThrottledException throttled) {
            Instant resumeAt = throttled.resumeAt().orElse(next);
            return resumeAt.isAfter(next) ? resumeAt : next;
        }
        return next;
    }

    private static Instant notBefore(StoredAuthorization state) {
        RefreshAttempt attempt = state.currentAttempt();
        if (attempt != null) {
            return attempt.notBefore();
        }
        return state.refreshedAt() == null ? null : state.refreshedAt().plus(SPACING);
    }

    private static void throwIfPresent(Open115Exception obstacle) {
        if (obstacle != null) {
            throw obstacle;
        }
    }

    private record Unsaved(StoredAuthorization marked, RawReply reply) {}

    private record Misconfigured(String tokenHash, long code) {}

    private record Digested(StoredAuthorization state, Open115Exception problem) {}
}
