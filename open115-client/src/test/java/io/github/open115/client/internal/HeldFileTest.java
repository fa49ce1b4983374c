/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {

    @TempDir
    Path folder;

    @Test
    void isForOneAtATimeInAnySpellingOfThePath() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        HeldFile held = HeldFile.take(folder.resolve("file")).orElseThrow();
        assertThat(HeldFile.take(elsewhere.resolve("../file"))).isEmpty();
        assertThat(HeldFile.take(elsewhere.resolve("file"))).isPresent();
        held.close();
        assertThat(HeldFile.take(elsewhere.resolve("../file"))).isPresent();
    }

    @Test
    void closingAgainDoesNotFreeTheFileOfTheNextHolder() throws IOException {
        HeldFile first = HeldFile.take(folder.resolve("file")).orElseThrow();
        first.close();
        HeldFile second = HeldFile.take(folder.resolve("file")).orElseThrow();
        first.close();
        assertThat(HeldFile.take(folder.resolve("file"))).isEmpty();
        assertThat(second.path().getFileName()).hasToString("file");
    }

    @Test
    void needsItsFolder() {
        assertThatThrownBy(() -> HeldFile.take(folder.resolve("none").resolve("file")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
