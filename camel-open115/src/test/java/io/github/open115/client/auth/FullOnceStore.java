package io.github.open115.client.auth;

import java.util.function.Function;

/** A store that has no room for the first authorization that it is given. */
final class FullOnceStore implements TokenStore {

    private final TokenStore store;
    private boolean full = true;

    FullOnceStore(TokenStore store) {
        this.store = store;
    }

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
        return store.exclusively(account, slot -> work.apply(new FullSlot(slot)));
    }

    private final class FullSlot implements Slot {

        private final Slot slot;

        FullSlot(Slot slot) {
            this.slot = slot;
        }

        @Override
        public StoredAuthorization load() {
            return slot.load();
        }

        @Override
        public void save(StoredAuthorization authorization) {
            if (full) {
                full = false;
                throw new TokenStoreException("no space left", null);
            }
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
