package io.github.open115.client.account;

import io.github.open115.client.auth.TokenLife;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What can be told of an account without a call. */
public interface AccountStatus {

    /** The account's name in the token store. */
    String name();

    /** Until when nothing is sent because the service throttles; empty when calls may be sent. */
    Optional<Instant> pausedUntil();

    /** Why nothing is sent, as a sentence; empty when calls may be sent. */
    Optional<String> pauseReason();

    /** Why a person must authorize again; empty while the authorization is good or not known to be bad. */
    Optional<String> authorizationLost();

    /** From when to when the access token serves; empty when there is none. */
    Optional<TokenLife> tokenLife();

    /** Calls sent since start, by method and path, refreshes included. */
    Map<String, Long> callCounts();
}
