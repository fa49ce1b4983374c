/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code /open/rb/list}, {@code revert} and {@code del} (docs/115-open-api.md C.9 to C.11, I.4, I.6). */
class RecycleBinRulesTest {

    private static final String LIST = "/open/rb/list";
    private static final String REVERT = "/open/rb/revert";
    private static final String DELETE = "/open/rb/del";
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final Set<String> PAGING = Set.of("offset", "limit", "count", "rb_pass");

    private Open115Emulator emulator;
    private EmulatedDrive drive;
    private ServiceCaller caller;
    private String folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    @DisplayName("rows come in pages of 30 by default and of 200 at most, the newest deletion first")
    void listsPagesWithTheNewestDeletionFirst() throws Exception {
        start(frozen());
        List<String> deleted = binned(450);

        assertThat(rows(LIST)).hasSize(30);
        JsonNode page = caller.get(LIST, "limit", 1000, "offset", 400).path("data");
        assertThat(page.path("limit").intValue()).isEqualTo(200);
        assertThat(page.path("offset").intValue()).isEqualTo(400);
        assertThat(page.path("count").textValue()).isEqualTo("450");
        List<String> listed = new ArrayList<>();
        for (int offset = 0; offset < 450; offset += 200) {
            listed.addAll(rows(LIST, "limit", 200, "offset", offset));
        }
        assertThat(listed).hasSize(450).containsExactlyInAnyOrderElementsOf(deleted);
        assertThat(listed.get(0)).isEqualTo(deleted.get(449));
        assertThat(rows(LIST, "offset", 450)).isEmpty();
    }

    @Test
    @DisplayName("a row of a video has the fields of videos, that of a folder lacks those of files")
    void rowsHaveTheFieldsOfTheirType() throws Exception {
        start(frozen());
        EmulatedFile film = drive.addFile(folder, "film.mkv", Content.of("film"));
        EmulatedFile text = drive.addFile(folder, "text.txt", Content.of("text"));
        String below = drive.folder("/in/below");
        for (String id : List.of(film.id(), text.id(), below)) {
            drive.remove(id);
        }

        JsonNode data = caller.get(LIST).path("data");

        assertThat(data.at("/" + film.id() + "/isv").intValue()).isEqualTo(1);
        assertThat(data.path(film.id()).has("play_long")).isTrue();
        assertThat(data.path(text.id()).has("play_long")).isFalse();
        assertThat(data.at("/" + text.id() + "/parent_name").textValue()).isEqualTo("in");
        assertThat(data.path(below).has("sha1")).isFalse();
        assertThat(data.at("/" + below + "/type").textValue()).isEqualTo("2");
    }

    @Test
    @DisplayName("a deleted entry leaves its folder at once, its row may come later, and cannot be restored before")
    void rowComesLaterThanTheDeletion() throws Exception {
        start(frozen().recycleBinDelay(DELAY));
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));

        assertThat(code("/open/ufile/delete", "file_ids", file.id())).isZero();

        assertThat(drive.names(folder)).isEmpty();
        assertThat(rows(LIST)).isEmpty();
        assertThat(code(REVERT, "tid", file.id())).isEqualTo(430004);
        emulator.clock().advance(DELAY);
        assertThat(rows(LIST)).containsExactly(file.id());
        assertThat(code(REVERT, "tid", file.id())).isZero();
        assertThat(drive.names(folder)).containsExactly("a.txt");
    }

    @Test
    @DisplayName("an entry that is being restored has status -1, and nothing can be deleted until it is back")
    void restorationGoesOnAfterItsReply() throws Exception {
        start(frozen().visibilityDelay(DELAY));
        List<String> ids = binned(2);

        assertThat(code(REVERT, "tid", ids.get(0))).isZero();

        JsonNode data = caller.get(LIST).path("data");
        assertThat(data.at("/" + ids.get(0) + "/status").textValue()).isEqualTo("-1");
        assertThat(data.at("/" + ids.get(1) + "/status").textValue()).isEqualTo("0");
        assertThat(code(DELETE, "tid", ids.get(1))).isEqualTo(990009);
        assertThat(code(DELETE)).isEqualTo(990009);
        emulator.clock().advance(DELAY);
        assertThat(code(DELETE, "tid", ids.get(1))).isZero();
        assertThat(code(REVERT, "tid", ids.get(1)))
                .as("a deletion for good keeps a restoration waiting too")
                .isEqualTo(990009);
        emulator.clock().advance(DELAY);
        assertThat(rows(LIST)).isEmpty();
        assertThat(drive.file(ids.get(0))).isPresent();
        assertThat(drive.file(ids.get(1))).isEmpty();
    }

    @Test
    @DisplayName("a call takes at most 1150 ids, and refuses ids that are not in the bin")
    void limitsTheIdsOfACall() throws Exception {
        start(frozen());
        String tooMany = LongStream.range(1, 1152).mapToObj(Long::toString).collect(Collectors.joining(","));
        EmulatedFile kept = drive.addFile(folder, "a.txt", Content.of("a"));
        String binned = binned(1).get(0);

        for (String path : List.of(REVERT, DELETE)) {
            assertThat(code(path, "tid", tooMany)).isEqualTo(990002);
            assertThat(code(path, "tid", kept.id())).isEqualTo(430004);
        }
        assertThat(code(REVERT)).isEqualTo(990002);
        assertThat(code(DELETE, "tid", binned + "," + kept.id())).isZero();
        assertThat(drive.file(binned)).isEmpty();
        assertThat(drive.file(kept.id())).isPresent();
    }

    @Test
    @DisplayName("in its chaos mode the rows come in any order, before and after the paging fields")
    void chaosHasNoOrder() throws Exception {
        start(frozen().typeChaos(true));
        List<String> ids = binned(3);

        Set<String> first = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            first.add(caller.get(LIST).path("data").fieldNames().next());
        }

        assertThat(first).containsAll(ids).containsAll(PAGING);
    }

    private static Open115Emulator.Builder frozen() {
        return Open115Emulator.builder().clock(new EmulatorClock().freeze());
    }

    private void start(Open115Emulator.Builder builder) {
        emulator = builder.start();
        drive = emulator.drive();
        caller = new ServiceCaller(emulator);
        folder = drive.folder("/in");
    }

    /** Ids of files that were deleted one after the other. */
    private List<String> binned(int files) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            ids.add(drive.addFile(folder, "f" + i, Content.of("" + i)).id());
            drive.remove(ids.get(i));
        }
        return ids;
    }

    private List<String> rows(String path, Object... parameters) throws Exception {
        List<String> ids = new ArrayList<>();
        caller.get(path, parameters).path("data").fieldNames().forEachRemaining(ids::add);
        ids.removeAll(PAGING);
        return ids;
    }

    private long code(String path, Object... parameters) throws Exception {
        return caller.post(path, parameters).path("code").asLong();
    }
}
