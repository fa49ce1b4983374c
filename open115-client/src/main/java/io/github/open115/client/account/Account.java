/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.auth.TokenLife;
import io.github.open115.client.auth.TokenManager;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.ErrorCodes;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Sends all calls of one client for its account: within the budget and the breaker that the clients of the account
 * share, with the bearer, one change at a time. Thread-safe.
 */
public final class Account implements AccountCalls, AccountStatus, AutoCloseable {

    /** Pauses before a change is sent again because another one is running (codes 990005, 990009, 990019). */
    private static final List<Duration> BUSY_PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private static final Duration LONGEST_WAIT_FOR_MUTATION = Duration.ofMinutes(5);

    private final Transport transport;
    private final TokenManager tokens;
    private final SteadyClock clock;
    private final Sleeper sleeper;
    private final AccountScope scope;
    private final AccountListener listener;
    private final String loginAdvice;
    private final LongAdder reusedLinks = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param tokens gives the bearer, and says which account of which token store this is
     * @param transport sends the calls
     * @param limits how much the account may ask; the same for all clients of the account
     * @param stateStore where the processes that use the account share their budget
     * @param clock the time
     * @param sleeper waits
     * @param listener hears of throttling and of a lost authorization
     * @param loginAdvice added to the message when a log-in is needed; may be empty
     * @throws IllegalArgumentException when the account is in use in this process with other limits or another state
     *     store
     * @throws AccountStateException when the shared state cannot be read
     */
    public Account(
            TokenManager tokens,
            Transport transport,
            Limits limits,
            AccountStateStore stateStore,
            Clock clock,
            Sleeper sleeper,
            AccountListener listener,
            String loginAdvice) {
        this.transport = transport;
        this.tokens = tokens;
        this.clock = SteadyClock.of(clock);
        this.sleeper = sleeper;
        this.scope = AccountScope.acquire(
                new AccountScope.Identity(tokens.storeLocation(), tokens.account()), limits, clock, stateStore);
        this.listener = listener;
        this.loginAdvice = loginAdvice;
    }

    @Override
    public JsonObject send(ApiCall call, Lane lane) {
        return send(call, lane, WaitPolicy.DEFAULT);
    }

    /** The calls of this account with another wait policy; everything else is shared. */
    public AccountCalls callsWith(WaitPolicy policy) {
        return (call, lane) -> send(call, lane, policy);
    }

    @Override
    public String name() {
        return scope.account();
    }

    @Override
    public Optional<Instant> pausedUntil() {
        return scope.breaker().cooldown();
    }

    @Override
    public Optional<ThrottledException> throttled() {
        return scope.breaker().refusal();
    }

    @Override
    public BudgetStatus budget() {
        return scope.budget().status();
    }

    @Override
    public Optional<TokenLife> tokenLife() {
        return tokens.tokenLife();
    }

    @Override
    public Optional<String> authorizationLost() {
        return tokens.lostReason().map(this::advised);
    }

    @Override
    public boolean isLoginNeeded() {
        return tokens.isLoginNeeded();
    }

    @Override
    public Optional<AuthorizationUnavailableException> renewalHeld() {
        return tokens.renewalHeld();
    }

    @Override
    public Map<String, Long> callCounts() {
        Map<String, Long> counts = new TreeMap<>(transport.callCounts());
        tokens.callCounts().forEach((call, count) -> counts.merge(call, count, Long::sum));
        return counts;
    }

    @Override
    public long reusedLinks() {
        return reusedLinks.sum();
    }

    /** Counts a download link that was given without a call. */
    public void countReusedLink() {
        reusedLinks.increment();
    }

    /** Returns leased calls that were not sent. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            scope.release();
        }
    }

    private JsonObject send(ApiCall call, Lane lane, WaitPolicy policy) {
        try {
            return lane == Lane.MUTATION ? alone(call, policy) : whenAllowed(call, lane, policy);
        } catch (AuthorizationLostException e) {
            listener.mayHaveChanged(this);
            throw loginAdvice.isEmpty() ? e : new AuthorizationLostException(advised(e.getMessage()), e.failure());
        }
    }

    private String advised(String reason) {
        return loginAdvice.isEmpty() || !tokens.isLoginNeeded() ? reason : reason + ". " + loginAdvice;
    }

    private JsonObject alone(ApiCall call, WaitPolicy policy) {
        try {
            if (!scope.mutation().tryLock(LONGEST_WAIT_FOR_MUTATION.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(call + ": other changes to account '" + name() + "' take too long");
            }
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
        try {
            for (Duration wait : BUSY_PAUSES) {
                try {
                    return whenAllowed(call, Lane.MUTATION, policy);
                } catch (BusyException e) {
                    sleep(call, wait);
                }
            }
            return whenAllowed(call, Lane.MUTATION, policy);
        } finally {
            scope.mutation().unlock();
        }
    }

    private JsonObject whenAllowed(ApiCall call, Lane lane, WaitPolicy policy) {
        Instant deadline = clock.instant().plus(policy.maxWait());
        boolean renewed = false;
        boolean resent = false;
        while (true) {
            Admission admission = admit(call, lane, deadline);
            try {
                return exchange(call, admission);
            } catch (NoReplyException e) {
                // after a timeout the time of the call is used up
                if (resent || !call.isRepeatable() || e.isTimeout()) {
                    throw e;
                }
                resent = true;
            } catch (ThrottledException e) {
                retryAfter(e, deadline);
            } catch (Open115Exception e) {
                if (renewed || e.kind() != ErrorCodes.Kind.ACCESS_TOKEN) {
                    throw e;
                }
                renewed = true;
                tokens.replacementFor(admission.token());
            }
        }
    }

    /** Sends a call, and reports to the breaker what the reply says about the service. */
    private JsonObject exchange(ApiCall call, Admission admission) {
        Breaker breaker = scope.breaker();
        try {
            JsonObject reply = transport.send(call, admission.token());
            breaker.passed(admission.permit());
            return reply;
        } catch (Open115Exception e) {
            if (isThrottleReply(e)) {
                throw throttled(admission, e);
            }
            if (isAnswer(e)) {
                breaker.passed(admission.permit());
            }
            throw e;
        } finally {
            breaker.undecided(admission.permit());
        }
    }

    /** Throttling often shows as a refusal without code and text (docs/115-open-api.md H.3). */
    private static boolean isThrottleReply(Open115Exception reply) {
        return reply instanceof ThrottledException
                || reply.kind() == ErrorCodes.Kind.UNKNOWN && reply.failure().isWithoutReason();
    }

    /** Whether the service looked at the call and refused what it asks: then it does not throttle. */
    private static boolean isAnswer(Open115Exception reply) {
        return switch (reply.kind()) {
            case ACCESS_TOKEN, TRY_LATER, UNKNOWN, NO_REPLY, UNREADABLE, NONE -> false;
            default -> true;
        };
    }

    private ThrottledException throttled(Admission admission, Open115Exception reply) {
        ThrottledException throttled = scope.breaker().throttled(admission.permit(), reply);
        listener.mayHaveChanged(this);
        return throttled;
    }

    /** The right to send one call, and its token. */
    record Admission(Breaker.Permit permit, String token) {}

    /** Waits until the call may be sent: for the end of a pause, for its turn, for a token. */
    Admission admit(ApiCall call, Lane lane, Instant deadline) {
        while (true) {
            Breaker.Permit permit = waitForPermit(call, deadline);
            boolean admitted = false;
            try {
                // before the budget: without a token the call is not sent and must not use a turn
                tokens.accessToken();
                // another call may be throttled while this one waits
                BooleanSupplier paused =
                        () -> !permit.isProbe() && scope.breaker().until().isPresent();
                if (scope.budget().take(lane, paused, sleeper)) {
                    // again: the token may have been refreshed while this call waited for its turn
                    String token = tokens.accessToken();
                    admitted = true;
                    return new Admission(permit, token);
                }
            } catch (InterruptedException e) {
                throw interrupted(call, e);
            } finally {
                if (!admitted) {
                    scope.breaker().undecided(permit);
                }
            }
        }
    }

    private Breaker.Permit waitForPermit(ApiCall call, Instant deadline) {
        while (true) {
            Optional<Breaker.Permit> permit = scope.breaker().enter();
            if (permit.isPresent()) {
                return permit.get();
            }
            Optional<ThrottledException> refusal = throttled();
            if (refusal.isPresent()) {
                retryAfter(refusal.get(), deadline);
                sleep(
                        call,
                        Duration.between(clock.wall(), refusal.get().resumeAt().orElseThrow()));
            }
        }
    }

    private void retryAfter(ThrottledException throttled, Instant deadline) {
        if (throttled
                .resumeAt()
                .filter(resumeAt -> !resumeAt.isAfter(clock.toWall(deadline)))
                .isEmpty()) {
            throw throttled;
        }
    }

    private void sleep(ApiCall call, Duration duration) {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static Open115Exception interrupted(ApiCall call, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Open115Exception(call + ": not sent, the wait for its turn was interrupted", e);
    }
}
