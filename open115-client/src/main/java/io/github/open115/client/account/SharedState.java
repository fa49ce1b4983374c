package io.github.open115.client.account;

import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared state of one account in its store, and the name by which this user of it is known to the others. */
final class SharedState {

    private static final Logger LOG = LoggerFactory.getLogger(SharedState.class);

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
        return parse(store.load(account));
    }

    /** Changes the state exclusively; returns it as it stands afterwards. */
    AccountState update(UnaryOperator<AccountState> change) {
        return parse(store.update(account, text -> change.apply(parse(text)).format()));
    }

    /** What cannot be understood counts as new: the budget of a day is not worth a standstill. */
    private AccountState parse(String text) {
        try {
            return AccountState.parse(text);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Account {}: its budget and pause, kept in {}, cannot be understood ({}) and are counted anew",
                    account,
                    store.location(),
                    e.getMessage());
            return AccountState.NEW;
        }
    }
}
