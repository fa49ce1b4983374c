package io.github.open115.client.account;

import java.util.UUID;
import java.util.function.UnaryOperator;

/** The shared state of one account in its store, and the name by which this user of it is known to the others. */
final class SharedState {

    private final AccountStateStore store;
    private final String account;
    private final String self = UUID.randomUUID().toString();

    SharedState(AccountStateStore store, String account) {
        this.store = store;
        this.account = account;
    }

    String account() {
        return account;
    }

    /** Differs from that of every other process, and of this one after a restart. */
    String self() {
        return self;
    }

    AccountState read() {
        return AccountState.parse(store.load(account));
    }

    /** Changes the state exclusively; returns it as it stands afterwards. */
    AccountState update(UnaryOperator<AccountState> change) {
        return AccountState.parse(store.update(
                account, text -> change.apply(AccountState.parse(text)).format()));
    }
}
