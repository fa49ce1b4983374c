package io.github.open115.client.account;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scopes of this process: one for each account of each token store, as there is one authorization. */
final class AccountScopes {

    private static final Logger LOG = LoggerFactory.getLogger(AccountScopes.class);

    private static final Map<Identity, Shared> SHARED = new HashMap<>();

    private AccountScopes() {}

    /**
     * Which account.
     *
     * @param tokenStore the location of the store its authorization is kept in
     * @param account its name there
     */
    record Identity(String tokenStore, String account) {}

    /**
     * The scope of an account, made when nobody holds it yet. Give it back with {@link #release}.
     *
     * @throws IllegalArgumentException when it is in use with other limits, or with a store in another place
     */
    static AccountScope acquire(Identity identity, Limits limits, Clock clock, AccountStateStore store) {
        synchronized (SHARED) {
            Shared shared = SHARED.computeIfAbsent(
                    identity, key -> new Shared(new AccountScope(identity.account(), limits, clock, store)));
            if (!shared.scope.limits().equals(limits)) {
                throw new IllegalArgumentException("Account '" + identity.account() + "' of " + identity.tokenStore()
                        + " is in use with " + shared.scope.limits() + " and cannot have " + limits
                        + " beside it: give all its clients the same limits, or use two account names");
            }
            if (!shared.scope.stateStore().equals(store.location())) {
                throw new IllegalArgumentException("Account '" + identity.account() + "' of " + identity.tokenStore()
                        + " is in use with the accountStateStore in " + shared.scope.stateStore()
                        + " and cannot have one in " + store.location()
                        + " beside it: give all its clients the same store, or use two account names");
            }
            shared.users++;
            return shared.scope;
        }
    }

    /** Gives back what {@link #acquire} gave out; the last one closes it. */
    static void release(Identity identity) {
        synchronized (SHARED) {
            Shared shared = SHARED.get(identity);
            if (shared != null && --shared.users == 0) {
                SHARED.remove(identity);
                close(identity, shared.scope);
            }
        }
    }

    private static void close(Identity identity, AccountScope scope) {
        try {
            scope.budget().close();
        } catch (AccountStateException e) {
            LOG.warn("Account {}: calls that were leased and not sent stay counted", identity.account(), e);
        }
    }

    private static final class Shared {

        private final AccountScope scope;
        private int users;

        private Shared(AccountScope scope) {
            this.scope = scope;
        }
    }
}
