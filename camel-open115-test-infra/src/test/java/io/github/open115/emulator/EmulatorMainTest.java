/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorMainTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a local folder is served as a drive, and what a client needs is printed")
    void servesFolder() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.txt"), "hello");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        try (FolderServer server =
                EmulatorMain.start(new PrintStream(printed, true, StandardCharsets.UTF_8), folder.toString())) {
            Open115Emulator emulator = server.emulator();
            ServiceCaller caller = new ServiceCaller(emulator);
            EmulatedFile file = emulator.drive().fileAt("/a/b/c.txt").orElseThrow();

            assertThat(caller.fetch(caller.link(file)).body()).asString().isEqualTo("hello");
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("apiBaseUrl=" + emulator.apiBaseUrl())
                    .contains("refreshToken=")
                    .contains("clientId=100123456")
                    .contains(server.controlUrl() + "/token")
                    .contains(server.controlUrl() + "/confirm");
        }
    }

    @Test
    @DisplayName("wrong arguments are answered with the right ones")
    void wrongArguments() {
        assertThatThrownBy(() -> EmulatorMain.start(System.out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usage");
        assertThatThrownBy(() ->
                        EmulatorMain.start(System.out, folder.resolve("none").toString()))
                .hasMessageContaining("not a folder");
    }
}
