/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a pair well before its end, on a thread of its own, so that no busy route delays it (docs/promises.md R27).
 * Each process chooses a random moment for each pair: of several processes on one store the first renews, the others
 * find the new pair. A pair of unknown life is renewed by the calls.
 */
final class RefreshAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshAhead.class);

    /** Between 75 % and 90 % of the life, minus the interval between two looks at the clock. */
    private static final double EARLIEST = 0.76;

    private static final double LATEST = 0.89;

    /**
     * The interval between two looks at the clock: after a standby or a change of the clock a long sleep would end too
     * late.
     */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    private final String account;
    private final Supplier<StoredAuthorization> known;
    private final Consumer<TokenPair> replace;
    private final TokenRules rules;
    private final SteadyClock clock;
    private final Sleeper sleeper;

    private volatile Thread thread;
    private TokenPair planned;
    // time of day
    private Instant plan;

    /**
     * @param account whose pair, for messages
     * @param known the authorization known to this process
     * @param replace renews a pair unless the store has a newer one, and waits for the outcome
     * @param rules says what forbids a refresh
     * @param clock the time
     * @param sleeper how to wait
     */
    RefreshAhead(
            String account,
            Supplier<StoredAuthorization> known,
            Consumer<TokenPair> replace,
            TokenRules rules,
            Clock clock,
            Sleeper sleeper) {
        this.account = account;
        this.known = known;
        this.replace = replace;
        this.rules = rules;
        this.clock = SteadyClock.of(clock);
        this.sleeper = sleeper;
    }

    void start(ThreadFactory threads) {
        Thread timer = threads.newThread(this::run);
        thread = timer;
        timer.start();
    }

    /** Ends the thread. The thread itself uses neither the store nor the network, so interrupting it is safe. */
    @Override
    public void close() {
        Thread timer = thread;
        thread = null;
        timer.interrupt();
    }

    private void run() {
        try {
            while (thread != null) {
                sleeper.sleep(pause());
                renewWhenDue();
            }
        } catch (InterruptedException e) {
            LOG.debug("Account {}: no longer renewed ahead of time", account);
        }
    }

    private Duration pause() {
        Instant due = dueAt(known.get());
        Instant now = clock.instant();
        // a pair that is due was just tried, or the process has just started: no reason to hurry
        return due.isAfter(now) && due.isBefore(now.plus(LONGEST_SLEEP)) ? Duration.between(now, due) : LONGEST_SLEEP;
    }

    private void renewWhenDue() {
        StoredAuthorization state = known.get();
        if (thread == null || clock.instant().isBefore(dueAt(state))) {
            return;
        }
        try {
            replace.accept(state.pair());
        } catch (RuntimeException e) {
            // the refresh has logged the reason; the old pair still serves, and this thread must go on
            LOG.debug("Account {}: not renewed ahead of time: {}", account, e.getMessage());
        }
    }

    private Instant dueAt(StoredAuthorization state) {
        TokenPair pair = state.pair();
        if (pair == null || pair.accessToken() == null || pair.refreshToken() == null || pair.expiresIn() == null) {
            return Instant.MAX;
        }
        if (!pair.equals(planned)) {
            double part = ThreadLocalRandom.current().nextDouble(EARLIEST, LATEST);
            plan = pair.issuedAt().plusMillis((long) (pair.expiresIn().toMillis() * part));
            planned = pair;
        }
        Instant allowed = rules.refreshAllowedAt(state);
        Instant due = rules.isBefore(pair, plan) ? rules.steady(pair, plan) : Instant.MIN;
        return allowed.isAfter(due) ? allowed : due;
    }
}
