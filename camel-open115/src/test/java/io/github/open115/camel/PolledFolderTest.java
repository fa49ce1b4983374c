/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.Fault;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The polled folder is kept by its id. */
class PolledFolderTest extends PollFixture {

    @ParameterizedTest(name = "options: {0}")
    @ValueSource(strings = {"recursive=true", "recursive=true&incremental=false", ""})
    @DisplayName("R21 a polled folder that is renamed or moved is polled on, at one call a poll")
    void followsItsFolder(String options) throws Exception {
        String inbox = drive().folder("/inbox");
        String sub = drive().folder("/inbox/sub");
        put("/inbox", "a.txt");
        put("/inbox/sub", "b.txt");
        try (Routes routes = route(options)) {
            poll(routes);
            int before = delivered.size();
            drive().rename(inbox, "renamed");
            drive().move(inbox, drive().folder("/elsewhere"));
            drive().addFile(inbox, "later.txt", new byte[] {1});
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(delivered).hasSize(before + 1).contains("later.txt");
            drive().addFile(sub, "below.txt", new byte[] {1});
            poll(routes);
        }
        assertThat(delivered.contains("sub/below.txt")).isEqualTo(options.contains("recursive"));
    }

    @Test
    @DisplayName(
            "R42 a look-up of the polled folder that is answered with the root fails the poll: nothing is delivered")
    void neverPollsTheRoot() throws Exception {
        put("/", "private.txt");
        put("/inbox", "a.txt");
        emulator().faults().arm("POST /open/folder/get_info", Fault.rewrite(reply -> {
            ObjectNode data = (ObjectNode) reply.get("data");
            data.put("file_id", 0);
            data.putArray("paths");
        }));
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(delivered).isEmpty();
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(drive().fileAt("/private.txt")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x?y", "a%20b", "50%25"})
    @DisplayName("R42 a folder whose name a URI cannot tell is polled by its id")
    void pollsByIdWhatHasNoPath(String name) throws Exception {
        String folder = drive().createFolder(drive().folder("/inbox"), name);
        drive().addFile(folder, "a.txt", new byte[] {1});
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("in", "open115:?startScheduler=false&rootFolderId=" + folder, deliveries)
                .start()) {
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R42 the failure of a folder that a URI cannot tell says how it is given")
    void saysHowToGiveAnOddFolder() throws Exception {
        drive().folder("/a%20b");
        CollectingExceptionHandler failures = new CollectingExceptionHandler(new ArrayList<>());
        try (Routes routes = Routes.authorized(emulator(), state)) {
            routes.context().getRegistry().bind("failures", failures);
            routes.fromNamed("in", "open115:/a%20b?startScheduler=false&exceptionHandler=#failures", deliveries)
                    .start();
            poll(routes);
        }
        assertThat(failures.handled()).singleElement().asString().contains("is given by its id, in rootFolderId");
    }

    @Test
    @DisplayName("R31 folders and files with separators in their names are polled under safe paths")
    void separatorsInNamesGiveSafePaths() throws Exception {
        String odd = drive().createFolder(drive().folder("/inbox"), "x/y\\z");
        drive().addFile(odd, "a\\b/c.txt", new byte[] {1});
        try (Routes routes = route("recursive=true&antInclude=x_y_z/*.txt")) {
            poll(routes);
        }
        assertThat(delivered).containsExactly("x_y_z/a_b_c.txt");
    }

    @ParameterizedTest(name = "options: {0}")
    @ValueSource(strings = {"", "recursive=true", "recursive=true&incremental=false"})
    @DisplayName("R21 R42 a polled folder that is deleted and made anew is polled on, with one look-up")
    void followsItsPathWhenTheFolderIsDeleted(String options) throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route(options)) {
            poll(routes);
            drive().remove(drive().folder("/inbox"));
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(routes.consumer("in").getLastError())
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("or one below it, was deleted");
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(routes.consumer("in").getLastError()).hasMessageContaining("is not there: check the path");
            put("/inbox", "b.txt");
            poll(routes, 2);
            assertThat(routes.consumer("in").getLastError()).isNull();
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
        // at the start, for the folder that was missing, and for the new one
        assertThat(calls(LOOK_UP)).isEqualTo(3);
    }

    @Test
    @DisplayName("R10 R21 a polled folder that is restored from the recycle bin remembers what it has delivered")
    void remembersWhatARestoredFolderHasDelivered() throws Exception {
        String inbox = drive().folder("/inbox");
        put("/inbox", "a.txt");
        try (Routes routes = route("")) {
            poll(routes);
            drive().remove(inbox);
            poll(routes, 2);
            drive().restore(inbox);
            put("/inbox", "b.txt");
            poll(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
    }

    @Test
    @DisplayName("R21 with autoCreate a polled folder that is deleted is made anew")
    void createsADeletedFolderAnew() throws Exception {
        try (Routes routes = route("autoCreate=true")) {
            poll(routes);
            drive().remove(drive().folder("/inbox"));
            poll(routes, 2);
            assertThat(routes.consumer("in").getLastError()).isNull();
            assertThat(calls(CREATE_FOLDER)).isEqualTo(1);
        }
    }
}
