/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.SharedInstances;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the access token of one account and renews it: one refresh at a time for all callers (docs/promises.md R2),
 * on a thread of its own, so that interrupting a caller does not cut a refresh off. Each token that is given out is
 * durable in the store.
 */
public final class TokenManager {

    private static final Logger LOG = LoggerFactory.getLogger(TokenManager.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final SharedInstances<Identity, TokenManager> SHARED = new SharedInstances<>();

    private final TokenStore store;
    private final String account;
    private final TokenRules rules;
    private final RefreshRound round;
    private final Clock clock;
    private final ThreadFactory threads;
    private final Duration maxWait;

    private final StoreView view;

    private volatile String rejected;
    private volatile CompletableFuture<StoredAuthorization> flight;
    private volatile RefreshAhead ahead;

    TokenManager(AuthorizationSettings settings) {
        this.store = settings.store();
        this.account = settings.account();
        this.clock = settings.clock();
        this.threads = settings.threads();
        this.maxWait = settings.maxWait();
        this.rules = new TokenRules(account, store.location(), clock);
        this.view = new StoreView(store, account, rules::seen);
        this.round = new RefreshRound(settings, rules, view);
    }

    /**
     * The manager of an account for this process, created for the first user; the store is seeded from the settings. Each
     * caller gives it back with {@link #release}.
     */
    public static TokenManager acquire(AuthorizationSettings settings) {
        TokenManager manager = SHARED.acquire(
                new Identity(settings.store().location(), settings.account()), () -> new TokenManager(settings));
        try {
            manager.seed(settings.refreshToken(), settings.accessToken());
        } catch (RuntimeException e) {
            manager.release();
            throw e;
        }
        manager.stayAhead(Sleeper.SYSTEM);
        return manager;
    }

    /** Gives the manager back; the last user closes it. */
    public void release() {
        SHARED.release(new Identity(store.location(), account), TokenManager::close);
    }

    /**
     * The access token to send now; never null. May wait, bounded, for a refresh in progress.
     *
     * @throws Open115Exception when there is no usable token
     */
    public String accessToken() {
        CompletableFuture<StoredAuthorization> running = flight;
        StoredAuthorization state = view.known();
        if (!rules.isFresh(state, rejected)) {
            return renewed();
        }
        return running == null ? state.pair().accessToken() : newerThan(state, running);
    }

    /**
     * The access token to send instead of one that the service rejected: the newest of the store where that differs, else
     * one just renewed. May wait, bounded, for a refresh in progress.
     *
     * @throws Open115Exception when there is no usable token
     */
    public String replacementFor(String rejectedToken) {
        rejected = rejectedToken;
        return renewed();
    }

    /** The account's name in the store. */
    public String account() {
        return account;
    }

    /** The location of the store. */
    public String storeLocation() {
        return store.location();
    }

    /** Why a person must authorize again, as a sentence that says what to do; empty otherwise. Makes no call. */
    public Optional<String> lostReason() {
        return Optional.ofNullable(rules.lostReason(newest(), rejected));
    }

    /** Whether a person must authorize again, and new tokens would help. Makes no call. */
    public boolean isLoginNeeded() {
        return rules.isLoginNeeded(newest(), rejected);
    }

    /**
     * Why the access token cannot be used and is not renewed now, with the time of the next attempt. Empty while a
     * token can be used or renewed, and while a person must authorize again. Makes no call and does not read the store:
     * call {@link #lostReason()} first.
     */
    public Optional<AuthorizationUnavailableException> renewalHeld() {
        StoredAuthorization state = view.known();
        return rules.isAlive(state, rejected) || needsNoPause(state)
                ? Optional.empty()
                : Optional.ofNullable(rules.obstacle(state, rejected))
                        .filter(AuthorizationUnavailableException.class::isInstance)
                        .map(AuthorizationUnavailableException.class::cast);
    }

    /** The life of the access token in the store; empty without one. Makes no call. */
    public Optional<TokenLife> tokenLife() {
        return Optional.ofNullable(TokenLife.of(newest().pair()));
    }

    /** The number of refreshes sent, under {@code POST /open/refreshToken}; empty before the first. */
    public Map<String, Long> callCounts() {
        return round.callCounts();
    }

    /**
     * Offers a token of the configuration to the store. A token that the store has had before is ignored: tokens
     * rotate, so the store has a newer one.
     *
     * @param refreshToken null when there is none
     * @param accessToken null when there is none
     */
    void seed(String refreshToken, String accessToken) {
        if (refreshToken == null && accessToken == null) {
            return;
        }
        TokenPair offer = new TokenPair(accessToken, refreshToken, clock.instant(), null);
        StoredAuthorization before = newest();
        if (before.knows(offer.hash())) {
            warnOfRefused(before, offer);
            return;
        }
        view.learned(store.exclusively(account, slot -> {
            StoredAuthorization state = round.recover(slot);
            if (state.knows(offer.hash())) {
                return state;
            }
            StoredAuthorization seeded = state.offered(offer);
            slot.save(seeded);
            logSeeded(seeded, offer);
            return seeded;
        }));
    }

    private void logSeeded(StoredAuthorization seeded, TokenPair offer) {
        if (seeded.candidate() != null && seeded.candidate().hash().equals(offer.hash())) {
            LOG.info(
                    "Account {}: the option refreshToken has a new value, which is tried with the next call. The tokens"
                            + " in {} stay until it was accepted",
                    account,
                    store.location());
        } else if (offer.equals(seeded.pair())) {
            LOG.info("Account {}: took a new token from the configuration into {}", account, store.location());
        } else if (offer.refreshToken() == null) {
            LOG.warn(
                    "Account {}: the option accessToken is not used, because the tokens in {} can be renewed and it"
                            + " cannot. Remove it",
                    account,
                    store.location());
        }
    }

    /** Repeated at each start until the configuration is corrected. */
    private void warnOfRefused(StoredAuthorization state, TokenPair offer) {
        DeadToken dead = state.dead();
        if (dead != null && !state.isDead() && dead.tokenHash().equals(offer.hash())) {
            LOG.warn(
                    "Account {}: the option refreshToken still has the value that was refused at {}: {}. The tokens in"
                            + " {} are used. Set another one, or remove the option",
                    account,
                    dead.since(),
                    dead.reason(),
                    store.location());
        }
    }

    /**
     * Renews the pair ahead of its end from now on, also without calls, until the manager is closed.
     *
     * @param sleeper how the thread waits; interrupted at the end
     */
    synchronized void stayAhead(Sleeper sleeper) {
        if (ahead != null) {
            return;
        }
        ahead = new RefreshAhead(account, view::known, this::replace, rules, clock, sleeper);
        ahead.start(threads);
    }

    /**
     * Ends the thread and all waits. Waits a few seconds for a refresh in progress, because cutting it off could lose
     * the tokens.
     */
    void close() {
        if (ahead != null) {
            ahead.close();
        }
        CompletableFuture<StoredAuthorization> last = flight;
        if (last != null) {
            try {
                last.get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("Account {}: closed during a refresh", account);
            }
            // the refresh continues and stores its tokens; only its waiting callers are released
            last.completeExceptionally(unavailable("is being renewed, and the client was closed", null));
        }
    }

    /**
     * The state in the store now. Lost tokens are written back in the background, so that the caller does not wait for
     * the lock.
     */
    private StoredAuthorization newest() {
        StoredAuthorization state = view.newest();
        if (view.isStoreBehind()) {
            joinFlight(found -> true);
        }
        return state;
    }

    private String renewed() {
        StoredAuthorization state = view.known();
        try {
            state = newest();
            return rules.isFresh(state, rejected)
                    ? state.pair().accessToken()
                    : refreshed(state).pair().accessToken();
        } catch (AuthorizationUnavailableException | TokenStoreException e) {
            return aliveOr(state, e);
        }
    }

    /** The token that a refresh in progress gives: the refresh ends the life of the current one. */
    private String newerThan(StoredAuthorization state, CompletableFuture<StoredAuthorization> running) {
        try {
            return await(running).pair().accessToken();
        } catch (Open115Exception e) {
            return aliveOr(state, e);
        }
    }

    private String aliveOr(StoredAuthorization state, Open115Exception problem) {
        if (rules.isAlive(state, rejected)) {
            return state.pair().accessToken();
        }
        throw problem;
    }

    private StoredAuthorization refreshed(StoredAuthorization state) {
        Open115Exception obstacle = needsNoPause(state) ? null : rules.obstacle(state, rejected);
        if (obstacle != null) {
            throw obstacle;
        }
        StoredAuthorization found = await(joinFlight(this::isGoodEnough));
        // the joined refresh may have ended before the token of this caller was rejected
        return isGoodEnough(found) ? found : await(joinFlight(this::isGoodEnough));
    }

    /**
     * Whether a refresh makes sense in spite of a pause of the pair: its outcome can be learned, or a candidate tried.
     */
    private boolean needsNoPause(StoredAuthorization state) {
        return round.holdsReply() || RefreshSubject.PAIR.isOpen(state) || rules.isCandidateDue(state);
    }

    private boolean isGoodEnough(StoredAuthorization found) {
        return rules.isFresh(found, rejected);
    }

    /** Renews a pair before it is due, unless the store has another one by now. */
    private void replace(TokenPair pair) {
        await(joinFlight(found -> !pair.equals(found.pair()) && isGoodEnough(found)));
    }

    /** Joins the refresh in progress, else starts one. It sends nothing if the store has a good enough pair by then. */
    private synchronized CompletableFuture<StoredAuthorization> joinFlight(Predicate<StoredAuthorization> goodEnough) {
        CompletableFuture<StoredAuthorization> running = flight;
        if (running != null) {
            return running;
        }
        CompletableFuture<StoredAuthorization> started = new CompletableFuture<>();
        Thread thread = threads.newThread(() -> fly(started, goodEnough));
        flight = started;
        try {
            thread.start();
        } catch (Error e) {
            flight = null;
            throw e;
        }
        return started;
    }

    private void fly(CompletableFuture<StoredAuthorization> result, Predicate<StoredAuthorization> goodEnough) {
        StoredAuthorization renewed = null;
        Throwable problem = null;
        try {
            renewed = store.exclusively(account, slot -> round.run(slot, rejected, goodEnough));
            view.learned(renewed);
        } catch (RuntimeException | Error e) {
            problem = e;
            view.logNotWrittenBack(e);
            learnOutcome();
        }
        flight = null;
        if (problem == null) {
            result.complete(renewed);
        } else {
            result.completeExceptionally(problem);
        }
    }

    /** Reads what the failed refresh has stored: a pause, or that the token is dead. */
    private void learnOutcome() {
        try {
            view.newest();
        } catch (RuntimeException e) {
            // the callers must get the problem of the refresh, not this one
            LOG.debug("Account {}: {}", account, e.getMessage());
        }
    }

    private StoredAuthorization await(CompletableFuture<StoredAuthorization> refresh) {
        try {
            return refresh.get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("is being renewed, which takes longer than " + maxWait, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("is being renewed, and the waiting thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Open115Exception known115) {
                throw known115;
            }
            throw unavailable("could not be renewed (" + e.getCause().getClass().getSimpleName() + ")", e.getCause());
        }
    }

    private AuthorizationUnavailableException unavailable(String what, Throwable cause) {
        return new AuthorizationUnavailableException(
                "The access token of account '" + account + "' " + what, Failure.NONE, null, cause);
    }

    private record Identity(String storeLocation, String account) {}
}
