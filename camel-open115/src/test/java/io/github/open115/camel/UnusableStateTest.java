/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.state.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a consumer remembers of its folder cannot be opened, or not all of it. */
class UnusableStateTest extends PollFixture {

    private String lastError(Routes routes) {
        poll(routes);
        Throwable error = ((Open115Consumer) routes.context().getRoute("in").getConsumer()).getLastError();
        return error == null ? null : error.getMessage();
    }

    private Path file(String folder, String suffix) {
        return state.resolve(folder).resolve("default").resolve(drive().folder("/inbox") + suffix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    @DisplayName("R29 an empty stateDirectory is refused: tokens do not go into the working directory")
    void refusesAnEmptyStateDirectory(String empty) throws Exception {
        try (Routes routes = routes()) {
            routes.component().setStateDirectory(empty);
            routes.fromNamed("in", INBOX, deliveries);
            assertThatThrownBy(routes::start)
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The option stateDirectory=" + empty + " cannot be used: it is empty. Set it to a directory"
                                    + " that this process may write, or leave it out");
        }
        assertThat(calls()).isZero();
    }

    @Test
    @DisplayName("R29 a snapshot that cannot be used is the reason of each poll until it is mended")
    void unusableSnapshotStopsThePolls() throws Exception {
        Path unusable = file("folders", "-folder.mv");
        Path inTheWay = Files.createDirectories(unusable.resolve("in-the-way"));
        put("/inbox", "a.txt");
        try (Routes routes = route("")) {
            for (int i = 0; i < 3; i++) {
                assertThat(lastError(routes)).isEqualTo("cannot delete " + unusable);
            }
            Files.delete(inTheWay);
            Files.delete(unusable);
            assertThat(lastError(routes)).isNull();
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R29 a row that cannot be read is the reason of each poll until it is mended")
    void unreadableRowStopsThePolls() throws Exception {
        Path kept = file("polls", "-folder-in.mv");
        try (StateStore store = StateStore.open(kept)) {
            store.map("waiting").put("7", "Pnonsense");
        }
        put("/inbox", "a.txt");
        try (Routes routes = route("")) {
            String first = lastError(routes);
            assertThat(first).doesNotContain("in use");
            assertThat(lastError(routes)).isEqualTo(first);
            try (StateStore store = StateStore.open(kept)) {
                store.map("waiting").remove("7");
            }
            assertThat(lastError(routes)).isNull();
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @ParameterizedTest(name = "{0} of 100 parts are left")
    @ValueSource(ints = {-1, 0, 50})
    @DisplayName("R10 a memory that was cut or is gone stops the polls with the way out, and delivers nothing again")
    void lostMemoryStopsThePolls(int left) throws Exception {
        Path kept = file("polls", "-folder-in.mv");
        for (int i = 0; i < 60; i++) {
            put("/inbox", i + ".txt");
        }
        try (Routes routes = route("")) {
            poll(routes);
        }
        if (left < 0) {
            Files.delete(kept);
        } else {
            byte[] whole = Files.readAllBytes(kept);
            Files.write(kept, Arrays.copyOf(whole, whole.length * left / 100));
        }
        try (Routes routes = route("")) {
            for (int i = 0; i < 2; i++) {
                assertThat(lastError(routes))
                        .contains("state file " + kept, ".journal and its .manifest", "to start again", "done again");
            }
            assertThat(routes.consumer("in").getErrorCounter()).isEqualTo(2);
            assertThat(delivered).hasSize(60);

            for (String suffix : List.of("", ".journal", ".manifest")) {
                Files.deleteIfExists(kept.resolveSibling(kept.getFileName() + suffix));
            }
            assertThat(lastError(routes)).isNull();
        }
        assertThat(delivered).hasSize(120);
    }
}
