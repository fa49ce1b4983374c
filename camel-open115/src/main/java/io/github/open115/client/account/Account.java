package io.github.open115.client.account;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.TokenLife;
import io.github.open115.client.auth.TokenManager;
import io.github.open115.client.http.AccessTokenRejectedException;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.Fields;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.Transport;
import io.github.open115.client.http.UnknownFailureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** All calls of one account pass here: its budget, its pause, its bearer, one change at a time. Thread-safe. */
public final class Account implements AccountCalls, AccountStatus {

    /** Pauses before a change that met another one still running is sent again (codes 990005, 990009, 990019). */
    private static final List<Duration> BUSY_PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private static final Duration LONGEST_WAIT_FOR_MUTATION = Duration.ofMinutes(5);

    private final String name;
    private final Transport transport;
    private final TokenManager tokens;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RequestBudget budget;
    private final ThrottlePause pause;
    private final AccountListener listener;
    private final ReentrantLock mutation = new ReentrantLock(true);

    /**
     * @param name the account's name in the token store
     * @param transport sends the calls
     * @param tokens gives the bearer
     * @param limits how much and how fast
     * @param clock the time
     * @param sleeper how to wait
     * @param listener is told of throttling and of a lost authorization
     */
    public Account(
            String name,
            Transport transport,
            TokenManager tokens,
            Limits limits,
            Clock clock,
            Sleeper sleeper,
            AccountListener listener) {
        this.name = name;
        this.transport = transport;
        this.tokens = tokens;
        this.clock = clock;
        this.sleeper = sleeper;
        this.budget = new RequestBudget(limits, clock);
        this.pause = new ThrottlePause(name, limits, clock);
        this.listener = listener;
    }

    @Override
    public Fields send(ApiCall call, Lane lane) {
        return send(call, lane, WaitPolicy.DEFAULT);
    }

    /** The calls of this account with another policy for its pauses; everything else is shared. */
    public AccountCalls callsWith(WaitPolicy policy) {
        return (call, lane) -> send(call, lane, policy);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Instant> pausedUntil() {
        return pause.until();
    }

    @Override
    public Optional<String> pauseReason() {
        return pause.until().map(until -> pause.refusal().getMessage());
    }

    @Override
    public Optional<TokenLife> tokenLife() {
        return tokens.tokenLife();
    }

    @Override
    public Optional<String> authorizationLost() {
        return tokens.lostReason();
    }

    @Override
    public Map<String, Long> callCounts() {
        Map<String, Long> counts = new TreeMap<>(transport.callCounts());
        tokens.callCounts().forEach((call, count) -> counts.merge(call, count, Long::sum));
        return counts;
    }

    private Fields send(ApiCall call, Lane lane, WaitPolicy policy) {
        try {
            return lane == Lane.MUTATION ? alone(call, policy) : whenAllowed(call, policy);
        } catch (AuthorizationLostException e) {
            listener.mayHaveChanged(this);
            throw e;
        }
    }

    private Fields alone(ApiCall call, WaitPolicy policy) {
        try {
            if (!mutation.tryLock(LONGEST_WAIT_FOR_MUTATION.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(call + ": other changes to account '" + name + "' take too long");
            }
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
        try {
            for (Duration wait : BUSY_PAUSES) {
                try {
                    return whenAllowed(call, policy);
                } catch (BusyException e) {
                    sleep(call, wait);
                }
            }
            return whenAllowed(call, policy);
        } finally {
            mutation.unlock();
        }
    }

    private Fields whenAllowed(ApiCall call, WaitPolicy policy) {
        Instant deadline = clock.instant().plus(policy.maxWait());
        boolean renewed = false;
        boolean resent = false;
        while (true) {
            String token = waitForTurn(call, deadline);
            Instant sentAt = clock.instant();
            try {
                Fields reply = transport.send(call, token);
                pause.succeeded(sentAt);
                return reply;
            } catch (AccessTokenRejectedException e) {
                if (renewed) {
                    throw e;
                }
                renewed = true;
                tokens.replacementFor(token);
            } catch (NoReplyException e) {
                // after a time-out the time of the call is up
                if (resent || !call.isRepeatable() || e.isTimeout()) {
                    throw e;
                }
                resent = true;
            } catch (ThrottledException e) {
                retryAfter(throttled(sentAt, e), deadline);
            } catch (UnknownFailureException e) {
                if (!e.failure().isWithoutReason()) {
                    throw e;
                }
                retryAfter(throttled(sentAt, e), deadline);
            }
        }
    }

    private ThrottledException throttled(Instant sentAt, Open115Exception reply) {
        ThrottledException throttled = pause.begin(sentAt, reply);
        listener.mayHaveChanged(this);
        return throttled;
    }

    /** Waits until the call may be sent, and gives the access token to send it with. */
    private String waitForTurn(ApiCall call, Instant deadline) {
        while (true) {
            waitForEndOfPause(call, deadline);
            // before the budget: a call that no token can be had for is never sent and must not use any up
            tokens.accessToken();
            sleep(call, budget.take());
            // another call may have been throttled while this one waited for its turn
            if (pause.until().isEmpty()) {
                return tokens.accessToken();
            }
        }
    }

    private void waitForEndOfPause(ApiCall call, Instant deadline) {
        for (Optional<Instant> until = pause.until(); until.isPresent(); until = pause.until()) {
            retryAfter(pause.refusal(), deadline);
            sleep(call, Duration.between(clock.instant(), until.get()));
        }
    }

    private static void retryAfter(ThrottledException throttled, Instant deadline) {
        if (throttled.resumeAt().filter(resumeAt -> !resumeAt.isAfter(deadline)).isEmpty()) {
            throw throttled;
        }
    }

    private void sleep(ApiCall call, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
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
