package io.github.open115.client.auth;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this process knows of an account's authorization. It is read again only when the store has another version, and
 * threads that ask at the same time share one look: a hundred calls that meet a rejected token are not a hundred
 * queries.
 */
final class StoreView {

    private final TokenStore store;
    private final String account;
    private final AtomicLong looksBegun = new AtomicLong();

    private volatile StoredAuthorization known = StoredAuthorization.NONE;
    // guarded by this: the version that the known state was read at, and the number of the last look that succeeded
    private String version;
    private long lastLook;

    StoreView(TokenStore store, String account) {
        this.store = store;
        this.account = account;
    }

    /** As it was when it was last looked at; never null. */
    StoredAuthorization known() {
        return known;
    }

    /** As the store has it now. */
    StoredAuthorization newest() {
        long begunBefore = looksBegun.get();
        synchronized (this) {
            // a look that began after this call was made answers it too
            if (lastLook > begunBefore) {
                return known;
            }
            long look = looksBegun.incrementAndGet();
            String current = store.version(account);
            if (!Objects.equals(current, version)) {
                known = store.load(account);
                version = current;
            }
            lastLook = look;
            return known;
        }
    }

    /** Takes over what this process has just stored; the next look reads it again. */
    synchronized void learned(StoredAuthorization stored) {
        known = stored;
        version = null;
    }
}
