/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.Open115Client;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is there under a name, for callers that ask for many names of one folder. */
@Timeout(600)
class FolderContentsTest {

    private static final String LIST = "/open/ufile/files";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");
    private static final int MANY = 1500;

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private Open115Client client;
    private DriveFiles files;
    private String folder;

    @BeforeEach
    void start() {
        emulator =
                Open115Emulator.builder().clock(EmulatorClock.frozenAt(START)).start();
        client = EmulatedClient.connect(emulator, state);
        files = client.files();
        folder = emulator.drive().folder("/backup");
        for (int i = 0; i < MANY; i++) {
            emulator.drive().addFile(folder, "file" + i, new byte[] {1});
        }
        emulator.clock().advance(Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        client.close();
        emulator.close();
    }

    @Test
    @DisplayName("all names of a folder are answered by one listing")
    void oneListing() {
        assertThat(names("file1")).hasSize(1);
        long calls = listings();
        assertThat(names("file1499")).hasSize(1);
        assertThat(names("other")).isEmpty();

        assertThat(listings()).isEqualTo(calls).isEqualTo(3);
    }

    @Test
    @DisplayName("an old answer is brought up to date by the newest rows: what came, and what went among them")
    void newestRows() {
        EmulatedFile recent = emulator.drive().addFile(folder, "recent", new byte[] {2});
        assertThat(names("recent")).hasSize(1);
        emulator.clock().advance(Duration.ofMinutes(2));
        emulator.drive().remove(recent.id());
        emulator.drive().addFile(folder, "new", new byte[] {3});
        long before = listings();

        assertThat(names("new")).hasSize(1);
        assertThat(names("recent")).isEmpty();
        assertThat(listings() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("that a name is not there is known for a minute, however long nobody has changed the folder")
    void quietFolder() {
        for (int look = 0; look < 5; look++) {
            assertThat(names("other")).isEmpty();
            emulator.clock().advance(MINUTE);
        }
        EmulatedFile other = emulator.drive().addFile(folder, "other", new byte[] {3});
        long before = listings();

        assertThat(names("other")).containsExactly(other.id());
        assertThat(listings() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("if an old file went, the folder is listed again")
    void oldFileWent() {
        String old = names("file0").get(0);
        emulator.clock().advance(Duration.ofMinutes(2));
        emulator.drive().remove(old);
        long before = listings();

        assertThat(names("file0")).isEmpty();
        assertThat(listings() - before).isEqualTo(4);
    }

    @Test
    @DisplayName("own changes show at once, without a call")
    void ownChanges() {
        String id = names("file3").get(0);
        files.delete(List.of(id));
        String subfolder = files.createFolder(folder, "sub");
        long before = listings();

        assertThat(names("file3")).isEmpty();
        assertThat(names("sub")).containsExactly(subfolder);
        assertThat(files.named(subfolder, "any", MINUTE)).isEmpty();
        assertThat(listings()).isEqualTo(before);
    }

    @Test
    @DisplayName("a change whose reply was lost makes the next question ask the service")
    void lostReplies() {
        String id = names("file3").get(0);
        emulator.faults().arm("/open/ufile/delete", Fault.lostReply());
        assertThatThrownBy(() -> files.delete(List.of(id))).isInstanceOf(Open115Exception.class);

        assertThat(names("file3")).isEmpty();
    }

    @Test
    @DisplayName("a renamed file is found under its new name")
    void findsARenamedFileUnderItsNewName() {
        String id = names("file3").get(0);
        files.rename(id, "other");

        assertThat(names("other")).containsExactly(id);
        assertThat(names("file3")).isEmpty();
    }

    @Test
    @DisplayName("R1 a listing that fails is an error, never an empty folder")
    void failedListing() {
        emulator.faults().arm(LIST, Fault.emptyError()).after(1).times(10);

        assertThatThrownBy(() -> names("file1")).isInstanceOf(Open115Exception.class);
        emulator.drive().remove(folder);
        emulator.faults().clear();
        emulator.clock().advance(Duration.ofHours(2));
        assertThatThrownBy(() -> names("file1")).isInstanceOf(NotFoundException.class);
    }

    private List<String> names(String name) {
        return files.named(folder, name, MINUTE).stream().map(FileItem::id).toList();
    }

    private long listings() {
        return emulator.requests().count(LIST);
    }
}
