/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EverythingSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokenStoreTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final StoredAuthorization FULL = new StoredAuthorization(
            new TokenPair("access", "refresh", NOW, Duration.ofHours(2)),
            Set.of("a", "b"),
            NOW.minusSeconds(9),
            NOW.minusSeconds(5),
            new RefreshAttempt("hash", NOW, true, 1, 2, NOW.plusSeconds(60)),
            new DeadToken("other", 40140116, "why", NOW),
            new CandidateToken("next", new RefreshAttempt("hash", NOW, true, 1, 2, NOW.plusSeconds(60))));

    @TempDir
    Path parent;

    private Path directory;
    private FileTokenStore store;

    @BeforeEach
    void begin() {
        directory = parent.resolve("tokens");
        store = new FileTokenStore(directory);
    }

    @Test
    void givesBackWhatWasSaved() {
        save("default", FULL);

        assertThat(store.load("default")).isEqualTo(FULL);
        assertThat(store.load("other")).isEqualTo(StoredAuthorization.NONE);
    }

    @Test
    void namesTheAccountsThatItHolds() throws IOException {
        assertThat(store.accounts()).isEmpty();
        save("default", FULL);
        save("Büro 2/../x", FULL);
        save("an account whose name is very long, ".repeat(5), FULL);
        Files.writeString(directory.resolve("account-%zz.json"), "somebody else's");
        Files.writeString(directory.resolve("notes.json"), "somebody else's");

        assertThat(store.accounts()).containsExactly("Büro 2/../x", "default");
    }

    @Test
    @DisplayName("R39 the files are readable by their owner alone")
    void ownerOnly() throws IOException {
        store.exclusively("default", slot -> {
            slot.save(FULL);
            slot.keepReply("reply");
            return null;
        });

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    @DisplayName("R39 rights of others on a file that is ours are taken away, with a warning")
    void mendsThePermissions() throws IOException {
        save("default", FULL);
        Path file = store.file("default");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (EverythingSeen seen = new EverythingSeen()) {
            FileTokenStore restarted = new FileTokenStore(directory);
            assertThat(restarted.load("default")).isEqualTo(FULL);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            restarted.load("default");
            assertThat(seen.texts())
                    .filteredOn(text -> text.contains("Other users had rights on " + file + " (rw-r--r--)"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("R39 a file of another user is left alone, with a warning that names both")
    void namesAnotherOwner() throws IOException {
        save("default", FULL);
        Path file = store.file("default");
        UserPrincipal self = Files.getOwner(file);
        Assumptions.assumeTrue(self.getName().equals("root"), "only root can give a file to another user");
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (EverythingSeen seen = new EverythingSeen()) {
            assertThat(new FileTokenStore(directory).load("default")).isEqualTo(FULL);
            assertThat(seen.texts())
                    .anyMatch(text -> text.contains(file + " belongs to user 'nobody' and not to 'root'"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"format\":1,\"seededFrom\":[\"a\"]}",
                "{\"refreshToken\":\" \"}",
                "[]",
                "garbage",
                "{\"format\":2}",
                "{\"accessToken\":\"a\",\"issuedAt\":\"MARKER\"}"
            })
    @DisplayName("R3 a file that cannot be understood is named and left alone")
    void neverOverwritesWhatItCannotRead(String content) throws IOException {
        String account = AuthorizationFixture.ACCOUNT;
        save(account, FULL);
        Files.writeString(store.file(account), content);

        assertThatThrownBy(() -> store.load(account))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining(store.file(account).toString())
                .hasMessageNotContaining("MARKER");
        try (AuthorizationFixture fixture = new AuthorizationFixture(directory)) {
            assertThatThrownBy(() -> fixture.manager("refresh-1", null)).isInstanceOf(TokenStoreException.class);
        }
        assertThat(store.file(account)).hasContent(content);
    }

    @Test
    @DisplayName("R39 a file that is no text is named and left alone, too")
    void neverOverwritesWhatIsNoText() throws IOException {
        save("default", FULL);
        Files.write(store.file("default"), new byte[] {(byte) 0xff, 0});

        assertThatThrownBy(() -> store.load("default"))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("repair it, or move it away");
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> save("default", FULL))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("cannot lock " + directory.resolve("account-default.lock"))
                .hasMessageContaining("FileAlreadyExists");
    }

    @Test
    void aVersionTellsEveryChange() throws IOException {
        String none = store.version("default");
        save("default", FULL);
        String first = store.version("default");
        save("default", FULL);
        String second = store.version("default");

        assertThat(List.of(none, first, second)).doesNotHaveDuplicates();
        assertThat(store.version("default")).isEqualTo(second);
    }

    @Test
    void aFileThatAPersonWroteIsEnough() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(store.file("default"), "{\"refreshToken\": \" by-hand \"}");

        assertThat(store.load("default").pair().refreshToken()).isEqualTo("by-hand");
    }

    @Test
    void readsWhatIsThereFromBeforeCandidates() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(store.file("default"), """
                {"format": 1, "accessToken": "access", "refreshToken": "refresh", "issuedAt": "2026-10-01T12:00:00Z",
                 "expiresInSeconds": 7200, "authorizedAt": "2026-10-01T11:59:51Z", "refreshedAt": "2026-10-01T11:59:55Z",
                 "seededFrom": ["a", "b"],
                 "refresh": {"ofToken": "hash", "open": true, "lostReplies": 1, "failures": 2,
                             "startedAt": "2026-10-01T12:00:00Z", "notBefore": "2026-10-01T12:01:00Z"},
                 "dead": {"token": "other", "code": 40140116, "reason": "why", "since": "2026-10-01T12:00:00Z"}}
                """);

        assertThat(store.load("default")).isEqualTo(FULL.with((CandidateToken) null));
    }

    @Test
    void keepsAReplyUntilTheNextSave() {
        store.exclusively("default", slot -> {
            assertThat(slot.keptReply()).isNull();
            slot.keepReply("first");
            slot.keepReply("second");
            assertThat(slot.keptReply()).isEqualTo("second");
            slot.save(FULL);
            assertThat(slot.keptReply()).isNull();
            return null;
        });
    }

    @Test
    void namesOfAccountsStayInsideTheDirectoryAndApart() {
        List<String> names =
                List.of("a", "A", "..", "../a", "a/b", "a\\b", "con", "ü", "a".repeat(300), "a".repeat(301));

        List<Path> files = names.stream().map(store::file).toList();

        assertThat(files).doesNotHaveDuplicates().allSatisfy(file -> {
            assertThat(file.normalize().getParent()).isEqualTo(directory);
            assertThat(file.getFileName().toString()).matches("[a-z0-9%_.-]{1,200}");
        });
        assertThatThrownBy(() -> store.file(" ")).hasMessageContaining("account");
    }

    private void save(String account, StoredAuthorization authorization) {
        store.exclusively(account, slot -> {
            slot.save(authorization);
            return null;
        });
    }
}
