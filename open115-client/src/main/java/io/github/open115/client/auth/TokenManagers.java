package io.github.open115.client.auth;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.SharedInstances;

/**
 * The token managers of this process: one for each account of each store, shared by all who ask, because a refresh token
 * works once and two managers would spend it twice.
 */
public final class TokenManagers {

    private static final SharedInstances<Identity, TokenManager> SHARED = new SharedInstances<>();

    private TokenManagers() {}

    /**
     * The manager of an account, made when nobody holds it yet, and its store seeded from the settings. Give it back with
     * {@link #release}.
     */
    public static TokenManager acquire(AuthorizationSettings settings) {
        TokenManager manager = SHARED.acquire(Identity.of(settings), () -> new TokenManager(settings));
        try {
            manager.seed(settings.refreshToken(), settings.accessToken());
        } catch (RuntimeException e) {
            release(settings);
            throw e;
        }
        manager.stayAhead(Sleeper.SYSTEM);
        return manager;
    }

    /** Gives back what {@link #acquire} gave out for the same settings; the last one closes it. */
    public static void release(AuthorizationSettings settings) {
        SHARED.release(Identity.of(settings), TokenManager::close);
    }

    private record Identity(String location, String account) {

        static Identity of(AuthorizationSettings settings) {
            return new Identity(settings.store().location(), settings.account());
        }
    }
}
