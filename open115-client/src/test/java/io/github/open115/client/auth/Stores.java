/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Instant;

/** What tests do to a store from outside. */
public final class Stores {

    private Stores() {}

    /** Begins an authorization anew, as a log-in does that ran in another process. */
    public static void authorize(TokenStore store, String account, String refreshToken) {
        save(
                store,
                account,
                store.load(account).authorized(new TokenPair(null, refreshToken, Instant.EPOCH, null), Instant.now()));
    }

    /** Whether it says that a refresh is about to be sent. */
    static boolean isMark(StoredAuthorization authorization) {
        return RefreshSubject.PAIR.isOpen(authorization) || RefreshSubject.CANDIDATE.isOpen(authorization);
    }

    static void save(TokenStore store, String account, StoredAuthorization authorization) {
        store.exclusively(account, slot -> {
            slot.save(authorization);
            return null;
        });
    }
}
