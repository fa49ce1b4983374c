package io.github.open115.client.auth;

import io.github.open115.client.http.Sleeper;
import java.util.HashMap;
import java.util.Map;

/**
 * The token managers of this process: one for each account of each store, shared by all who ask, because a refresh token
 * works once and two managers would spend it twice.
 */
public final class TokenManagers {

    private static final Map<Identity, Shared> SHARED = new HashMap<>();

    private TokenManagers() {}

    /**
     * The manager of an account, made when nobody holds it yet, and its store seeded from the settings. Give it back with
     * {@link #release}.
     */
    public static TokenManager acquire(AuthorizationSettings settings) {
        Shared shared;
        synchronized (SHARED) {
            shared = SHARED.computeIfAbsent(Identity.of(settings), key -> new Shared(new TokenManager(settings)));
            shared.users++;
        }
        try {
            shared.manager.seed(settings.refreshToken(), settings.accessToken());
        } catch (RuntimeException e) {
            release(settings);
            throw e;
        }
        shared.manager.stayAhead(Sleeper.SYSTEM);
        return shared.manager;
    }

    /** Gives back what {@link #acquire} gave out for the same settings; the last one closes it. */
    public static void release(AuthorizationSettings settings) {
        Shared unused = null;
        synchronized (SHARED) {
            Identity identity = Identity.of(settings);
            Shared shared = SHARED.get(identity);
            if (shared != null && --shared.users == 0) {
                unused = SHARED.remove(identity);
            }
        }
        if (unused != null) {
            unused.manager.close();
        }
    }

    private record Identity(String location, String account) {

        static Identity of(AuthorizationSettings settings) {
            return new Identity(settings.store().location(), settings.account());
        }
    }

    private static final class Shared {

        private final TokenManager manager;
        private int users;

        private Shared(TokenManager manager) {
            this.manager = manager;
        }
    }
}
