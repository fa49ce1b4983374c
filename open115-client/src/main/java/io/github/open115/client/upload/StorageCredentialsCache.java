/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SingleFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials that all uploads of an account share (docs/115-open-api.md D.2). They are renewed 5 minutes before they
 * expire, and when the storage refuses them; one call serves all who wait. Thread-safe.
 */
final class StorageCredentialsCache {

    private static final Logger LOG = LoggerFactory.getLogger(StorageCredentialsCache.class);

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    /** Credentials, and when they came: by the steady clock, and in the time of the storage as it was believed to be. */
    private record Received(StorageCredentials credentials, Instant steady, Instant believed) {}

    private final AccountCalls calls;
    private final StorageClock clock;
    private final SingleFlight request = new SingleFlight();

    // guarded by this
    private Received received;
    private Instant noEarlyRenewalBefore = Instant.MIN;

    StorageCredentialsCache(AccountCalls calls, StorageClock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * The credentials, with a call if there are none or they expire soon.
     *
     * @throws Open115Exception if there are none and the call failed
     */
    StorageCredentials current() {
        Received known;
        synchronized (this) {
            known = received;
            if (known != null && !mustBeRenewed(known)) {
                return known.credentials();
            }
        }
        try {
            return renewed(known);
        } catch (Open115Exception e) {
            if (known == null || isExpired(known)) {
                throw e;
            }
            LOG.debug("The credentials of the storage were not renewed; they have not expired yet", e);
            return known.credentials();
        }
    }

    /**
     * Credentials in place of some that the storage refused. If others have come meanwhile, returns these without a call.
     *
     * @throws Open115Exception if the call failed
     */
    StorageCredentials renew(StorageCredentials refused) {
        Received known;
        synchronized (this) {
            known = received;
            // not equals: the service may give the same ones again
            if (known != null && known.credentials() != refused) {
                return known.credentials();
            }
        }
        return renewed(known);
    }

    /** Requests credentials, or waits for another thread that does. */
    private StorageCredentials renewed(Received known) {
        return request.ask(this, this, Integer.MAX_VALUE, () -> otherThan(known), this::requested);
    }

    private synchronized Optional<StorageCredentials> otherThan(Received known) {
        return received == known ? Optional.empty() : Optional.of(received.credentials());
    }

    private StorageCredentials requested() {
        StorageCredentials credentials = null;
        try {
            credentials = StorageCredentials.read(
                    calls.send(ApiCall.get("/open/upload/get_token").build(), Lane.UPLOADS));
            return credentials;
        } finally {
            synchronized (this) {
                if (credentials != null) {
                    received = new Received(credentials, clock.steady(), clock.now());
                } else {
                    noEarlyRenewalBefore = clock.steady().plus(PAUSE_AFTER_FAILURE);
                }
            }
        }
    }

    private boolean mustBeRenewed(Received known) {
        Duration life = life(known);
        if (life == null || age(known).compareTo(life.minus(margin(life))) < 0) {
            return false;
        }
        return isExpired(known) || !clock.steady().isBefore(noEarlyRenewalBefore);
    }

    private boolean isExpired(Received known) {
        Duration life = life(known);
        return life != null && age(known).compareTo(life) >= 0;
    }

    private static Duration margin(Duration life) {
        Duration quarter = life.dividedBy(4);
        return quarter.compareTo(LONGEST_MARGIN) < 0 ? quarter : LONGEST_MARGIN;
    }

    private Duration age(Received known) {
        return Duration.between(known.steady(), clock.steady());
    }

    /**
     * How long the credentials were valid when they came. Null if that is unknown, or if they had expired by the clock of
     * this machine, which is wrong then: they serve until the storage refuses them.
     */
    private Duration life(Received known) {
        Instant expiration = known.credentials().expiration();
        if (expiration == null) {
            return null;
        }
        Duration life = Duration.between(clock.at(known.steady(), known.believed()), expiration);
        return life.isNegative() || life.isZero() ? null : life;
    }
}
