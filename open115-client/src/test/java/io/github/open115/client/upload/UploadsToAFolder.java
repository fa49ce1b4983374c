/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A drive with an empty folder {@code /backup}, and uploads to it. */
@Timeout(600)
abstract class UploadsToAFolder {

    @TempDir
    Path directory;

    UploadFixture fixture;
    String folder;

    /** The settings of the emulated service. */
    Open115Emulator.Builder service() {
        return Open115Emulator.builder();
    }

    @BeforeEach
    void start() {
        fixture = new UploadFixture(service(), directory.resolve("state"));
        folder = fixture.emulator.drive().folder("/backup");
    }

    @AfterEach
    void close() {
        fixture.close();
    }
}
