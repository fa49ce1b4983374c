/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole subtree in one flat listing, as long as the service lists that way (R21). */
class RecursiveListingTest {

    private static final String INBOX = "open115:/inbox?recursive=true&repeatCount=1&" + Routes.QUICK;

    @TempDir
    Path state;

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("R21 a first poll costs the pages of one listing and one look-up for each folder that holds a file")
    void firstPollListsTheSubtreeOnce() throws Exception {
        try (Open115Emulator emulator = Open115Emulator.start()) {
            for (int folder = 0; folder < 30; folder++) {
                for (int i = 0; i < 10; i++) {
                    emulator.drive()
                            .addFile(emulator.drive().folder("/inbox/f" + folder), "file-" + i, Content.of("x"));
                }
                emulator.drive().folder("/inbox/empty" + folder);
            }
            poll(emulator, 300);
            assertThat(emulator.requests().count("/open/ufile/files")).isEqualTo(1 + 30);
            assertThat(emulator.requests().count("/open/folder/get_info"))
                    .as("the path of the polled folder; sub-folders proved themselves")
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "R21 the listing of a tree without files in sub-folders is compared with the number of the folder, once")
    void treeWithFilesOnTopIsComparedOnce() throws Exception {
        try (Open115Emulator emulator = Open115Emulator.start()) {
            emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("a"));
            emulator.drive().folder("/inbox/empty");
            String uri = INBOX.replace("&repeatCount=1", "");
            try (Routes routes =
                    Routes.authorized(emulator, state).from(uri, deliveries).start()) {
                await().until(() -> emulator.requests().count("/open/ufile/files") > 5);
            }
            assertThat(emulator.requests().count("/open/folder/get_info")).isEqualTo(2);
            assertThat(deliveries.names()).containsExactly("a.txt");
        }
    }

    @Test
    @DisplayName("R21 a service that lists only direct files is noticed: folders are walked and nothing is missed")
    void foldersAreWalkedIfTheListingLacksFiles() throws Exception {
        try (Open115Emulator emulator =
                Open115Emulator.builder().recursiveListing(false).start()) {
            EmulatedDrive drive = emulator.drive();
            drive.addFile(drive.folder("/inbox"), "a.txt", Content.of("a"));
            drive.addFile(drive.folder("/inbox/one"), "b.txt", Content.of("b"));
            drive.addFile(drive.folder("/inbox/one/two"), "c.txt", Content.of("c"));
            poll(emulator, 3);
            assertThat(deliveries.names()).containsExactlyInAnyOrder("a.txt", "one/b.txt", "one/two/c.txt");
        }
    }

    @Test
    @DisplayName(
            "R21 folders that are walked are walked at each poll: new and removed files are found, no file comes twice")
    void walkedFoldersAreWalkedAtEachPoll() throws Exception {
        try (Open115Emulator emulator =
                Open115Emulator.builder().recursiveListing(false).start()) {
            EmulatedDrive drive = emulator.drive();
            drive.addFile(drive.folder("/inbox"), "a.txt", Content.of("a"));
            String removed = drive.addFile(drive.folder("/inbox/one"), "b.txt", Content.of("b"))
                    .id();
            String uri = INBOX.replace("&repeatCount=1", "");
            try (Routes routes =
                    Routes.authorized(emulator, state).from(uri, deliveries).start()) {
                await().until(() -> deliveries.names().size() == 2);
                drive.remove(removed);
                drive.addFile(drive.folder("/inbox/one/two"), "c.txt", Content.of("c"));
                await().until(() -> deliveries.names().size() == 3);
                drive.restore(removed);
                long before = emulator.requests().count("/open/ufile/files");
                await().until(() -> emulator.requests().count("/open/ufile/files") > before + 20);
            }
            assertThat(deliveries.names()).containsExactlyInAnyOrder("a.txt", "one/b.txt", "one/two/c.txt");
        }
    }

    private void poll(Open115Emulator emulator, int expected) throws Exception {
        try (Routes routes =
                Routes.authorized(emulator, state).from(INBOX, deliveries).start()) {
            await().until(() -> deliveries.names().size() == expected);
        }
    }
}
