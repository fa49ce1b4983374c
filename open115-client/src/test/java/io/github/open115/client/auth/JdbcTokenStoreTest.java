/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@Timeout(600)
class JdbcTokenStoreTest {

    private static final String ACCOUNT = AuthorizationFixture.ACCOUNT;
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final StoredAuthorization FULL = new StoredAuthorization(
            new TokenPair("access MARKER", "refresh MARKER", NOW, Duration.ofHours(2)),
            Set.of("a", "b"),
            NOW.minusSeconds(60),
            NOW.minusSeconds(5),
            new RefreshAttempt("hash", NOW, true, 1, 2, NOW.plusSeconds(60)),
            new DeadToken("other", 40140116, "why", NOW),
            new CandidateToken("next", new RefreshAttempt("hash", NOW, true, 1, 2, NOW.plusSeconds(60))));

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void givesBackWhatWasSaved(StoreKind kind) {
        String address = kind.newAddress(directory);
        Stores.save(StoreKind.at(address), "ü/A", FULL);

        TokenStore other = StoreKind.at(address);
        assertThat(other.load("ü/A")).isEqualTo(FULL);
        assertThat(other.load("ü/a")).isEqualTo(StoredAuthorization.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aVersionTellsEveryChange(StoreKind kind) {
        String address = kind.newAddress(directory);
        TokenStore store = StoreKind.at(address);
        String none = store.version(ACCOUNT);
        Stores.save(store, ACCOUNT, FULL);
        String first = store.version(ACCOUNT);
        Stores.save(StoreKind.at(address), ACCOUNT, FULL);
        String second = store.version(ACCOUNT);

        assertThat(List.of(none, first, second)).doesNotHaveDuplicates();
        assertThat(store.version(ACCOUNT)).isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void keepsAReplyUntilTheNextSave(StoreKind kind) {
        TokenStore store = StoreKind.at(kind.newAddress(directory));
        store.exclusively(ACCOUNT, slot -> {
            slot.save(FULL);
            assertThat(slot.keptReply()).isNull();
            slot.keepReply("first");
            slot.keepReply("second \0 " + "x".repeat(100_000));
            assertThat(slot.keptReply()).startsWith("second").hasSizeGreaterThan(100_000);
            slot.save(FULL);
            assertThat(slot.keptReply()).isNull();
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("R2 a lock holds off every other holder, also for longer than the database waits by itself")
    void locksAreExclusive(StoreKind kind) throws Exception {
        String address = kind.newAddress(directory);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> first =
                CompletableFuture.supplyAsync(() -> StoreKind.at(address).exclusively(ACCOUNT, slot -> {
                    locked.countDown();
                    return isOpened(release);
                }));
        locked.await();

        CompletableFuture<String> second =
                CompletableFuture.supplyAsync(() -> StoreKind.at(address).exclusively(ACCOUNT, slot -> "mine"));
        String free = StoreKind.at(address).exclusively("another account", slot -> "free");
        assertThat(free).isEqualTo("free");
        await().during(Duration.ofMillis(2500)).atMost(Duration.ofSeconds(20)).until(() -> !second.isDone());
        release.countDown();

        assertThat(first.get()).isTrue();
        assertThat(second.get()).isEqualTo("mine");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("R3 a lock that the database took away costs nothing: no overwriting, and the reply is offered again")
    void aLostLockOverwritesNothing(StoreKind kind) {
        String address = kind.newAddress(directory);
        try (AuthorizationFixture fixture = new AuthorizationFixture(directory)) {
            TokenManager manager = fixture.manager(StoreKind.at(address), "refresh-1", null);
            fixture.host.beforeAnswer(() -> execute(address, "UPDATE open115_authorization SET version = 'other'"));

            assertThatThrownBy(manager::accessToken)
                    .isInstanceOf(TokenStoreException.class)
                    .hasMessageContaining("changed by somebody else");
            assertThat(StoreKind.at(address).version(ACCOUNT)).isEqualTo("other");
            assertThat(StoreKind.at(address).load(ACCOUNT).pair().refreshToken())
                    .isEqualTo("refresh-1");

            assertThat(manager.accessToken()).isEqualTo("access-2");
            assertThat(fixture.host.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("R3 a row that cannot be understood is named and left alone")
    void neverOverwritesWhatItCannotRead(StoreKind kind) {
        String address = kind.newAddress(directory);
        TokenStore store = StoreKind.at(address);
        Stores.save(store, ACCOUNT, FULL);
        execute(address, "UPDATE open115_authorization SET content = '{\"accessToken\": \"MARKER', version = 'x'");

        assertThatThrownBy(() -> store.load(ACCOUNT))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("open115_authorization")
                .hasMessageContaining(ACCOUNT)
                .hasMessageNotContaining("MARKER");
        try (AuthorizationFixture fixture = new AuthorizationFixture(directory)) {
            assertThatThrownBy(() -> fixture.manager(store, "refresh-1", null)).isInstanceOf(TokenStoreException.class);
        }
        assertThat(store.version(ACCOUNT)).isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void makesTablesOnlyWhenAsked(StoreKind kind) {
        JdbcTokenStore store = new JdbcTokenStore(StoreKind.dataSource(kind.newAddress(directory)));

        assertThatThrownBy(() -> store.load(ACCOUNT))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("createTables()");
        assertThatThrownBy(() -> Stores.save(store, ACCOUNT, FULL)).hasMessageContaining("createTables()");

        List<CompletableFuture<JdbcTokenStore>> atOnce = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            atOnce.add(CompletableFuture.supplyAsync(store::createTables));
        }
        atOnce.forEach(CompletableFuture::join);
        assertThat(store.load(ACCOUNT)).isEqualTo(StoredAuthorization.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("R39 neither the location nor a failure tells a token or a password")
    void keepsSecrets(StoreKind kind) {
        String address = kind.newAddress(directory);
        TokenStore store = StoreKind.at(kind == StoreKind.H2 ? address : address + "&password=MARKER");
        Stores.save(store, ACCOUNT, FULL);
        assertThat(store.location()).startsWith("jdbc:").contains("schema").doesNotContain("MARKER", "?", ";");

        execute(
                address,
                "ALTER TABLE open115_authorization ADD CONSTRAINT tight CHECK (length(version) < 5) "
                        + (kind == StoreKind.H2 ? "NOCHECK" : "NOT VALID"));

        assertThatThrownBy(() -> Stores.save(store, ACCOUNT, FULL))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("SQLState 23")
                .hasMessageNotContaining("MARKER")
                .hasNoCause();
    }

    @Test
    @DisplayName("R30 many accounts at once get by with a pool of two connections, and leave them as they were")
    void aSmallPoolIsEnough() throws SQLException {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create((JdbcDataSource) StoreKind.dataSource(StoreKind.H2.newAddress(directory)));
        pool.setMaxConnections(2);
        pool.setLoginTimeout(20);
        JdbcTokenStore store = new JdbcTokenStore(pool).createTables();

        List<CompletableFuture<Void>> atOnce = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String account = "account-" + i;
            atOnce.add(CompletableFuture.runAsync(() -> Stores.save(store, account, FULL)));
        }
        atOnce.forEach(CompletableFuture::join);

        assertThat(store.load("account-19")).isEqualTo(FULL);
        assertThat(pool.getActiveConnections()).isZero();
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            assertThat(first.getAutoCommit()).isTrue();
            assertThat(second.getAutoCommit()).isTrue();
        } finally {
            pool.dispose();
        }
    }

    @Test
    void saysWhatIsWrongWithoutADatabase() {
        JdbcTokenStore store =
                new JdbcTokenStore(StoreKind.dataSource("jdbc:postgresql://localhost:1/none?user=u&password=MARKER"));

        assertThatThrownBy(() -> store.load(ACCOUNT))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("ConnectException")
                .hasMessageContaining("is it up")
                .hasMessageNotContaining("MARKER");
        assertThatThrownBy(() -> store.load("x".repeat(256))).hasMessageContaining("account");
    }

    private static boolean isOpened(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void execute(String address, String sql) {
        try (Connection connection = StoreKind.dataSource(address).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
