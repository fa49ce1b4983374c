package io.github.open115.camel;

import io.github.open115.client.Open115Client;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The accounts that the endpoints of one component use: one client for each account, made from what the endpoints
 * agree on. An endpoint that leaves an account option out takes what another one, or the component, gives.
 */
final class AccountRegistry implements AutoCloseable {

    private final Open115Configuration defaults;
    private final Function<AccountConfiguration, Open115Client> factory;

    // guarded by lock: the accounts
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Account> accounts = new HashMap<>();

    AccountRegistry(Open115Configuration defaults, Function<AccountConfiguration, Open115Client> factory) {
        this.defaults = defaults;
        this.factory = factory;
    }

    /**
     * Takes note of the account options that an endpoint gives itself.
     *
     * @param endpoint how to name the endpoint in a message, without secrets
     * @throws IllegalArgumentException when another endpoint of the account gave a different value, or the account is
     *     already in use with one
     */
    void join(String endpoint, Open115Configuration configuration, List<AccountOption> given) {
        lock.lock();
        try {
            Account account = accounts.computeIfAbsent(configuration.getAccount(), Account::new);
            given.forEach(option -> account.require(option, configuration, endpoint));
            given.forEach(option -> account.adopt(option, configuration, endpoint));
        } finally {
            lock.unlock();
        }
    }

    /** The client of an account, opened at its first use. */
    Open115Client client(String accountName) {
        lock.lock();
        try {
            Account account = accounts.computeIfAbsent(accountName, Account::new);
            if (account.client == null) {
                account.client = factory.apply(account.effective);
            }
            return account.client;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the clients. What the endpoints agreed on stays: they may be started again. */
    @Override
    public void close() {
        lock.lock();
        try {
            accounts.values().forEach(Account::close);
        } finally {
            lock.unlock();
        }
    }

    private final class Account {

        private final String name;
        private final Open115Configuration effective;
        private final Map<AccountOption, String> givenBy = new EnumMap<>(AccountOption.class);
        private Open115Client client;

        Account(String name) {
            this.name = name;
            this.effective = defaults.copy();
            this.effective.setAccount(name);
        }

        void require(AccountOption option, Open115Configuration configuration, String endpoint) {
            boolean settled = givenBy.containsKey(option) || client != null;
            if (settled && !Objects.equals(option.get(effective), option.get(configuration))) {
                throw new IllegalArgumentException("The option " + option + " of account '" + name
                        + "' has one value for all endpoints, but " + endpoint + " and "
                        + givenBy.getOrDefault(option, "the running account")
                        + " give different ones: set it once, on the component or on one endpoint,"
                        + " or use two account names");
            }
        }

        void adopt(AccountOption option, Open115Configuration configuration, String endpoint) {
            option.copy(configuration, effective);
            givenBy.putIfAbsent(option, endpoint);
        }

        void close() {
            if (client != null) {
                client.close();
                client = null;
            }
        }
    }
}
