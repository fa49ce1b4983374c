package io.github.open115.client.account;

import io.github.open115.client.internal.SharedInstances;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scopes of this process: one for each account of each token store, as there is one authorization. */
final class AccountScopes {

    private static final Logger LOG = LoggerFactory.getLogger(AccountScopes.class);

    private static final SharedInstances<Identity, AccountScope> SHARED = new SharedInstances<>();

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
        return SHARED.acquire(
                identity,
                () -> new AccountScope(identity.account(), limits, clock, store),
                scope -> requireSame(identity, scope, limits, store));
    }

    private static void requireSame(Identity identity, AccountScope scope, Limits limits, AccountStateStore store) {
        if (!scope.limits().equals(limits)) {
            throw new IllegalArgumentException("Account '" + identity.account() + "' of " + identity.tokenStore()
                    + " is in use with " + scope.limits() + " and cannot have " + limits
                    + " beside it: give all its clients the same limits, or use two account names");
        }
        if (!scope.stateStore().equals(store.location())) {
            throw new IllegalArgumentException("Account '" + identity.account() + "' of " + identity.tokenStore()
                    + " is in use with the accountStateStore in " + scope.stateStore()
                    + " and cannot have one in " + store.location()
                    + " beside it: give all its clients the same store, or use two account names");
        }
    }

    /** Gives back what {@link #acquire} gave out; the last one closes it. */
    static void release(Identity identity) {
        SHARED.release(identity, scope -> close(identity, scope));
    }

    private static void close(Identity identity, AccountScope scope) {
        try {
            scope.budget().close();
        } catch (AccountStateException e) {
            LOG.warn("Account {}: calls that were leased and not sent stay counted", identity.account(), e);
        }
    }
}
