package io.github.open115.client.account;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/** What all clients of one account in this process share: its budget, its breaker, and the lock for changes. */
final class AccountScope {

    private final Limits limits;
    private final String stateStore;
    private final Breaker breaker;
    private final RequestBudget budget;
    private final ReentrantLock mutation = new ReentrantLock(true);

    AccountScope(String account, Limits limits, Clock clock, AccountStateStore store) {
        SharedState shared = new SharedState(store, account);
        this.limits = limits;
        this.stateStore = store.location();
        this.breaker = new Breaker(limits, clock, shared);
        this.budget = new RequestBudget(limits, clock, shared, breaker::look);
    }

    Limits limits() {
        return limits;
    }

    /** Where its state is kept. */
    String stateStore() {
        return stateStore;
    }

    Breaker breaker() {
        return breaker;
    }

    RequestBudget budget() {
        return budget;
    }

    /** Held while a change is under way: the service does one at a time (docs/115-open-api.md I.6). */
    ReentrantLock mutation() {
        return mutation;
    }
}
