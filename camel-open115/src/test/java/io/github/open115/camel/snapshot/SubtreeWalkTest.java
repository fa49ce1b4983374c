/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk through a tree whose flat listing lacks the files of sub-folders. */
class SubtreeWalkTest {

    @TempDir
    Path state;

    private final EmulatorClock clock = new EmulatorClock().freeze();
    private final RecordingListener listener = new RecordingListener();
    private Open115Emulator emulator;
    private FolderSnapshot snapshot;
    private String file;

    @BeforeEach
    void know() {
        emulator =
                Open115Emulator.builder().clock(clock).recursiveListing(false).start();
        drive().addFile(drive().folder("/in/a"), "a.txt", Content.of("a"));
        drive().folder("/in/b");
        file = drive().addFile(drive().folder("/in/c/deep"), "c.txt", Content.of("c"))
                .id();
        FolderSnapshots.Key key = new FolderSnapshots.Key("default", drive().folder("/in"), true);
        snapshot = new FolderSnapshots(clock)
                .take(
                        key,
                        new FolderSnapshots.Listing(
                                EmulatedClient.connect(emulator, state).files(), 1150, Duration.ofHours(6)),
                        null);
        snapshot.join(listener, null);
        refresh();
        assertThat(listener.present).hasSize(2);
    }

    @AfterEach
    void stop() {
        snapshot.close();
        emulator.close();
    }

    private EmulatedDrive drive() {
        return emulator.drive();
    }

    private void refresh() {
        clock.advance(Duration.ofMinutes(10));
        assertThat(snapshot.refresh(listener, Duration.ZERO)).isTrue();
    }

    @Test
    @DisplayName(
            "R21 a folder that moves during the walk to a place where the walk has been is not gone with its files")
    void folderThatMovesDuringTheWalkKeepsItsFiles() {
        String from = drive().folder("/in/c");
        String to = drive().folder("/in/b");
        String deep = drive().folder("/in/c/deep");
        for (int call = 1; call <= 5; call++) {
            emulator.faults().before("/open/ufile/files", call, () -> drive().move(deep, to));
            refresh();
            refresh();
            drive().move(deep, from);
            refresh();
        }
        assertThat(listener.gone).isEmpty();
        assertThat(listener.present).hasSize(2);
    }

    @Test
    @DisplayName("R21 a file that two walks in a row miss is gone")
    void fileThatTwoWalksMissIsGone() {
        drive().remove(file);
        refresh();
        assertThat(listener.gone).isEmpty();
        refresh();
        assertThat(listener.gone).containsExactly(file);
    }

    @Test
    @DisplayName("R41 a folder with an impossible id fails the walk, and nothing below it counts as gone")
    void folderWithAnImpossibleIdFailsTheWalk() {
        emulator.faults()
                .arm(
                        "/open/ufile/files",
                        Fault.rewrite(reply -> reply.path("data").forEach(row -> {
                            if (row.path("fn").asText().equals("c")) {
                                ((ObjectNode) row).put("fid", "../c");
                            }
                        })))
                .always();
        for (int walk = 0; walk < 3; walk++) {
            assertThatThrownBy(this::refresh).isInstanceOf(UnreadableReplyException.class);
        }
        assertThat(listener.gone).isEmpty();
    }
}
