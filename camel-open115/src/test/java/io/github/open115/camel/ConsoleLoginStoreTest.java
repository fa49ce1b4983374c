/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.open115.client.account.AccountStateException;
import io.github.open115.client.account.AccountStateStore;
import io.github.open115.client.account.FileAccountStateStore;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenAdoption;
import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.auth.TokenStoreException;
import io.github.open115.client.login.LoginStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a log-in does while its stores fail, or receive other tokens. */
@Timeout(300)
class ConsoleLoginStoreTest extends ConsoleLoginFixture {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final Database database = new Database();

    @Test
    @DisplayName("R3 R26 a database that fails while the tokens arrive gets them when it works again")
    void tokensOutliveAFailureOfTheDatabase() throws Exception {
        try (Routes routes = start()) {
            awaitState(routes, State.CODE_SHOWN);
            emulator().faults().before(TOKENS, 1, () -> database.failure = () -> new TokenStoreException("down", null));
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(3));
            assertThat(login(routes).problem()).startsWith("The tokens of the log-in are not stored yet: down");
            assertThat(tokens()).isNull();

            database.failure = null;
            time.run(Duration.ofSeconds(10));
            awaitState(routes, State.AUTHORIZED);
            assertThat(tokens().refreshToken()).isEqualTo(emulator().account().currentRefreshToken());
            assertThat(emulator().requests().count(TOKENS)).isEqualTo(1);
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R2 R26 tokens that a person adopts stay, also if the code is confirmed before the next poll")
    void adoptedTokensAreNotReplaced() throws Exception {
        try (Routes routes = start()) {
            awaitState(routes, State.CODE_SHOWN);
            await().until(() -> emulator().requests().count(STATUS) == 1);
            String adopted = emulator().account().newRefreshToken();
            TokenAdoption.adopt(database, "default", adopted, emulator().clock());
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
            assertThat(tokens().refreshToken()).isEqualTo(adopted);
            assertThat(emulator().requests().count(TOKENS)).isZero();
        }
    }

    @Test
    @DisplayName("R26 a store that cannot be read for a moment does not end the wait for a scan")
    void aMomentWithoutTheStoreKeepsTheCode() throws Exception {
        try (Routes routes = start()) {
            awaitState(routes, State.CODE_SHOWN);
            database.failure = () -> new TokenStoreException("down", null);
            time.run(HALF_A_MINUTE);
            time.run(HALF_A_MINUTE);
            database.failure = null;
            assertThat(login(routes).state()).isEqualTo(State.CODE_SHOWN);
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R26 a store that cannot be read during a pause neither counts as a log-in nor ends the pause")
    void aMomentWithoutTheStoreKeepsThePause() throws Exception {
        try (Routes routes = start()) {
            time.run(Duration.ofMinutes(25));
            awaitState(routes, State.PAUSED);
            for (Supplier<RuntimeException> failure : Database.FAILURES) {
                database.failure = failure;
                time.run(HALF_A_MINUTE);
                database.failure = null;
                time.run(HALF_A_MINUTE);
            }
            assertThat(login(routes).problem()).isEqualTo("Nobody has scanned the QR code");
            assertThat(emulator().requests().count(CODE)).isEqualTo(4);
            assertThat(log.messages(Level.INFO)).isEmpty();
            assertThat(warnings()).hasSize(5);

            time.run(Duration.ofMinutes(15));
            assertThat(emulator().requests().count(CODE)).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("R26 restarts with an app ID that the service refuses make 24 calls a day at most")
    void restartsWithARefusedAppIdAreLimited() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (Routes routes = unauthorized()
                    .with(component -> {
                        component.getConfiguration().setClientId("4711");
                        return component;
                    })
                    .fromNamed("in", INBOX, processor())
                    .start()) {
                awaitState(routes, State.PAUSED);
                time.close();
            }
            letTimePass();
            emulator().clock().advance(Duration.ofSeconds(10));
        }
        assertThat(emulator().requests().all()).hasSize(24);
        assertThat(warnings().get(29)).contains("24 QR codes of this day");
    }

    private Routes start() throws Exception {
        return unauthorized()
                .with(component -> {
                    component.setTokenStore(database);
                    component.setAccountStateStore(database.new States());
                    return component;
                })
                .fromNamed("in", INBOX, processor())
                .start();
    }

    private TokenPair tokens() {
        return new FileTokenStore(state.resolve("tokens")).load("default").pair();
    }

    /** Tokens and the state of accounts, which fail together. */
    private final class Database implements TokenStore {

        private static final List<Supplier<RuntimeException>> FAILURES =
                List.of(() -> new TokenStoreException("down", null), () -> new IllegalStateException("down"));

        private volatile Supplier<RuntimeException> failure;

        private TokenStore files() {
            return new FileTokenStore(state.resolve("tokens"));
        }

        private TokenStore working() {
            if (failure != null) {
                throw failure.get();
            }
            return files();
        }

        @Override
        public String location() {
            return files().location();
        }

        @Override
        public StoredAuthorization load(String account) {
            return working().load(account);
        }

        @Override
        public String version(String account) {
            return working().version(account);
        }

        @Override
        public <T> T exclusively(String account, Function<Slot, T> work) {
            return working()
                    .exclusively(
                            account,
                            slot -> work.apply(new Slot() {
                                @Override
                                public StoredAuthorization load() {
                                    return slot.load();
                                }

                                @Override
                                public void save(StoredAuthorization authorization) {
                                    working();
                                    slot.save(authorization);
                                }

                                @Override
                                public void keepReply(String reply) {
                                    slot.keepReply(reply);
                                }

                                @Override
                                public String keptReply() {
                                    return slot.keptReply();
                                }
                            }));
        }

        private final class States implements AccountStateStore {

            private AccountStateStore working() {
                if (failure != null) {
                    throw new AccountStateException("down", null);
                }
                return new FileAccountStateStore(state.resolve("accounts"));
            }

            @Override
            public String location() {
                return "states of " + Database.this.location();
            }

            @Override
            public String load(String account) {
                return working().load(account);
            }

            @Override
            public String update(String account, UnaryOperator<String> change) {
                return working().update(account, change);
            }
        }
    }
}
