package io.github.open115.client.auth;

import java.time.Clock;
import java.util.Set;

/** Puts a refresh token that was obtained elsewhere into a store. Sends nothing: the first call of a route will tell. */
public final class TokenAdoption {

    /** What became of the token. */
    public enum Result {
        /** It is the authorization of the account now. */
        ADOPTED,
        /** It was that already; nothing was changed. */
        ALREADY_THERE,
        /** The store has seen it before and has a newer one, or knows that it is dead; nothing was changed. */
        SPENT
    }

    private TokenAdoption() {}

    /**
     * Makes the token the authorization of the account, unless the store knows better: a refresh token works once.
     *
     * @param refreshToken never null or blank
     * @param clock the time
     * @throws TokenStoreException when the store cannot be read or written
     */
    public static Result adopt(TokenStore store, String account, String refreshToken, Clock clock) {
        if (refreshToken == null || refreshToken.isBlank()) {
            throw new IllegalArgumentException("the refresh token must not be empty");
        }
        TokenPair pair = new TokenPair(null, refreshToken.trim(), clock.instant(), null);
        String seed = Fingerprint.of(pair.refreshToken());
        return store.exclusively(account, slot -> {
            StoredAuthorization state = slot.load();
            boolean isDead = state.dead() != null && state.dead().tokenHash().equals(seed);
            if (isDead) {
                return Result.SPENT;
            }
            if (state.pair() != null && pair.refreshToken().equals(state.pair().refreshToken())) {
                return Result.ALREADY_THERE;
            }
            if (state.seeds().contains(seed)) {
                return Result.SPENT;
            }
            slot.save(state.seeded(pair, Set.of(seed)));
            return Result.ADOPTED;
        });
    }
}
