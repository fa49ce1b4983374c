package io.github.open115.client.auth;

import java.time.Clock;

/** Puts a refresh token that was obtained elsewhere into a store. Sends nothing: the first call of a route will tell. */
public final class TokenAdoption {

    /** What became of the token. */
    public enum Result {
        /** It is the authorization of the account now. */
        ADOPTED,
        /** The next call tries it; until it was accepted, and when it is refused, the tokens before it serve. */
        TRIED_NEXT,
        /** It was that already; nothing was changed. */
        ALREADY_THERE,
        /** The store has seen it before and has a newer one, or knows that it is dead; nothing was changed. */
        SPENT
    }

    private TokenAdoption() {}

    /**
     * Makes the token the authorization of the account, unless the store knows better: a refresh token works once. Where
     * there are tokens that can be renewed, it has to prove itself first.
     *
     * @param refreshToken never null or blank
     * @param clock the time
     * @throws TokenStoreException when the store cannot be read or written
     */
    public static Result adopt(TokenStore store, String account, String refreshToken, Clock clock) {
        if (refreshToken == null || refreshToken.isBlank()) {
            throw new IllegalArgumentException("the refresh token must not be empty");
        }
        TokenPair offer = new TokenPair(null, refreshToken.trim(), clock.instant(), null);
        return store.exclusively(account, slot -> {
            StoredAuthorization state = slot.load();
            boolean isDead = state.dead() != null && state.dead().tokenHash().equals(offer.hash());
            if (isDead) {
                return Result.SPENT;
            }
            if (RefreshSubject.isToken(state, offer.refreshToken())) {
                return Result.ALREADY_THERE;
            }
            if (state.knows(offer.hash())) {
                return Result.SPENT;
            }
            StoredAuthorization offered = state.offered(offer);
            slot.save(offered);
            return offered.candidate() == null ? Result.ADOPTED : Result.TRIED_NEXT;
        });
    }
}
