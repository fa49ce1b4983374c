/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FolderLookUpTest extends PollFixture {

    /** The folders whose path was asked for, with a listing of two rows. */
    private List<String> lookedUp() {
        return emulator().requests().of(LIST).stream()
                .filter(request -> request.parameter("limit").equals("2"))
                .map((LoggedRequest request) -> request.parameter("cid"))
                .toList();
    }

    @Test
    @DisplayName("R21 one look-up for each folder that holds a candidate, none for the others")
    void looksUpFoldersOfCandidates() throws Exception {
        put("/inbox/one", "a.txt");
        put("/inbox/one", "b.txt");
        put("/inbox/two", "c.txt");
        put("/inbox/three", "d.bin");
        put("/inbox/four/.x", ".e.txt");
        try (Routes routes = route("recursive=true&includeExt=txt")) {
            poll(routes);
            assertThat(delivered).hasSize(3);
            pollOn(routes, 5);
        }
        assertThat(delivered).containsExactlyInAnyOrder("one/a.txt", "one/b.txt", "two/c.txt");
        assertThat(lookedUp()).containsExactlyInAnyOrder(drive().folder("/inbox/one"), drive().folder("/inbox/two"));
        assertThat(callsBesideListings().keySet()).containsExactly(LOOK_UP);
    }

    @Test
    @DisplayName("R21 files that were delivered cost no look-up, after a restart neither")
    void looksUpNothingForDeliveredFiles() throws Exception {
        put("/inbox/one", "a.txt");
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        emulator().requests().reset();
        try (Routes routes = route("recursive=true&pathMaxAge=0")) {
            pollOn(routes, 3);
        }
        assertThat(lookedUp()).isEmpty();
    }

    @Test
    @DisplayName("R21 a folder that was renamed or moved shows its new path once the old one is too old to be trusted")
    void followsRenamedFolders() throws Exception {
        put("/inbox/old", "a.txt");
        String folder = drive().folder("/inbox/old");
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            drive().rename(folder, "new");
            emulator().clock().advance(Duration.ofMinutes(11));
            put("/inbox/new", "b.txt");
            poll(routes);
            assertThat(delivered).hasSize(2);
            drive().move(folder, drive().folder("/inbox/above"));
            emulator().clock().advance(Duration.ofMinutes(11));
            put("/inbox/above/new", "c.txt");
            poll(routes);
            assertThat(delivered).hasSize(3);
        }
        assertThat(delivered).containsExactly("old/a.txt", "new/b.txt", "above/new/c.txt");
        assertThat(lookedUp()).hasSize(3);
    }

    @Test
    @DisplayName("R21 a folder that left the tree after the listing takes its files along")
    void dropsFilesOfFoldersThatLeft() throws Exception {
        put("/inbox/gone", "a.txt");
        put("/inbox", "b.txt");
        String folder = drive().folder("/inbox/gone");
        emulator()
                .faults()
                .arm(LIST, Fault.run(() -> drive().move(folder, drive().folder("/elsewhere"))))
                .when(request -> request.parameter("cid").equals(folder));
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 3);
        }
        assertThat(delivered).containsExactly("b.txt");
    }
}
