/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Clock;

/** Puts a refresh token from elsewhere into a store. Sends nothing; the first call of a client tries the token. */
public final class TokenAdoption {

    /** What happened to the token. */
    public enum Result {
        /** The token is the authorization of the account now. */
        ADOPTED,
        /** The next call tries the token. Until it is accepted, and if it is refused, the current tokens serve. */
        TRIED_NEXT,
        /** The store has this token already; nothing was changed. */
        ALREADY_THERE,
        /** The store has replaced this token by a newer one, or knows that it is dead; nothing was changed. */
        SPENT
    }

    private TokenAdoption() {}

    /**
     * Makes the token the authorization of the account, unless the store has seen it: a refresh token works once. Where
     * the current tokens can be renewed, the token is tried first.
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
            // of a refresh that was cut off: the next process finds the newest tokens there, and saving removes it
            String reply = RefreshSubject.PAIR.isOpen(offered) ? slot.keptReply() : null;
            slot.save(offered);
            if (reply != null) {
                slot.keepReply(reply);
            }
            return offered.candidate() == null ? Result.ADOPTED : Result.TRIED_NEXT;
        });
    }
}
