/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two folders of one name, and files beside them: what they are called before and after one of them is asked for. */
class UniquePathsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final Set<String> left = new HashSet<>();
    private DriveFiles files;
    private UniquePaths paths;
    private String inbox;
    private String first;
    private String second;

    @BeforeEach
    void makeTwins() {
        Open115Emulator emulator = service.emulator();
        emulator.clock().freeze();
        inbox = emulator.drive().folder("/inbox");
        first = emulator.drive().createFolder(inbox, "x");
        second = emulator.drive().createFolder(inbox, "x");
        files = EmulatedClient.connect(emulator, state).files();
        paths = new UniquePaths(
                files,
                inbox,
                emulator.clock(),
                Duration.ofMinutes(10),
                new HashMap<>(),
                new HashMap<>(),
                fileId -> !left.contains(fileId));
    }

    private List<String> place(String folderId) {
        return paths.place(folderId).orElseThrow().safe();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes a path trusted for neither more nor less time")
    void stepsOfTheClock(Duration step) {
        SettableClock clock = new SettableClock();
        UniquePaths stepped = new UniquePaths(
                files, "0", clock, Duration.ofMinutes(10), new HashMap<>(), new HashMap<>(), fileId -> true);
        stepped.remember(files.path(first));

        clock.step(step);

        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(stepped.isFresh(first)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(stepped.isFresh(first)).isFalse();
    }

    private FolderPlace knownPlace(String folderId) {
        return paths.knownPlace(folderId).orElseThrow();
    }

    private long calls() {
        return service.emulator().requests().count("GET /open/ufile/files");
    }

    @Test
    @DisplayName("R31 a known place does not reserve a name until a file is delivered there")
    void settlesWithADelivery() {
        paths.remember(files.path(second));
        assertThat(knownPlace(second).safe()).containsExactly("x");
        assertThat(place(first)).containsExactly("x");
        assertThat(knownPlace(second).safe()).containsExactly("x~" + second);
    }

    @Test
    @DisplayName("R31 a place where a file is delivered keeps its name when a twin is asked for later")
    void keepsWhatWasDelivered() {
        paths.remember(files.path(second));
        paths.take(knownPlace(second));
        assertThat(place(first)).containsExactly("x~" + first);
        assertThat(knownPlace(second).safe()).containsExactly("x");

        paths.take(knownPlace(first));
        assertThat(place(second)).as("a segment with an id takes no plain name").containsExactly("x");
    }

    private FileItem file(String name) {
        return files.info(service.emulator()
                        .drive()
                        .addFile(inbox, name, Content.of(name))
                        .id())
                .item();
    }

    @Test
    @DisplayName(
            "R31 a place beside a file of its name keeps the name it was delivered by, also when the file has left")
    void keepsTheNameBesideAFile() {
        FileItem file = file("x");
        paths.take(file, paths.segmentOf(file));
        paths.remember(files.path(first));
        FolderPlace beside = knownPlace(first);
        left.add(file.id());
        paths.take(beside);
        assertThat(beside.safe()).containsExactly("x~" + first);
        assertThat(place(first)).containsExactly("x~" + first);
    }

    @Test
    @DisplayName("R21 a known place costs no call; it believes that a twin has left only when that was just seen")
    void believesWhatIsFresh() {
        assertThat(place(first)).containsExactly("x");
        assertThat(place(second)).containsExactly("x~" + second);
        service.emulator().drive().rename(first, "y");
        service.emulator().clock().advance(Duration.ofMinutes(11));
        long before = calls();
        assertThat(knownPlace(second).safe()).containsExactly("x~" + second);
        assertThat(calls()).isEqualTo(before);

        paths.remember(files.path(first));
        assertThat(knownPlace(second).safe()).containsExactly("x");
        service.emulator().clock().advance(Duration.ofMinutes(11));
        assertThat(knownPlace(second).safe()).containsExactly("x~" + second);
        assertThat(calls()).isEqualTo(before + 1);
    }
}
