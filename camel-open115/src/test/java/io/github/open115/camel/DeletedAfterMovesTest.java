/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions of files, and under names, that are not what they were when the file was delivered. */
class DeletedAfterMovesTest extends DeletedFilesFixture {

    @ParameterizedTest
    @ValueSource(strings = {"n1.txt", "N1.TXT"})
    @DisplayName("R22 the deletion of a replaced file is reported without its path, which is now that of the new file")
    void replacedFileIsReportedWithoutItsPath(String name) throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            drive().purge(file.id());
            put("/inbox", name);
            callsOfPolls(routes, 5);
            assertThat(delivered).hasSize(4).endsWith(name);
            assertThat(reported)
                    .containsExactly(Map.of(
                            "CamelOpen115Event", "DELETED",
                            "CamelOpen115FileId", file.id(),
                            "CamelOpen115Name", "n1.txt"));
        }
    }

    @Test
    @DisplayName("R22 a file that was replaced and deleted itself leaves its path to the one before")
    void replacedByOneThatIsGoneToo() throws Exception {
        try (Routes routes = route(ON)) {
            drive().purge(delivered(routes, 3).get(1).id());
            EmulatedFile second = put("/inbox", "n1.txt");
            poll(routes);
            drive().purge(second.id());
            callsOfPolls(routes, 4);
            assertThat(reportedNames()).containsExactly("n1.txt", "n1.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idempotent=true", "idempotentRepository=#own", "idempotentKey=${file:name}"})
    @DisplayName(
            "R22 a file that was moved away and back is reported when it is deleted, with every kind of repository")
    void fileMovedBackIsReportedWhenDeleted(String options) throws Exception {
        Map<String, ?> own = Map.of("own", MemoryIdempotentRepository.memoryIdempotentRepository());
        try (Routes routes = route(ON + "&" + options, own)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            for (int i = 0; i < 2; i++) {
                drive().move(file.id(), drive().folder("/elsewhere"));
                callsOfPolls(routes, 4);
                drive().move(file.id(), drive().folder("/inbox"));
                poll(routes);
            }
            drive().purge(file.id());
            callsOfPolls(routes, 4);
        }
        assertThat(delivered).hasSize(3);
        assertThat(reportedNames()).containsExactly("n1.txt");
    }

    @Test
    @DisplayName(
            "R22 a file that was moved away and then deleted is not reported, even when all rows are reported again")
    void fileDeletedInAnotherFolderIsNotReported() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            drive().move(file.id(), drive().folder("/elsewhere"));
            callsOfPolls(routes, 4);
            drive().purge(file.id());
        }
        // other filters: every row is reported once more
        try (Routes routes = route(ON + "&exclude=.*bin")) {
            callsOfPolls(routes, 5);
        }
        assertThat(lookUps()).isEqualTo(1);
        assertThat(reported).isEmpty();
    }

    @ParameterizedTest(name = "after {0} seconds")
    @ValueSource(ints = {0, 20})
    @DisplayName(
            "R22 a file that failed, was moved away by the consumer and moved back at once is reported when it is deleted")
    void movedBackByHand(int seconds) throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        deliveries.failingFor(name -> true);
        try (Routes routes = route(ON + "&moveFailed=../failed")) {
            poll(routes);
            assertThat(drive().fileAt("/failed/a.txt")).isPresent();
            deliveries.failingFor(name -> false);
            emulator().clock().advance(Duration.ofSeconds(seconds));
            drive().move(file.id(), drive().folder("/inbox"));
            poll(routes);
            emulator().clock().advance(Duration.ofSeconds(61));
            callsOfPolls(routes, 2);
            assertThat(delivered).containsExactly("a.txt");
            drive().purge(file.id());
            callsOfPolls(routes, 4);
        }
        assertThat(reportedNames()).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R22 a folder that is deleted and restored, renamed, moved away and back reports none of its files")
    void changesOfFoldersReportNoFile() throws Exception {
        put("/inbox/sub", "a.txt");
        put("/inbox/sub", "b.txt");
        put("/inbox", "c.txt");
        String sub = drive().folder("/inbox/sub");
        try (Routes routes = route(ON + "&recursive=true")) {
            poll(routes);
            drive().remove(sub);
            callsOfPolls(routes, 2);
            drive().restore(sub);
            callsOfPolls(routes, 4);
            drive().rename(sub, "renamed");
            callsOfPolls(routes, 4);
            drive().move(sub, drive().folder("/elsewhere"));
            callsOfPolls(routes, 4);
            drive().move(sub, drive().folder("/inbox"));
            callsOfPolls(routes, 4);
            assertThat(reported).isEmpty();
            drive().remove(sub);
            callsOfPolls(routes, 4);
        }
        assertThat(delivered).hasSize(3);
        assertThat(reportedNames()).containsExactlyInAnyOrder("sub/a.txt", "sub/b.txt");
    }
}
