/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that files are moved into, and which are renamed or deleted meanwhile. */
class VanishingTargetTest extends PollFixture {

    private List<EmulatedFile> fill(String prefix, int files) {
        List<EmulatedFile> made = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            made.add(put("/inbox", prefix + i + ".txt"));
        }
        return made;
    }

    @ParameterizedTest(name = "code {0}")
    @ValueSource(longs = {20009, 20018})
    @DisplayName(
            "R38 a target that is missing again after it was looked up again: the files wait, none is taken for gone")
    void filesWaitWhileTheTargetIsMissing(long code) throws Exception {
        fill("n", 4);
        emulator().faults().arm(MOVE, Fault.error(code, "目标文件夹不存在")).times(20);
        try (Routes routes = route("move=../done")) {
            poll(routes);
            assertThat(routes.consumer("in").getChangesWaiting()).isEqualTo(4);
            assertThat(emulator().requests().count(MOVE))
                    .as("halved down to one file, which is there")
                    .isEqualTo(3);
            emulator().faults().clear();
            pollOn(routes, 5);
        }
        assertThat(drive().names(drive().folder("/done"))).hasSize(4);
        assertThat(delivered).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R38 a target that goes while the one missing file of a call is looked for takes no other file along")
    void goesDuringTheSearch() throws Exception {
        List<EmulatedFile> files = fill("n", 6);
        drive().folder("/done");
        emulator().faults().before(MOVE, 1, () -> drive().purge(files.get(1).id()));
        emulator().faults().before(MOVE, 3, () -> drive().remove(drive().folder("/done")));
        try (Routes routes = route("move=../done")) {
            poll(routes);
            pollOn(routes, 5);
            assertThat(routes.consumer("in").getChangesWaiting()).isZero();
        }
        assertThat(drive().names(drive().folder("/inbox"))).isEmpty();
        assertThat(delivered).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R38 files for a target that is missing, and which are gone themselves, do not wait")
    void deletedFilesDoNotWaitForTheTarget() throws Exception {
        fill("n", 2).forEach(file -> emulator().faults().before(MOVE, 1, () -> drive().purge(file.id())));
        emulator().faults().arm(MOVE, Fault.error(20009, "目标文件夹不存在")).times(20);
        try (Routes routes = route("move=../done")) {
            poll(routes);
            assertThat(routes.consumer("in").getChangesWaiting()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "moveFailed"})
    @DisplayName("R38 a target that is renamed is kept by its id; one that is deleted later is created again")
    void renamedTargetIsKeptByItsId(String option) throws Exception {
        deliveries.failingFor(name -> option.equals("moveFailed"));
        String target = drive().folder("/target");
        try (Routes routes = route(option + "=/target")) {
            fill("a", 3);
            poll(routes);
            drive().rename(target, "renamed");
            fill("b", 3);
            pollOn(routes, 5);
            assertThat(drive().names(target)).hasSize(6);
            drive().remove(target);
            fill("c", 3);
            pollOn(routes, 5);
        }
        assertThat(drive().names(drive().folder("/target"))).containsExactlyInAnyOrder("c0.txt", "c1.txt", "c2.txt");
        assertThat(drive().names(drive().folder("/inbox"))).isEmpty();
    }

    @Test
    @DisplayName("R38 a target that is moved into the polled tree: what was moved there is not delivered again")
    void movedIntoTheTree() throws Exception {
        String target = drive().folder("/done");
        for (int run = 0; run < 2; run++) {
            try (Routes routes = route("move=/done&recursive=true")) {
                fill("n" + run, 3);
                poll(routes);
                drive().move(target, drive().folder("/inbox"));
                fill("m" + run, 3);
                pollOn(routes, 5);
            }
        }
        assertThat(delivered).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R38 a preMove folder that vanishes twice: the files come back, and each is delivered and moved once")
    void filesComeBackWhenThePreMoveFolderVanishes() throws Exception {
        fill("n", 2);
        emulator().faults().before(MOVE, 1, () -> drive().purge(drive().folder("/taken")));
        emulator().faults().before(MOVE, 2, () -> drive().purge(drive().folder("/taken")));
        try (Routes routes = route("preMove=../taken&move=../done")) {
            poll(routes);
            pollOn(routes, 5);
        }
        assertThat(drive().names(drive().folder("/inbox"))).isEmpty();
        assertThat(drive().names(drive().folder("/done"))).containsExactlyInAnyOrder("n0.txt", "n1.txt");
        assertThat(delivered).hasSize(2).doesNotHaveDuplicates();
    }
}
