/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.EverythingSeen;
import io.github.open115.client.auth.FaultyStore.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that loses the tokens while a process uses them. */
@Timeout(600)
@DisplayName("R3 valid tokens in memory are written back to the store, with one logged error")
class LostStoreTest {

    private static final String ACCOUNT = AuthorizationFixture.ACCOUNT;

    @TempDir
    Path parent;

    private Path directory;
    private AuthorizationFixture fixture;
    private TokenManager manager;

    @BeforeEach
    void authorize() {
        directory = parent.resolve("tokens");
        fixture = new AuthorizationFixture(directory);
        manager = fixture.manager("refresh-1", null);
        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(manager.lostReason()).isEmpty();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void writesBackWhenTheDirectoryVanishes() throws IOException {
        StoredAuthorization before = fixture.stored();
        try (EverythingSeen seen = new EverythingSeen()) {
            deleteDirectory();

            assertThat(manager.lostReason()).isEmpty();
            await().untilAsserted(() -> assertThat(fixture.stored()).isEqualTo(before));
            for (int i = 0; i < 3; i++) {
                assertThat(manager.lostReason()).isEmpty();
            }
            await().untilAsserted(() -> assertThat(errors(seen, "lost the tokens while this process runs"))
                    .hasSize(1));
            seen.assertHidden(List.of("refresh-2", "access-2"));
        }

        // the spent token of the configuration is not sent again
        assertThat(fixture.manager("refresh-1", null).accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).containsExactly("refresh-1");
    }

    @Test
    void writesBackWhenTheRowIsDeleted() throws SQLException {
        String address = StoreKind.H2.newAddress(directory);
        TokenStore database = StoreKind.at(address);
        fixture.host.logIn("other");
        TokenManager inDatabase = fixture.manager(database, "other-1", null);
        assertThat(inDatabase.accessToken()).isEqualTo("access-other-2");
        StoredAuthorization before = database.load(ACCOUNT);
        try (Connection connection = StoreKind.dataSource(address).getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM open115_authorization"))
                    .isEqualTo(1);
        }

        assertThat(inDatabase.lostReason()).isEmpty();

        await().untilAsserted(() -> assertThat(database.load(ACCOUNT)).isEqualTo(before));
    }

    @Test
    void writesBackBeforeARefresh() throws IOException {
        fixture.advance(Duration.ofHours(3));
        deleteDirectory();

        assertThat(manager.accessToken()).isEqualTo("access-3");

        assertThat(fixture.stored().pair().accessToken()).isEqualTo("access-3");
        assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void writesBackDuringARefresh() {
        fixture.advance(Duration.ofHours(3));
        fixture.host.beforeAnswer(this::deleteDirectoryUnchecked);
        assertThatThrownBy(manager::accessToken).isInstanceOf(TokenStoreException.class);

        assertThat(manager.accessToken()).isEqualTo("access-3");

        assertThat(fixture.stored().pair().accessToken()).isEqualTo("access-3");
        assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void writesBackOverAnOlderCopy() throws IOException {
        String copy = Files.readString(fixture.files.file(ACCOUNT));
        fixture.advance(Duration.ofHours(3));
        assertThat(manager.accessToken()).isEqualTo("access-3");
        StoredAuthorization newest = fixture.stored();
        try (EverythingSeen seen = new EverythingSeen()) {
            Files.writeString(fixture.files.file(ACCOUNT), copy);

            assertThat(manager.lostReason()).isEmpty();

            await().untilAsserted(() -> assertThat(fixture.stored()).isEqualTo(newest));
            await().untilAsserted(() ->
                    assertThat(errors(seen, "got tokens that are older")).hasSize(1));
        }
        assertThat(manager.accessToken()).isEqualTo("access-3");
        assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    @DisplayName(
            "R3 a process that only read the newest tokens writes them back too, if the one that renewed them is gone")
    void writesBackWhatAnotherProcessRenewed() throws IOException {
        String copy = Files.readString(fixture.files.file(ACCOUNT));
        TokenManager gone = fixture.manager(null, null);
        fixture.advance(Duration.ofMinutes(115));
        assertThat(gone.accessToken()).isEqualTo("access-3");
        StoredAuthorization newest = fixture.stored();
        assertThat(manager.accessToken()).isEqualTo("access-3");

        Files.writeString(fixture.files.file(ACCOUNT), copy);

        assertThat(manager.lostReason()).isEmpty();
        await().untilAsserted(() -> assertThat(fixture.stored()).isEqualTo(newest));
        assertThat(manager.accessToken()).isEqualTo("access-3");
        assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    @DisplayName("R2 of two processes the one with the newer tokens prevails, in either order of writing")
    void theNewerTokensPrevail() throws IOException {
        TokenManager other = fixture.manager(null, null);
        fixture.advance(Duration.ofMinutes(115));
        assertThat(other.accessToken()).isEqualTo("access-3");
        StoredAuthorization newest = fixture.stored();
        deleteDirectory();

        // this one knows the older pair only
        assertThat(manager.lostReason()).isEmpty();
        await().until(() -> fixture.stored().pair() != null);
        assertThat(other.lostReason()).isEmpty();

        await().untilAsserted(() -> assertThat(fixture.stored()).isEqualTo(newest));
        assertThat(manager.accessToken()).isEqualTo("access-3");
        assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void saysOnceThatTheyCannotBeWrittenBack() throws IOException {
        FaultyStore store = new FaultyStore(fixture.files);
        TokenManager running = fixture.manager(store, null, null);
        assertThat(running.accessToken()).isEqualTo("access-2");
        StoredAuthorization before = fixture.stored();
        store.failAt(Step.BEFORE_RENEWAL);
        try (EverythingSeen seen = new EverythingSeen()) {
            deleteDirectory();

            await().untilAsserted(() -> {
                assertThat(running.lostReason()).isEmpty();
                assertThat(errors(seen, "cannot be written back: disk full")).hasSize(1);
            });
            assertThat(running.accessToken()).isEqualTo("access-2");
            assertThat(fixture.stored()).isEqualTo(StoredAuthorization.NONE);
            store.failAt(null);

            await().untilAsserted(() -> {
                assertThat(running.lostReason()).isEmpty();
                assertThat(fixture.stored()).isEqualTo(before);
            });
            assertThat(errors(seen, "cannot be written back")).hasSize(1);
        }
    }

    private static List<String> errors(EverythingSeen seen, String part) {
        return seen.texts().stream().filter(text -> text.contains(part)).toList();
    }

    private void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private void deleteDirectoryUnchecked() {
        try {
            deleteDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
