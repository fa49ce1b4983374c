/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and changes the shared state of one account, and has the name of this process in it. */
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

    /** The name of this process; a restart changes it. */
    String self() {
        return self;
    }

    AccountState read() {
        return parse(store.load(account));
    }

    /** Changes the state exclusively; returns the state after the change. */
    AccountState update(UnaryOperator<AccountState> change) {
        return parse(store.update(account, text -> change.apply(parse(text)).format()));
    }

    /** An unreadable state counts as new: the budget of a day is not worth a standstill. */
    private AccountState parse(String text) {
        try {
            return AccountState.parse(text);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Account {}: its budget and pause, kept in {}, cannot be understood ({}) and are counted from zero",
                    account,
                    store.location(),
                    e.getMessage());
            return AccountState.NEW;
        }
    }
}
