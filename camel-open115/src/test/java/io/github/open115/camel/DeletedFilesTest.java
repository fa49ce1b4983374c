/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeletedFilesTest extends DeletedFilesFixture {

    @Test
    @DisplayName("R22 a deleted file is reported once, after the third complete listing without it and one look-up")
    void reportsADeletionOnceAfterThreeListings() throws Exception {
        try (Routes routes = route(ON + "&recursive=true")) {
            EmulatedFile file = put("/inbox/sub", "a.txt");
            put("/inbox/sub", "b.txt");
            poll(routes);
            drive().purge(file.id());
            assertThat(callsOfPolls(routes, 2)).containsExactly(1L, 1L);
            assertThat(reported).isEmpty();
            assertThat(callsOfPoll(routes)).as("the listing, and the look-up").isEqualTo(1 + 1);
            assertThat(reported)
                    .containsExactly(Map.of(
                            "CamelOpen115Event", "DELETED",
                            "CamelOpen115FileId", file.id(),
                            "CamelOpen115Name", "a.txt",
                            "CamelFileName", "sub/a.txt"));
            assertThat(callsOfPolls(routes, 4)).containsOnly(1L);
        }
        try (Routes routes = route(ON + "&recursive=true")) {
            poll(routes);
            assertThat(callsOfPolls(routes, 4)).containsOnly(1L);
        }
        assertThat(reported).hasSize(1);
        assertThat(delivered).containsExactly("sub/a.txt", "sub/b.txt");
    }

    @Test
    @DisplayName("R22 deletions are not reported without the option, and cost no call")
    void reportsNothingByDefault() throws Exception {
        try (Routes routes = route("")) {
            drive().purge(delivered(routes, 3).get(1).id());
            assertThat(callsOfPolls(routes, 6)).containsOnly(1L);
        }
        assertThat(reported).isEmpty();
        assertThat(lookUps()).isZero();
    }

    @Test
    @DisplayName("R22 a file that was moved to another folder is looked up once, and not reported")
    void looksUpAMovedFileOnceAndDoesNotReportIt() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            drive().move(file.id(), drive().folder("/elsewhere"));
            assertThat(callsOfPolls(routes, 6)).containsExactly(1L, 1L, 2L, 1L, 1L, 1L);
            drive().purge(file.id());
            assertThat(callsOfPolls(routes, 4)).containsOnly(1L);
        }
        assertThat(reported).isEmpty();
    }

    @Test
    @DisplayName("R22 a file that moves within the polled tree is neither looked up nor reported")
    void doesNotReportAMoveInsideTheTree() throws Exception {
        try (Routes routes = route(ON + "&recursive=true")) {
            EmulatedFile file = delivered(routes, 3).get(1);
            drive().move(file.id(), drive().folder("/inbox/sub"));
            callsOfPolls(routes, 4);
            emulator().clock().advance(Duration.ofHours(7));
            callsOfPolls(routes, 4);
        }
        assertThat(lookUps()).isZero();
        assertThat(reported).isEmpty();
    }

    @Test
    @DisplayName("R22 a file that is restored before the third listing is neither looked up nor reported")
    void doesNotReportAFileRestoredBeforeTheThirdListing() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            for (int i = 0; i < 3; i++) {
                drive().remove(file.id());
                callsOfPolls(routes, 2);
                drive().restore(file.id());
                poll(routes);
            }
        }
        assertThat(lookUps()).isZero();
        assertThat(reported).isEmpty();
        assertThat(delivered).hasSize(3);
    }

    @Test
    @DisplayName(
            "R22 a file in the recycle bin is reported as deleted, is new when it is restored, and is reported again when it is deleted again")
    void deliversAndReportsARestoredFileAgain() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            for (int i = 1; i <= 2; i++) {
                drive().remove(file.id());
                callsOfPolls(routes, 4);
                assertThat(reported).hasSize(i);
                drive().restore(file.id());
                callsOfPolls(routes, 2);
                assertThat(delivered).hasSize(3 + i).endsWith("n1.txt");
            }
        }
    }

    @Test
    @DisplayName("R22 listings that fail count neither for nor against a deletion")
    void failedListingsDoNotCount() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            drive().purge(file.id());
            callsOfPolls(routes, 2);
            emulator().faults().arm("/open/ufile/files", Fault.html(500)).always();
            callsOfPolls(routes, 5);
            assertThat(lookUps()).isZero();
            emulator().faults().clear();
            emulator().clock().advance(Duration.ofHours(1));
            poll(routes);
            assertThat(reportedNames()).containsExactly("n1.txt");
        }
    }

    @Test
    @DisplayName("R22 R1 a folder that cannot be listed, or that the service says is empty, reports no deletion")
    void folderSaidToBeEmpty() throws Exception {
        try (Routes routes = route(ON)) {
            delivered(routes, 5);
            emulator().faults().arm("/open/ufile/files", Fault.emptyPage()).always();
            callsOfPolls(routes, 5);
            emulator().faults().clear();
            emulator().clock().advance(Duration.ofHours(1));
            callsOfPolls(routes, 5);
        }
        assertThat(lookUps()).isZero();
        assertThat(reported).isEmpty();
    }

    @Test
    @DisplayName("R22 listings are counted across restarts")
    void countsListingsAcrossRestarts() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            drive().purge(file.id());
            poll(routes);
        }
        try (Routes routes = route(ON)) {
            poll(routes);
            assertThat(reported).isEmpty();
        }
        try (Routes routes = route(ON)) {
            poll(routes);
            assertThat(reportedNames()).containsExactly("n1.txt");
        }
        assertThat(lookUps()).isEqualTo(1);
    }

    @ParameterizedTest(name = "what is known of the folder is lost: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("R22 a file that was deleted while the route was stopped is reported")
    void reportsAFileDeletedWhileStopped(boolean forgotten) throws Exception {
        try (Routes routes = route(ON)) {
            delivered(routes, 3);
        }
        drive().purge(drive().fileAt("/inbox/n1.txt").orElseThrow().id());
        if (forgotten) {
            try (Stream<Path> files = Files.walk(state.resolve("folders"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (Routes routes = route(ON)) {
            callsOfPolls(routes, 2);
            assertThat(reported).isEmpty();
            poll(routes);
            assertThat(reportedNames()).containsExactly("n1.txt");
        }
    }

    @Test
    @DisplayName(
            "R22 a deletion for which the route fails is reported again, with growing pauses, also after a restart")
    void reportsAgainAfterAFailedExchange() throws Exception {
        failing = true;
        try (Routes routes = route(ON)) {
            drive().purge(delivered(routes, 3).get(1).id());
            callsOfPolls(routes, 3);
            assertThat(reported).hasSize(1);
            poll(routes);
            assertThat(reported).hasSize(2);
            callsOfPolls(routes, 3);
            assertThat(reported).as("paused").hasSize(2);
            emulator().clock().advance(Duration.ofMinutes(1));
            poll(routes);
            assertThat(reported).hasSize(3);
        }
        failing = false;
        try (Routes routes = route(ON)) {
            callsOfPolls(routes, 4);
        }
        assertThat(reportedNames()).hasSize(4).containsOnly("n1.txt");
    }

    static Stream<Fault> undecided() {
        return Stream.of(
                Fault.error(990003, "failed"),
                Fault.body(
                        "{\"state\":true,\"code\":0,\"message\":\"\",\"data\":{\"file_id\":\"4711\",\"file_name\":\"other\","
                                + "\"file_category\":\"1\",\"size_byte\":1,\"pick_code\":\"other\",\"paths\":[]}}"));
    }

    @ParameterizedTest
    @MethodSource("undecided")
    @DisplayName(
            "R22 a look-up that fails, or returns another file, reports nothing: the file must be missed three times again"
                    + " more")
    void reportsNothingWhenTheLookUpFails(Fault answer) throws Exception {
        try (Routes routes = route(ON)) {
            drive().purge(delivered(routes, 3).get(1).id());
            emulator().faults().arm("/open/folder/get_info", answer).times(1);
            callsOfPolls(routes, 5);
            assertThat(lookUps()).isEqualTo(1);
            assertThat(reported).isEmpty();
            poll(routes);
            assertThat(lookUps()).isEqualTo(2);
            assertThat(reported).hasSize(1);
        }
    }

    @Test
    @DisplayName("R22 a file that the look-up still finds in the folder is not reported")
    void listingWithoutTheFile() throws Exception {
        try (Routes routes = route(ON)) {
            EmulatedFile file = delivered(routes, 3).get(1);
            emulator()
                    .faults()
                    .arm("/open/ufile/files", Fault.rewrite(reply -> {
                        reply.put("count", 2);
                        reply.withArray("data").remove(indexOf(reply.withArray("data"), file.id()));
                    }))
                    .always();
            assertThat(callsOfPolls(routes, 7)).containsExactly(1L, 1L, 2L, 1L, 1L, 2L, 1L);
        }
        assertThat(reported).isEmpty();
    }

    private static int indexOf(JsonNode rows, String fileId) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).path("fid").asText().equals(fileId)) {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete=true", "move=../done", "preMove=../taken", "move=../done&recursive=true"})
    @DisplayName("R22 a deletion or move by the consumer itself is not reported")
    void doesNotReportItsOwnChanges(String options) throws Exception {
        try (Routes routes = route(ON + "&" + options)) {
            delivered(routes, 5);
            callsOfPolls(routes, 3);
        }
        try (Routes routes = route(ON + "&" + options)) {
            callsOfPolls(routes, 5);
            emulator().clock().advance(Duration.ofMinutes(2));
            callsOfPolls(routes, 5);
        }
        assertThat(drive().filesBelow(drive().folder("/inbox"))).isEmpty();
        assertThat(lookUps()).isZero();
        assertThat(reported).isEmpty();
    }

    @Test
    @DisplayName("R22 a file that was not delivered is not reported: refused by a filter, failed, or still waiting")
    void doesNotReportAFileThatWasNeverDelivered() throws Exception {
        deliveries.failingFor(name -> name.startsWith("bad"));
        List<String> ids = List.of(
                put("/inbox", "a.bin").id(),
                put("/inbox", "bad.txt").id(),
                put("/inbox", "good.txt").id());
        try (Routes routes = route(ON + "&exclude=.*bin")) {
            poll(routes);
            ids.subList(0, 2).forEach(drive()::purge);
            callsOfPolls(routes, 5);
        }
        assertThat(lookUps()).isZero();
        assertThat(reported).isEmpty();
        assertThat(delivered).containsExactly("good.txt");
    }

    @Test
    @DisplayName("R22 a file that was delivered before the option was set is reported by its id")
    void reportsAnEarlierFileByItsId() throws Exception {
        EmulatedFile file;
        try (Routes routes = route("")) {
            file = delivered(routes, 3).get(1);
        }
        try (Routes routes = route(ON)) {
            poll(routes);
            drive().purge(file.id());
            callsOfPolls(routes, 4);
        }
        assertThat(reported).containsExactly(Map.of("CamelOpen115Event", "DELETED", "CamelOpen115FileId", file.id()));
    }

    @Test
    @DisplayName("R22 a poll that reports deletions is not idle")
    void aPollThatReportsDeletionsIsNotIdle() throws Exception {
        try (Routes routes = route(ON + "&sendEmptyMessageWhenIdle=true")) {
            drive().purge(delivered(routes, 2).get(1).id());
            int before = delivered.size();
            callsOfPolls(routes, 2);
            assertThat(delivered).hasSize(before + 2);
            poll(routes);
            assertThat(delivered).hasSize(before + 2);
            assertThat(reported).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"incremental=false", "idempotent=false", "fileName=a.txt"})
    @DisplayName("R22 options without which the folder is not remembered are refused")
    void refusesOptionsThatForgetTheFolder(String options) {
        assertThatThrownBy(() -> route(ON + "&" + options))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("deletedFiles=true", options.substring(0, options.indexOf('=')), "leave");
    }

    @Test
    @DisplayName("R22 pollEnrich and ConsumerTemplate refuse to look for deletions")
    void refusesDeletedFilesOnDemand() throws Exception {
        try (Routes routes = route("")) {
            assertThatThrownBy(() -> routes.context().createConsumerTemplate().receive("open115:/inbox?" + ON, 1000))
                    .rootCause()
                    .hasMessageContainingAll("deletedFiles=true", "ConsumerTemplate");
        }
    }
}
