/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.state.StateLockedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadStateTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("an upload that has not ended is remembered when the state is opened again, one that has ended is not")
    void remembersUnfinishedUploads() {
        try (UploadState state = new UploadState(directory, "one")) {
            state.unfinished().putAll(Map.of("a", "part 3", "b", "part 1"));
            state.flush();
            state.unfinished().remove("b");
        }
        try (UploadState state = new UploadState(directory, "one")) {
            assertThat(state.unfinished()).isEqualTo(Map.of("a", "part 3"));
        }
    }

    @Test
    @DisplayName("each account has a state of its own, in a folder below uploads that its name cannot lead out of")
    void keepsAccountsApart() {
        try (UploadState one = new UploadState(directory, "one");
                UploadState other = new UploadState(directory, "../one")) {
            one.unfinished().put("a", "part 3");
            assertThat(other.unfinished()).isEmpty();
        }
        assertThat(directory.resolve("uploads/one/unfinished.mv")).isRegularFile();
        assertThat(directory).isDirectoryContaining(path -> path.endsWith("uploads"));
        assertThat(directory.toFile().list()).containsExactly("uploads");
    }

    @Test
    @DisplayName("the state of an account is open once at a time")
    void refusesASecondOwner() {
        try (UploadState state = new UploadState(directory, "one")) {
            assertThatThrownBy(() -> new UploadState(directory, "one")).isInstanceOf(StateLockedException.class);
            state.unfinished().put("a", "part 3");
        }
    }
}
