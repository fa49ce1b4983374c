/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.copy;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.Open115Client;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.ListQuery;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two folders of an emulated drive, on a frozen clock that moves on while the client waits. */
abstract class CopiesFixture {

    static final String COPY = "/open/ufile/copy";

    final EmulatorClock clock = new EmulatorClock().freeze();

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(
            () -> settings(Open115Emulator.builder().clock(clock)));

    @TempDir
    Path state;

    Open115Emulator emulator;
    EmulatedDrive drive;
    DriveFiles files;
    Copies copies;
    String from;
    String to;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        drive = emulator.drive();
        Open115Client client = EmulatedClient.connect(emulator, state, clock::advance);
        files = client.files();
        copies = client.copies();
        from = drive.folder("/from");
        to = drive.folder("/to");
    }

    FileItem add(String folder, String name, String text) {
        String id = drive.addFile(folder, name, Content.of(text)).id();
        return files.list(ListQuery.childrenOf(folder, 1150)).rows().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Changes the settings of the emulator, where a test needs others. */
    Open115Emulator.Builder settings(Open115Emulator.Builder builder) {
        return builder;
    }
}
