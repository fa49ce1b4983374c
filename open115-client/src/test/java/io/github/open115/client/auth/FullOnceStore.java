package io.github.open115.client.auth;

/** A store that has no room for the first authorization that it is given. */
final class FullOnceStore extends ForwardingTokenStore {

    private boolean full = true;

    FullOnceStore(TokenStore store) {
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
