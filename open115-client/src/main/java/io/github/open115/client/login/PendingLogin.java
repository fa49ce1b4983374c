/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.http.StoppableSleeper;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log-in by QR code that has begun. It makes progress only during {@link #await}. One thread waits; another thread may
 * {@linkplain #close close} the log-in, which ends the wait.
 */
public final class PendingLogin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PendingLogin.class);

    /** Codes live for about 5 minutes (docs/115-open-api.md B.3). This ends one whose expiry is not reported. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(6);

    /** Prevents a tight loop where the service answers immediately instead of holding the poll. */
    private static final Duration SPACING = Duration.ofSeconds(1);

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(3);

    /** As often as the service answers when it holds a poll. */
    private static final Duration LONGEST_RETRY_PAUSE = Duration.ofSeconds(30);

    private static final Duration THROTTLE_PAUSE = Duration.ofSeconds(30);

    private static final long NOT_CONFIRMED = 40101017;
    private static final int OK = 200;

    private final DeviceLogin login;
    private final DeviceLoginEndpoint endpoint;
    private final LoginListener listener;
    private final Consumer<StoredAuthorization> beforeFetch;
    private final SteadyClock clock;
    private final StoppableSleeper stoppable = new StoppableSleeper();
    private final Sleeper sleeper;

    private DeviceLoginEndpoint.DeviceCode code;
    private Instant codeEnd;
    private int renewals;
    private boolean expired;
    private boolean scanned;
    private int failures;
    private boolean tokensLost;
    // received and not stored yet: a device code gives tokens once
    private TokenPair unstored;
    private LoginOutcome outcome;
    private volatile boolean closed;
    // guarded by this: whether tokens are being fetched, which is not cut off
    private boolean redeeming;

    PendingLogin(
            DeviceLogin login,
            DeviceLoginEndpoint endpoint,
            LoginListener listener,
            Consumer<StoredAuthorization> beforeFetch) {
        this.beforeFetch = beforeFetch;
        this.login = login;
        this.endpoint = endpoint;
        this.listener = listener;
        this.clock = SteadyClock.of(login.clock());
        this.sleeper = login.sleeper() == null ? stoppable : login.sleeper();
    }

    /**
     * Waits until the log-in has ended, and replaces codes that expire. Calls that get no reply, or the answer "later", are
     * retried until the time is up.
     *
     * @param maxWait the longest wait; if the person has confirmed by then, the tokens are still fetched, which takes two
     *     minutes at most
     * @return how the log-in ended; the same value on each later call
     * @throws Open115Exception when the service refuses for a reason that waiting does not remove, or the log-in was closed
     * @throws io.github.open115.client.auth.TokenStoreException when the tokens could not be written; they stay in memory, and the next call writes them
     * @throws InterruptedException if the thread was interrupted; a later call continues
     */
    public LoginOutcome await(Duration maxWait) throws InterruptedException {
        Instant end = clock.instant().plus(maxWait);
        while (outcome == null) {
            Instant now = clock.instant();
            if (!now.isBefore(end)) {
                return LoginOutcome.NOT_IN_TIME;
            }
            Duration pause = step(Duration.between(now, end));
            if (outcome == null) {
                pauseUntil(earlier(now.plus(pause), end));
            }
        }
        return outcome;
    }

    /**
     * Ends a wait and the call in progress. For the service the code stays valid until it expires. Tokens that are being
     * fetched are still stored, which takes two minutes at most.
     */
    @Override
    public void close() {
        boolean fetching;
        synchronized (this) {
            closed = true;
            fetching = redeeming;
        }
        stoppable.close();
        if (fetching) {
            endpoint.closeExceptRedemption();
        } else {
            endpoint.close();
        }
    }

    /** Whether tokens were received that the store does not have yet. */
    boolean hasUnstoredTokens() {
        return unstored != null;
    }

    void showNewCode() {
        Instant asked = clock.instant();
        code = endpoint.begin();
        codeEnd = asked.plus(LONGEST_LIFE);
        expired = false;
        scanned = false;
        tokensLost = false;
        listener.show(new LoginCode(code.content()));
    }

    /** Makes one step, or schedules its retry. Returns the pause, counted from the start of this step, until the next. */
    private Duration step(Duration left) throws InterruptedException {
        try {
            Duration pause = advance(left);
            failures = 0;
            return pause;
        } catch (NoReplyException | ServiceUnavailableException e) {
            return retry(e, pauseAfter(failures));
        } catch (ThrottledException e) {
            Duration retryAfter = e.resumeAt()
                    .map(resume -> Duration.between(clock.wall(), resume))
                    .orElse(THROTTLE_PAUSE);
            return retry(e, retryAfter.compareTo(RETRY_PAUSE) < 0 ? RETRY_PAUSE : retryAfter);
        }
    }

    private Duration advance(Duration left) {
        if (unstored != null) {
            return login.exclusively(this::keep);
        }
        if (expired || !clock.instant().isBefore(codeEnd)) {
            renew();
            return Duration.ZERO;
        }
        switch (status(left)) {
            case CONFIRMED:
                return redeem();
            case CANCELLED:
                outcome = LoginOutcome.CANCELLED;
                break;
            case EXPIRED:
                expired = true;
                break;
            case SCANNED:
                if (!scanned) {
                    scanned = true;
                    listener.scanned();
                }
                break;
            default:
                break;
        }
        if (outcome == null && !expired) {
            listener.waiting();
        }
        return SPACING;
    }

    private void renew() {
        expired = true;
        if (renewals == login.maxRenewals()) {
            outcome = LoginOutcome.EXPIRED;
            return;
        }
        showNewCode();
        renewals++;
    }

    /** A long poll that times out means no change; a code that the service does not know has expired. */
    private DeviceLoginEndpoint.CodeStatus status(Duration left) {
        try {
            return endpoint.status(code, left);
        } catch (NoReplyException e) {
            if (e.isTimeout() && e.wasSent()) {
                return DeviceLoginEndpoint.CodeStatus.WAITING;
            }
            throw e;
        } catch (ThrottledException | ServiceUnavailableException e) {
            throw e;
        } catch (UnreadableReplyException e) {
            throw new ServiceUnavailableException("The status of the QR code could not be read", e.failure());
        } catch (Open115Exception e) {
            if (e.failure().httpStatus() == OK) {
                LOG.debug("The QR code is no longer valid: {}", e.getMessage());
                return DeviceLoginEndpoint.CodeStatus.EXPIRED;
            }
            throw e;
        }
    }

    /**
     * Fetches the tokens and stores them. The store is locked before: nothing may delay the write, because until then the
     * tokens exist only in memory.
     */
    private Duration redeem() {
        synchronized (this) {
            if (closed) {
                throw new Open115Exception("The log-in was closed", null);
            }
            redeeming = true;
        }
        try {
            return login.exclusively(slot -> {
                beforeFetch.accept(slot.load());
                Duration pause = fetch();
                return unstored == null ? pause : keep(slot);
            });
        } finally {
            boolean late;
            synchronized (this) {
                redeeming = false;
                late = closed;
            }
            if (late) {
                endpoint.close();
            }
        }
    }

    private Duration fetch() {
        try {
            unstored = endpoint.redeem(code);
        } catch (NoReplyException e) {
            tokensLost |= e.wasSent();
            throw e;
        } catch (ThrottledException | ServiceUnavailableException | UnreadableReplyException e) {
            throw e;
        } catch (Open115Exception e) {
            if (e.failure().code() == NOT_CONFIRMED) {
                return RETRY_PAUSE;
            }
            if (!tokensLost) {
                throw e;
            }
            // a device code gives tokens once: the service has sent them, and they did not arrive
            expired = true;
            return SPACING;
        }
        return Duration.ZERO;
    }

    private Duration keep(TokenStore.Slot slot) {
        login.keep(unstored, slot);
        unstored = null;
        outcome = LoginOutcome.LOGGED_IN;
        LOG.info("Logged in by QR code: {}", login);
        return Duration.ZERO;
    }

    private Duration retry(Open115Exception problem, Duration pause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for a log-in");
        }
        if (closed) {
            throw problem;
        }
        failures++;
        if (failures == 1) {
            listener.retrying(problem);
        }
        return pause;
    }

    private static Duration pauseAfter(int earlierFailures) {
        Duration pause = RETRY_PAUSE.multipliedBy(1L << Math.min(earlierFailures, 4));
        return pause.compareTo(LONGEST_RETRY_PAUSE) < 0 ? pause : LONGEST_RETRY_PAUSE;
    }

    private void pauseUntil(Instant next) throws InterruptedException {
        sleeper.sleep(Duration.between(clock.instant(), next));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
