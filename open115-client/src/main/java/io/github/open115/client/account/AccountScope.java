/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.internal.SharedInstances;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all clients of one account in this process share: its budget, its breaker, and the lock for changes. There is one
 * for each account of each token store, as there is one authorization.
 */
final class AccountScope {

    private static final Logger LOG = LoggerFactory.getLogger(AccountScope.class);

    private static final SharedInstances<Identity, AccountScope> SHARED = new SharedInstances<>();

    private final Identity identity;
    private final Limits limits;
    private final String stateStore;
    private final Breaker breaker;
    private final RequestBudget budget;
    private final ReentrantLock mutation = new ReentrantLock(true);

    /**
     * Which account.
     *
     * @param tokenStore the location of the store that keeps its authorization
     * @param account its name there
     */
    record Identity(String tokenStore, String account) {}

    AccountScope(Identity identity, Limits limits, Clock clock, AccountStateStore store) {
        SharedState shared = new SharedState(store, identity.account());
        this.identity = identity;
        this.limits = limits;
        this.stateStore = store.location();
        this.breaker = new Breaker(limits, clock, shared);
        this.budget = new RequestBudget(limits, clock, shared, breaker::look);
    }

    /**
     * The scope of an account, created for its first user. Each user gives it back with {@link #release}.
     *
     * @throws IllegalArgumentException when it is in use with other limits, or with a state store in another place
     */
    static AccountScope acquire(Identity identity, Limits limits, Clock clock, AccountStateStore store) {
        return SHARED.acquire(
                identity,
                () -> new AccountScope(identity, limits, clock, store),
                scope -> scope.requireSame(limits, store.location()));
    }

    /** Gives the scope back; the last user closes it. */
    void release() {
        SHARED.release(identity, AccountScope::close);
    }

    /** The account's name in the token store. */
    String account() {
        return identity.account();
    }

    Breaker breaker() {
        return breaker;
    }

    RequestBudget budget() {
        return budget;
    }

    /** Held during a change: the service makes one at a time (docs/115-open-api.md I.6). */
    ReentrantLock mutation() {
        return mutation;
    }

    private void requireSame(Limits otherLimits, String otherStore) {
        if (!limits.equals(otherLimits)) {
            throw new IllegalArgumentException("Account '" + identity.account() + "' of " + identity.tokenStore()
                    + " is in use with " + limits + " and cannot have " + otherLimits
                    + " beside it: give all its clients the same limits, or use two account names");
        }
        if (!stateStore.equals(otherStore)) {
            throw new IllegalArgumentException("Account '" + identity.account() + "' of " + identity.tokenStore()
                    + " is in use with the accountStateStore in " + stateStore + " and cannot have one in " + otherStore
                    + " beside it: give all its clients the same store, or use two account names");
        }
    }

    private void close() {
        try {
            budget.close();
        } catch (AccountStateException e) {
            LOG.warn("Account {}: calls that were leased and not sent stay counted", identity.account(), e);
        }
    }
}
