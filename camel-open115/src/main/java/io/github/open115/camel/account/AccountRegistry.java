/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.options.AccountConfiguration;
import io.github.open115.camel.options.AccountConfigurationConfigurer;
import io.github.open115.camel.options.LoginMode;
import io.github.open115.client.Open115Client;
import io.github.open115.client.Open115ClientBuilder;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.Limits;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.client.upload.UploadLimits;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The accounts that the endpoints of one component use: one client for each account, made from what the endpoints
 * agree on. An endpoint that leaves an account option out takes what another endpoint, or the component, gives.
 */
public final class AccountRegistry implements AutoCloseable {

    /** A large transfer holds its connection for long, but a route that waits for itself must end some day. */
    private static final Duration MAX_WAIT_FOR_A_CONNECTION = Duration.ofMinutes(30);

    /** Knows the options of an account by name. */
    private static final AccountConfigurationConfigurer OPTIONS = new AccountConfigurationConfigurer();

    private final Supplier<CamelContext> context;
    private final Supplier<Open115Configuration> defaults;
    private final Supplier<Open115ClientBuilder> builders;
    private final BiConsumer<AccountStatus, LoginStatus> onLogin;

    // guarded by lock: the accounts
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Account> accounts = new HashMap<>();

    /**
     * @param context where values are converted
     * @param defaults the options of the component
     * @param builders gives a new builder each time, with what all accounts of the component share
     * @param onLogin receives each change of a log-in with {@code login=console}; must not wait
     */
    public AccountRegistry(
            Supplier<CamelContext> context,
            Supplier<Open115Configuration> defaults,
            Supplier<Open115ClientBuilder> builders,
            BiConsumer<AccountStatus, LoginStatus> onLogin) {
        this.context = context;
        this.defaults = defaults;
        this.builders = builders;
        this.onLogin = onLogin;
    }

    /** The options among these, as the URI of an endpoint names them, that belong to its account. */
    public static List<String> optionsAmong(Collection<String> names) {
        // the name of the account says whose options they are; directory is of Camel's file component
        return names.stream()
                .filter(name -> OPTIONS.getOptionType(name, true) != null)
                .filter(name -> !name.equalsIgnoreCase("account") && !name.equalsIgnoreCase("directory"))
                .toList();
    }

    /**
     * Registers the account options that the URI of an endpoint gives.
     *
     * @param endpoint the endpoint as messages name it, without secrets
     * @param given the names of those options
     * @throws IllegalArgumentException when another endpoint of the account gave a different value, or the account is
     *     already in use with one
     */
    public void join(String endpoint, Open115Configuration configuration, List<String> given) {
        lock.lock();
        try {
            Account account = accounts.computeIfAbsent(configuration.getAccount(), Account::new);
            given.forEach(option -> account.require(option, configuration, endpoint));
            account.requireClientId(given, configuration, endpoint);
            given.forEach(option -> account.adopt(option, configuration, endpoint));
        } finally {
            lock.unlock();
        }
    }

    /** The client of an account, opened at its first use. */
    public Open115Client client(String accountName) {
        lock.lock();
        try {
            Account account = accounts.computeIfAbsent(accountName, Account::new);
            if (account.client == null) {
                account.open();
            }
            return account.client;
        } finally {
            lock.unlock();
        }
    }

    /** The log-in of an account whose client is open; empty unless it has {@code login=console}. */
    public Optional<ConsoleLogin> login(String accountName) {
        lock.lock();
        try {
            return Optional.ofNullable(accounts.get(accountName)).map(account -> account.login);
        } finally {
            lock.unlock();
        }
    }

    private Open115Client open(AccountConfiguration account) {
        Open115ClientBuilder builder = builders.get()
                .loginAdvice(loginAdvice(account))
                .account(account.getAccount())
                .refreshToken(account.getRefreshToken())
                .accessToken(account.getAccessToken())
                .apiBaseUrl(account.getApiBaseUrl())
                .authBaseUrl(account.getAuthBaseUrl())
                .qrCodeBaseUrl(account.getQrCodeBaseUrl())
                .connectTimeout(Duration.ofMillis(account.getConnectTimeout()))
                .readTimeout(Duration.ofMillis(account.getReadTimeout()))
                .callTimeout(Duration.ofMillis(account.getCallTimeout()))
                .limits(new Limits(
                        account.getRequestsPerSecond(),
                        account.getRequestsPerDay(),
                        Duration.ofMillis(account.getThrottleCooldown()),
                        Duration.ofMillis(account.getThrottleCooldownMax())))
                .transferLimits(new TransferLimits(
                        account.getMaxConcurrentDownloads(),
                        account.getMaxConnectionsPerLink(),
                        Duration.ofMillis(account.getReadTimeout()),
                        MAX_WAIT_FOR_A_CONNECTION))
                .uploadLimits(new UploadLimits(
                        account.getMaxConcurrentUploads(),
                        MAX_WAIT_FOR_A_CONNECTION,
                        Duration.ofMillis(account.getReadTimeout()),
                        UploadLimits.DEFAULT.minimumRate()));
        if (account.getUserAgent() != null) {
            builder.userAgent(account.getUserAgent());
        }
        return builder.build();
    }

    private String loginAdvice(AccountConfiguration account) {
        if (account.getLogin() == LoginMode.console) {
            return ConsoleLogin.ADVICE;
        }
        Open115Configuration component = defaults.get();
        // empty where a variable of the environment is not set
        boolean hasToken = Stream.of(component.getRefreshToken(), component.getAccessToken())
                .anyMatch(token -> token != null && !token.isBlank());
        return hasToken && !account.getAccount().equals(component.getAccount())
                ? "The token that is set on the component is for its account '" + component.getAccount() + "' alone"
                : "";
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
        // option -> endpoint; the letter case of names in a URI does not count
        private final Map<String, String> givenBy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private Open115Client client;
        // null unless a log-in begins by itself
        private ConsoleLogin login;

        Account(String name) {
            this.name = name;
            this.effective = defaults.get().copy();
            if (!name.equals(effective.getAccount())) {
                // a token belongs to one account: a second one would lose its own, and shut the first one out
                this.effective.setRefreshToken(null);
                this.effective.setAccessToken(null);
            }
            this.effective.setAccount(name);
        }

        void require(String option, Open115Configuration configuration, String endpoint) {
            boolean settled = givenBy.containsKey(option) || client != null;
            if (settled && !Objects.equals(value(option, effective), value(option, configuration))) {
                throw new IllegalArgumentException("The option " + option + " of account '" + name
                        + "' has one value for all endpoints, but " + endpoint + " and "
                        + givenBy.getOrDefault(option, "the running account")
                        + " give different ones: set it once, on the component or on one endpoint,"
                        + " or use two account names");
            }
        }

        /** A log-in by QR code belongs to an application. */
        void requireClientId(List<String> given, Open115Configuration configuration, String endpoint) {
            String clientId = (gives("clientId", given) ? configuration : effective).getClientId();
            boolean console = (gives("login", given) ? configuration : effective).getLogin() == LoginMode.console;
            if (console && (clientId == null || clientId.isBlank())) {
                throw new IllegalArgumentException("The option login=console of account '" + name
                        + "' cannot be used by " + endpoint
                        + ": set clientId beside it, on the component or on the same"
                        + " endpoint, to the AppID that https://open.115.com shows for an application of your own");
            }
        }

        private static boolean gives(String option, List<String> given) {
            return given.stream().anyMatch(option::equalsIgnoreCase);
        }

        void open() {
            client = AccountRegistry.this.open(effective);
            AccountStatus status = client.account();
            login = effective.getLogin() == LoginMode.console
                    ? new ConsoleLogin(client, effective.getClientId(), change -> onLogin.accept(status, change))
                    : null;
        }

        void adopt(String option, Open115Configuration configuration, String endpoint) {
            OPTIONS.configure(context.get(), effective, option, value(option, configuration), true);
            givenBy.putIfAbsent(option, endpoint);
        }

        private static Object value(String option, Open115Configuration configuration) {
            return OPTIONS.getOptionValue(configuration, option, true);
        }

        void close() {
            if (login != null) {
                login.close();
                login = null;
            }
            if (client != null) {
                client.close();
                client = null;
            }
        }
    }
}
