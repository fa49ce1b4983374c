/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.util.function.Function;

/** A store that hands everything on, for those that do one thing else. */
abstract class ForwardingTokenStore implements TokenStore {

    private final TokenStore store;

    ForwardingTokenStore(TokenStore store) {
        this.store = store;
    }

    /** What stands before the slot of the store. */
    abstract Slot before(Slot slot);

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public StoredAuthorization load(String account) {
        return store.load(account);
    }

    @Override
    public String version(String account) {
        return store.version(account);
    }

    @Override
    public <T> T exclusively(String account, Function<Slot, T> work) {
        return store.exclusively(account, slot -> work.apply(before(slot)));
    }

    /** A slot that hands everything on. */
    static class ForwardingSlot implements Slot {

        private final Slot slot;

        ForwardingSlot(Slot slot) {
            this.slot = slot;
        }

        @Override
        public StoredAuthorization load() {
            return slot.load();
        }

        @Override
        public void save(StoredAuthorization authorization) {
            slot.save(authorization);
        }

        @Override
        public void keepReply(String reply) {
            slot.keepReply(reply);
        }

        @Override
        public String keptReply() {
            return slot.keptReply();
        }
    }
}
