/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.EmulatedClient;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The files of an emulated drive with an empty folder, on a frozen clock. */
abstract class DriveFilesFixture {

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(
            () -> settings(Open115Emulator.builder().clock(new EmulatorClock().freeze())));

    @TempDir
    Path state;

    Open115Emulator emulator;
    EmulatedDrive drive;
    DriveFiles files;
    String folder;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        drive = emulator.drive();
        files = EmulatedClient.connect(emulator, state).files();
        folder = drive.folder("/incoming");
    }

    /** Changes the settings of the emulator, where a test needs others. */
    Open115Emulator.Builder settings(Open115Emulator.Builder builder) {
        return builder;
    }
}
