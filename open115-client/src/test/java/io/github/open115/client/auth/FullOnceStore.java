/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

/** Fails to save the first authorization, as a full disk does. */
public final class FullOnceStore extends ForwardingTokenStore {

    private boolean full = true;

    public FullOnceStore(TokenStore store) {
        super(store);
    }

    @Override
    Slot before(Slot slot) {
        return new ForwardingSlot(slot) {
            @Override
            public void save(StoredAuthorization authorization) {
                if (full) {
                    full = false;
                    throw new TokenStoreException("no space left", null);
                }
                super.save(authorization);
            }
        };
    }
}
