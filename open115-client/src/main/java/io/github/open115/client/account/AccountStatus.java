/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.auth.TokenLife;
import io.github.open115.client.http.ThrottledException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The state of an account. No method makes a call. */
public interface AccountStatus {

    /** The account's name in the token store. */
    String name();

    /**
     * The end of the pause after the service throttled; empty when calls may be sent, and while a probe tests the
     * service.
     */
    Optional<Instant> pausedUntil();

    /**
     * The exception that a call would throw now, with the reason and the end of the pause; empty when calls may be
     * sent.
     */
    Optional<ThrottledException> throttled();

    /** The used part of the day's calls. */
    BudgetStatus budget();

    /** Why a person must authorize again; empty while the authorization is not known to be lost. */
    Optional<String> authorizationLost();

    /**
     * Whether new tokens would help: there are none, or they are dead. False while the authorization is not known to be
     * lost, and while something else must be repaired first, such as a disabled application.
     */
    boolean isLoginNeeded();

    /**
     * Why no call can be made until the access token is renewed, and the time of the next attempt; empty while calls
     * can be made, and while a person must authorize again. As of the last look at the token store, which {@link
     * #authorizationLost()} takes.
     */
    Optional<AuthorizationUnavailableException> renewalHeld();

    /** The life of the access token; empty when there is none. */
    Optional<TokenLife> tokenLife();

    /** Calls sent since the start, by method and path, with refreshes. */
    Map<String, Long> callCounts();

    /** Download links given without a call since the start. */
    long reusedLinks();
}
