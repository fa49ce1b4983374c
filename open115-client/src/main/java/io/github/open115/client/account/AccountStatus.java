package io.github.open115.client.account;

import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.auth.TokenLife;
import io.github.open115.client.http.ThrottledException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What can be told of an account without a call. */
public interface AccountStatus {

    /** The account's name in the token store. */
    String name();

    /**
     * Until when nothing is sent because the service throttles; empty when calls may be sent, and while one call finds out
     * whether the service is content again.
     */
    Optional<Instant> pausedUntil();

    /** What a call would fail with now, with the reason and the time at which calls go on; empty when it may be sent. */
    Optional<ThrottledException> throttled();

    /** How much of the day's calls is gone. */
    BudgetStatus budget();

    /** Why a person must authorize again; empty while the authorization is good or not known to be bad. */
    Optional<String> authorizationLost();

    /**
     * Why no call can be made until the access token is renewed, and when that is tried next; empty while a call can be
     * made, and while a person must authorize again. As of the last look at the token store, which {@link
     * #authorizationLost()} takes.
     */
    Optional<AuthorizationUnavailableException> renewalHeld();

    /** From when to when the access token serves; empty when there is none. */
    Optional<TokenLife> tokenLife();

    /** Calls sent since start, by method and path, refreshes included. */
    Map<String, Long> callCounts();

    /** Download links that were handed out without a call since start. */
    long reusedLinks();
}
