/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupMainTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("arguments come before the environment")
    void takesArgumentsAndEnvironment() {
        Map<String, String> environment =
                Map.of("OPEN115_REFRESH_TOKEN", "t", "OPEN115_SOURCE", "nowhere", "OPEN115_FOLDER", "/b");
        BackupSettings settings = BackupMain.settings(environment, "--watch", directory.toString());
        assertThat(settings.source()).isEqualTo(directory.toAbsolutePath());
        assertThat(settings.folder()).isEqualTo("/b");
        assertThat(settings.watch()).isTrue();
        assertThat(settings.requestsPerSecond()).isEqualTo(1);
        assertThat(settings).hasToString("BackupSettings[" + directory.toAbsolutePath() + " -> /b]");
        assertThat(BackupMain.settings(environment, directory.toString(), "/c").watch())
                .isFalse();
    }

    @Test
    @DisplayName("the demo runs only if nothing names a folder, a token, or a directory with saved tokens")
    void isTheDemoIfNothingIsNamed() {
        assertThat(BackupMain.isDemo(Map.of())).isTrue();
        assertThat(BackupMain.isDemo(Map.of("OPEN115_REFRESH_TOKEN", "", "OPEN115_WATCH", "true")))
                .isTrue();
        for (String name :
                List.of("OPEN115_REFRESH_TOKEN", "OPEN115_SOURCE", "OPEN115_FOLDER", "OPEN115_STATE_DIRECTORY")) {
            assertThat(BackupMain.isDemo(Map.of(name, "x"))).as(name).isFalse();
        }
        assertThat(BackupMain.isDemo(Map.of(), "/photos")).isFalse();
    }

    @Test
    @DisplayName("if no file was uploaded, no SHA-1 was compared")
    void claimsNoComparisonOfNothing() {
        Backup.Result result = new Backup.Result(new Outcomes(), Map.of(), 0, List.of("a.txt: refused"));
        assertThat(BackupMain.report(result)).startsWith("Backed up: 0 files").doesNotContain("SHA-1");
    }

    @Test
    @DisplayName("a missing folder is an error that says where to name it")
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> BackupMain.settings(Map.of())).hasMessageContaining("OPEN115_SOURCE");
        assertThatThrownBy(() -> BackupMain.settings(Map.of(), directory.toString()))
                .hasMessageContaining("OPEN115_FOLDER");
    }
}
