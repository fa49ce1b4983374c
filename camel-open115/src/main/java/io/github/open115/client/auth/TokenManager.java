package io.github.open115.client.auth;

import io.github.open115.client.http.Authorizer;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the access token of one account and renews it: one refresh at a time, whoever asks (requirement R2), on a
 * thread of its own that the interruption of a caller does not reach. What it gives out is always durable in the store.
 */
public final class TokenManager implements Authorizer {

    private static final Logger LOG = LoggerFactory.getLogger(TokenManager.class);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final TokenStore store;
    private final String account;
    private final RefreshEndpoint endpoint;
    private final TokenRules rules;
    private final RefreshRound round;
    private final Clock clock;
    private final ThreadFactory threads;
    private final Duration maxWait;

    private volatile Known known = new Known(null, StoredAuthorization.NONE);
    private volatile String rejected;
    private CompletableFuture<StoredAuthorization> flight;

    TokenManager(AuthorizationSettings settings) {
        this.store = settings.store();
        this.account = settings.account();
        this.clock = settings.clock();
        this.threads = settings.threads();
        this.maxWait = settings.maxWait();
        this.endpoint = new RefreshEndpoint(settings.http(), settings.baseClient(), settings.clock());
        this.rules = new TokenRules(account, store.location(), clock);
        this.round = new RefreshRound(account, rules, endpoint, clock);
    }

    @Override
    public String accessToken() {
        StoredAuthorization state = known.state;
        return rules.isFresh(state, rejected) ? state.pair().accessToken() : renewed();
    }

    @Override
    public String replacementFor(String rejectedToken) {
        rejected = rejectedToken;
        return renewed();
    }

    /** Why a person must authorize again, as a sentence that says what to do; empty while nobody must. No call is made. */
    public Optional<String> lostReason() {
        return Optional.ofNullable(rules.lostReason(newest(), rejected));
    }

    /** The life of the access token as the store has it; empty when there is none. No call is made. */
    public Optional<TokenLife> tokenLife() {
        return Optional.ofNullable(TokenLife.of(newest().pair()));
    }

    /** Refreshes sent, as {@code POST /open/refreshToken}; empty before the first. */
    public Map<String, Long> callCounts() {
        return endpoint.callCounts();
    }

    /**
     * Puts a token from the configuration into the store, unless the store was seeded with it before: tokens rotate, so
     * from then on the store knows better.
     *
     * @param refreshToken null when there is none
     * @param accessToken null when there is none
     */
    void seed(String refreshToken, String accessToken) {
        String seed = Fingerprint.of(refreshToken == null ? accessToken : refreshToken);
        if (seed == null || isSeeded(store.load(account), seed)) {
            return;
        }
        store.exclusively(account, slot -> {
            StoredAuthorization state = round.recover(slot);
            if (!isSeeded(state, seed)) {
                slot.save(state.seeded(new TokenPair(accessToken, refreshToken, clock.instant(), null), Set.of(seed)));
                LOG.info("Account {}: took a new token from the configuration into {}", account, store.location());
            }
            return null;
        });
    }

    /** Ends what is open. A refresh in progress is waited for a little, because cutting it off could cost the token. */
    void close() {
        CompletableFuture<StoredAuthorization> last;
        synchronized (this) {
            last = flight;
        }
        if (last != null) {
            try {
                last.get(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("Account {}: closed during a refresh", account);
            }
            // the refresh itself goes on and stores what it gets; only those who wait for it are let go
            last.completeExceptionally(unavailable("is being renewed, and the client was closed", null));
        }
    }

    private static boolean isSeeded(StoredAuthorization state, String seed) {
        return state.pair() != null && state.seeds().contains(seed);
    }

    private String renewed() {
        StoredAuthorization state = newest();
        if (rules.isFresh(state, rejected)) {
            return state.pair().accessToken();
        }
        try {
            return refreshed(state).pair().accessToken();
        } catch (AuthorizationUnavailableException e) {
            if (rules.isAlive(state, rejected)) {
                return state.pair().accessToken();
            }
            throw e;
        }
    }

    private StoredAuthorization refreshed(StoredAuthorization state) {
        RefreshAttempt attempt = state.currentAttempt();
        boolean unfinished = attempt != null && attempt.open();
        Open115Exception obstacle = unfinished ? null : rules.obstacle(state, rejected);
        if (obstacle != null) {
            throw obstacle;
        }
        return await(joinFlight());
    }

    /** The authorization as the store has it; read again only when it has changed. */
    private StoredAuthorization newest() {
        String version = store.version(account);
        if (!Objects.equals(version, known.version)) {
            known = new Known(version, store.load(account));
        }
        return known.state;
    }

    private synchronized CompletableFuture<StoredAuthorization> joinFlight() {
        if (flight == null) {
            CompletableFuture<StoredAuthorization> started = new CompletableFuture<>();
            threads.newThread(() -> fly(started)).start();
            flight = started;
        }
        return flight;
    }

    private void fly(CompletableFuture<StoredAuthorization> result) {
        Known renewed = null;
        Throwable problem = null;
        try {
            renewed = store.exclusively(account, slot -> {
                StoredAuthorization state = round.run(slot, rejected);
                // the version is taken under the lock, else a change by somebody else could hide behind it
                return new Known(store.version(account), state);
            });
            known = renewed;
        } catch (RuntimeException | Error e) {
            problem = e;
        }
        synchronized (this) {
            flight = null;
        }
        if (problem == null) {
            result.complete(renewed.state);
        } else {
            result.completeExceptionally(problem);
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

    private record Known(String version, StoredAuthorization state) {}
}
