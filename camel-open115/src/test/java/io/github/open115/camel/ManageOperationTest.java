/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.files.RecycledFile;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating folders, copying, starring, the recycle bin, and collections. */
class ManageOperationTest {

    private static final String FILE_ID = "CamelOpen115FileId";
    private static final String NAME = "CamelFileName";
    private static final String CREATE = "open115:/a?operation=createFolder";
    private static final String COPY = "open115:/a?operation=copy";
    private static final String MOVE = "open115:/a?operation=move";
    private static final String DELETE = "open115:/a?operation=delete";
    private static final String BIN_LIST = "open115:/?operation=recycleBinList";
    private static final String RESTORE = "open115:/?operation=recycleBinRestore";
    private static final String PURGE = "open115:/?operation=recycleBinDelete";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedFile file;
    private String target;

    @BeforeEach
    void putFile() {
        file = drive.put("/a", "one.txt", "1");
        target = drive.emulator().drive().folder("/target");
    }

    private List<Open115File> list(String folder) {
        List<Open115File> files = new ArrayList<>();
        List<?> body = drive.send("open115:" + folder + "?operation=list", null, Map.of())
                .getMessage()
                .getBody(List.class);
        body.forEach(each -> files.add((Open115File) each));
        return files;
    }

    private void putThousand() {
        for (int i = 1; i < 1000; i++) {
            drive.put("/a", "f" + i, "content " + i);
        }
    }

    private List<String> names(String folder) {
        return drive.emulator().drive().names(drive.emulator().drive().folder(folder));
    }

    // folders

    @Test
    @DisplayName("five new folders cost five calls, and none the second time")
    void createsFolders() {
        String uri = "open115:/?operation=createFolder";
        Exchange result = drive.send(uri, "body", Map.of(NAME, "b/c/d/e/f"));
        assertThat(drive.calls()).isEqualTo(Map.of("add", 5L));
        Open115File folder = result.getMessage().getBody(Open115File.class);
        assertThat(folder.id()).isEqualTo(drive.emulator().drive().folder("/b/c/d/e/f"));
        assertThat(folder.folder()).isTrue();
        assertThat(folder.name()).isEqualTo("f");
        assertThat(folder.path()).isEqualTo("b/c/d/e/f");
        assertThat(folder.parentId()).isEqualTo(drive.emulator().drive().folder("/b/c/d/e"));
        assertThat(result.getMessage().getHeader(FILE_ID)).isEqualTo(folder.id());
        Exchange again = drive.send(uri, "body", Map.of(NAME, "b/c/d/e/f"));
        assertThat(drive.calls()).isEmpty();
        assertThat(again.getMessage().getBody()).isEqualTo(folder);
        drive.send(uri, "body", Map.of(NAME, "b/c/g"));
        assertThat(drive.calls()).isEqualTo(Map.of("add", 1L));
    }

    @Test
    @DisplayName("a folder that is there is the result; the service refuses a second one, and the path is looked up")
    void findsAFolder() {
        String there = drive.emulator().drive().folder("/a/b/c");
        Exchange result = drive.send(CREATE, null, Map.of(NAME, "b/c/"));
        assertThat(result.getMessage().getBody(Open115File.class).id()).isEqualTo(there);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 2L, "add", 1L));
        drive.send(CREATE, null, Map.of(NAME, "b/d/e"));
        assertThat(drive.emulator().drive().names(drive.emulator().drive().folder("/a/b")))
                .containsExactlyInAnyOrder("c", "d");
    }

    @ParameterizedTest
    @CsvSource({
        "createFolder, /, CamelFileName",
        "createFolder, /#, CamelFileName",
        "rename, /, CamelOpen115NewName",
        "upload, /, CamelFileName",
        "upload, /#, none",
        "offlineAdd, /#, none",
        "offlineAddTorrent, /, CamelOpen115SavePath"
    })
    @DisplayName("R31 half of a surrogate pair, which would become another name, changes nothing in the drive")
    void refusesIncompleteCharacters(String operation, String folder, String header) {
        List<String> before = drive.emulator().drive().names("0");
        Map<String, Object> headers = Map.of(FILE_ID, file.id(), header, "x\ud83d.txt");

        Exchange result = drive.send(
                "open115:" + folder.replace('#', '\ud83d') + "?operation=" + operation, "https://f.example/1", headers);

        assertThat(result.getException()).hasMessageContaining("contains an incomplete character");
        assertThat(drive.emulator().drive().names("0")).isEqualTo(before);
        assertThat(names("/a")).containsExactly("one.txt");
        assertThat(drive.calls()).doesNotContainKeys("add", "update", "init", "add_task_urls", "add_task_bt");
    }

    @Test
    @DisplayName("a folder whose creation was not answered is found, and not created twice")
    void findsAFolderAfterALostReply() {
        drive.emulator().faults().arm("/open/folder/add", Fault.lostReply());
        Exchange result = drive.send("open115:/?operation=createFolder", null, Map.of(NAME, "x/y"));
        assertThat(result.getException()).isNull();
        assertThat(names("/")).containsOnlyOnce("x");
        assertThat(names("/x")).containsExactly("y");
    }

    @Test
    @DisplayName("a folder that a route deletes, moves or renames is not taken for there")
    void forgetsAFolder() {
        for (String change : List.of("delete", "move", "rename")) {
            Exchange made = drive.send(CREATE, null, Map.of(NAME, "x/y"));
            Open115File above = new Open115File(
                    made.getMessage().getBody(Open115File.class).parentId(),
                    null,
                    "x",
                    null,
                    true,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            Map<String, Object> headers =
                    Map.of("CamelOpen115TargetFolderId", target, "CamelOpen115NewName", "z" + change);
            assertThat(drive.send("open115:/a?operation=" + change, above, headers)
                            .getException())
                    .isNull();
            Exchange again = drive.send(CREATE, null, Map.of(NAME, "x/y"));
            assertThat(again.getMessage().getBody(Open115File.class).parentId()).isNotEqualTo(above.id());
            drive.send("open115:/a?operation=delete&fileName=x", null, Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "x/../y", "/", "a<b"})
    void refusesNamesOfNoFolder(String name) {
        Exchange result = drive.send(CREATE, null, Map.of(NAME, name));
        assertThat(result.getException()).isInstanceOfAny(IllegalArgumentException.class, RefusedException.class);
        assertThat(drive.calls()).isEmpty();
        assertThat(drive.send(CREATE, null, Map.of()).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelFileName");
    }

    // copies

    @Test
    @DisplayName("a copy is found, and the next operation acts on it")
    void copies() {
        Exchange result =
                drive.send(COPY, null, Map.of(NAME, "one.txt", "CamelOpen115TargetFolder", "target", "kept", "1"));
        Open115File copy = result.getMessage().getBody(Open115File.class);
        assertThat(copy.id()).isNotEqualTo(file.id());
        assertThat(copy.parentId()).isEqualTo(target);
        assertThat(copy.sha1()).isEqualTo(Content.of("1").sha1());
        assertThat(result.getMessage().getHeader(FILE_ID)).isEqualTo(copy.id());
        assertThat(result.getMessage().getHeader("CamelOpen115ParentId")).isEqualTo(target);
        assertThat(result.getMessage().getHeader("kept")).isEqualTo("1");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 2L, "copy", 1L, "files", 1L));
        assertThat(names("/a")).containsExactly("one.txt");
    }

    @Test
    @DisplayName("conflictPolicy decides about a name that the target has")
    void copiesByPolicy() {
        drive.put("/target", "one.txt", "old");
        Map<String, Object> headers = Map.of(FILE_ID, file.id(), "CamelOpen115TargetFolderId", target);
        Exchange failed = drive.send(COPY + "&conflictPolicy=fail", null, headers);
        assertThat(failed.getException()).hasMessageContaining("conflictPolicy");
        Exchange renamed = drive.send(COPY + "&conflictPolicy=rename", null, headers);
        assertThat(renamed.getMessage().getBody(Open115File.class).name()).isEqualTo("one (1).txt");
        drive.send(COPY, null, headers);
        assertThat(names("/target")).containsExactlyInAnyOrder("one.txt", "one (1).txt");
        assertThat(drive.emulator().drive().binned()).hasSize(1);
    }

    @Test
    @DisplayName("without a target nothing is copied")
    void refusesToCopyIntoNothing() {
        Exchange result = drive.send(COPY, null, Map.of(FILE_ID, file.id()));
        assertThat(result.getException()).hasMessageContaining("CamelOpen115TargetFolderId");
        assertThat(drive.calls()).isEmpty();
    }

    // collections

    @Test
    @DisplayName("1000 files are moved with one call, copied with two, deleted with one")
    void changesAThousand() {
        putThousand();
        List<Open115File> files = list("/a");
        Map<String, Object> into = Map.of("CamelOpen115TargetFolderId", target);
        Exchange copied = drive.send(COPY, files, into);
        assertThat(drive.calls()).isEqualTo(Map.of("copy", 1L, "files", 1L));
        assertThat((Collection<?>) copied.getMessage().getBody()).hasSize(1000);
        String done = drive.emulator().drive().folder("/done");
        Exchange moved = drive.send(MOVE, files, Map.of("CamelOpen115TargetFolderId", done));
        assertThat(drive.calls()).isEqualTo(Map.of("move", 1L));
        assertThat(moved.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(Open115File.class))
                .hasSize(1000)
                .allSatisfy(each -> assertThat(each.parentId()).isEqualTo(done));
        Exchange deleted = drive.send(DELETE, moved.getMessage().getBody(), Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("delete", 1L));
        assertThat(deleted.getMessage().getBody()).isNull();
        assertThat(names("/a")).isEmpty();
        assertThat(names("/done")).isEmpty();
        assertThat(names("/target")).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "delete", "copy", "star"})
    @DisplayName("R43 a change whose reply was lost has its effect once")
    void outlivesALostReply(String operation) {
        String call = operation.equals("star") ? "update" : operation;
        drive.emulator().faults().arm("/open/ufile/" + call, Fault.lostReply());
        Exchange result = drive.send(
                "open115:/a?operation=" + operation, list("/a"), Map.of("CamelOpen115TargetFolderId", target));
        assertThat(result.getException()).isNull();
        assertThat(drive.calls())
                .isEqualTo(operation.equals("copy") ? Map.of("copy", 1L, "files", 2L) : Map.of(call, 2L));
        assertThat(names("/target")).hasSize(operation.equals("move") || operation.equals("copy") ? 1 : 0);
        assertThat(names("/a")).hasSize(operation.equals("star") || operation.equals("copy") ? 1 : 0);
    }

    static Stream<Arguments> lostChanges() {
        return Stream.of("move", "delete")
                .flatMap(operation -> Stream.of(Fault.lostReply(), Fault.dropBeforeEffect(), Fault.html(502))
                        .map(fault -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest
    @MethodSource("lostChanges")
    @DisplayName("R43 of 1001 files only the call is repeated whose reply was lost")
    void repeatsOneCall(String operation, Fault fault) {
        putThousand();
        drive.put("/a", "last.txt", "1001");
        drive.emulator().faults().arm("/open/ufile/" + operation, fault).after(1);
        Exchange result = drive.send(
                "open115:/a?operation=" + operation, list("/a"), Map.of("CamelOpen115TargetFolderId", target));
        assertThat(result.getException()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of(operation, 3L));
        assertThat(names("/a")).isEmpty();
        assertThat(names("/target")).hasSize(operation.equals("move") ? 1001 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "delete"})
    @DisplayName("R43 a change whose replies stay lost fails after two calls")
    void sendsTwiceAtMost(String operation) {
        drive.emulator()
                .faults()
                .arm("/open/ufile/" + operation, Fault.dropBeforeEffect())
                .times(3);
        Exchange result = drive.send(
                "open115:/a?operation=" + operation, list("/a"), Map.of("CamelOpen115TargetFolderId", target));
        assertThat(result.getException()).isInstanceOf(NoReplyException.class);
        assertThat(result.getException().getSuppressed()).hasSize(1).hasOnlyElementsOfType(NoReplyException.class);
        assertThat(drive.calls()).isEqualTo(Map.of(operation, 2L));
    }

    @Test
    @DisplayName("ids are enough to move, star and delete; to copy they are looked up")
    void takesIds() {
        EmulatedFile two = drive.put("/a", "two.txt", "2");
        List<Object> ids = List.of(file.id(), Long.valueOf(two.id()));
        Map<String, Object> into = Map.of("CamelOpen115TargetFolderId", target);
        drive.send(COPY, ids, into);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 2L, "copy", 1L, "files", 1L));
        drive.send("open115:/a?operation=star", ids, Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("update", 1L));
        String other = drive.emulator().drive().folder("/other");
        Exchange moved = drive.send(MOVE, ids, Map.of("CamelOpen115TargetFolderId", other));
        assertThat(drive.calls()).isEqualTo(Map.of("move", 1L));
        assertThat(((Open115File) moved.getMessage().getBody(List.class).get(1)).id())
                .isEqualTo(two.id());
        drive.send(DELETE, ids, Map.of());
        assertThat(drive.emulator().drive().binned()).containsExactlyInAnyOrder(file.id(), two.id());
    }

    @Test
    @DisplayName(
            "a collection that has something else, or stands beside a header of the route, is refused before a call")
    void refusesOtherCollections() {
        for (Object wrong : List.of("x.txt", new Object(), "", "0")) {
            assertThat(drive.send(DELETE, List.of(wrong), Map.of()).getException())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(drive.calls()).isEmpty();
        }
        Exchange both = drive.send(DELETE, List.of(file.id()), Map.of(FILE_ID, target));
        assertThat(both.getException()).hasMessageContaining("different files");
        assertThat(drive.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "copy", "delete", "star"})
    @DisplayName("an empty collection is no mistake, and costs no call")
    void takesAnEmptyCollection(String operation) {
        Exchange result = drive.send(
                "open115:/a?operation=" + operation, List.of(), Map.of("CamelOpen115TargetFolderId", target));
        assertThat(result.getException()).isNull();
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    void stars() {
        Exchange result = drive.send("open115:/a?operation=star", null, Map.of(FILE_ID, file.id()));
        assertThat(result.getMessage().getBody(Open115File.class).starred()).isTrue();
        assertThat(list("/a").get(0).starred()).isTrue();
        drive.send("open115:/a?operation=star", list("/a").get(0), Map.of("CamelOpen115Starred", "false"));
        assertThat(drive.calls()).isEqualTo(Map.of("update", 1L));
        assertThat(list("/a").get(0).starred()).isFalse();
        assertThat(drive.send("open115:/a?operation=star", null, Map.of("CamelOpen115Starred", "perhaps"))
                        .getException())
                .hasMessageContaining("CamelOpen115Starred")
                .hasMessageContaining("perhaps");
    }

    // the recycle bin

    @Test
    @DisplayName("the recycle bin is listed, and what is in it restored or deleted by its rows")
    void usesTheRecycleBin() {
        EmulatedFile two = drive.put("/a", "two.txt", "2");
        drive.send(DELETE, List.of(file.id(), two.id()), Map.of());
        Exchange listed = drive.send(BIN_LIST, null, Map.of());
        List<?> rows = listed.getMessage().getBody(List.class);
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row).isInstanceOf(RecycledFile.class));
        assertThat(listed.getMessage().getHeader("CamelOpen115FileCount")).isEqualTo(2L);
        assertThat(drive.calls()).isEqualTo(Map.of("list", 1L));
        Exchange restored = drive.send(RESTORE, List.of(rows.get(0)), Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("revert", 1L));
        assertThat(restored.getMessage().getBody()).isEqualTo(List.of(rows.get(0)));
        drive.send(PURGE, rows.get(1), Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("del", 1L));
        assertThat(names("/a")).containsExactly(((RecycledFile) rows.get(0)).name());
        Iterator<?> none = drive.send(BIN_LIST + "&listOutput=iterator", null, Map.of())
                .getMessage()
                .getBody(Iterator.class);
        assertThat(none.hasNext()).isFalse();
    }

    @Test
    @DisplayName("without anything named nothing is restored or deleted; everything only by option")
    void deletesEverythingOnlyByOption() {
        drive.send(DELETE, List.of(file.id()), Map.of());
        for (String uri : List.of(RESTORE, PURGE)) {
            assertThat(drive.send(uri, null, Map.of()).getException()).isInstanceOf(IllegalArgumentException.class);
            assertThat(drive.calls()).isEmpty();
            assertThat(drive.send(uri, List.of(), Map.of()).getException()).isNull();
            assertThat(drive.calls()).isEmpty();
            assertThat(drive.send(uri, List.of(file.id()), Map.of(FILE_ID, target))
                            .getException())
                    .hasMessageContaining("different files");
            assertThat(drive.calls()).isEmpty();
        }
        drive.send(PURGE + "&recycleBinScope=all", null, Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("del", 1L));
        assertThat(drive.emulator().drive().binned()).isEmpty();
        assertThat(drive.send(RESTORE, null, Map.of(FILE_ID, file.id())).getException())
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "move", "copy", "rename", "star"})
    @DisplayName("R42 a path whose name is missing after the last / does not stand for the whole folder")
    void refusesAPathThatEndsWithASlash(String operation) {
        String uri = "open115:/?operation=" + operation + "&fileName=${header.folder}/${header.name}";
        Exchange result = drive.send(
                uri,
                null,
                Map.of("folder", "a", "CamelOpen115TargetFolder", "target", "CamelOpen115NewName", "renamed"));
        assertThat(result.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option fileName='a/' ends with a /");
        assertThat(drive.calls()).isEmpty();
        assertThat(names("/")).containsExactlyInAnyOrder("a", "target");
        assertThat(names("/target")).isEmpty();
    }

    @Test
    @DisplayName("what a route deletes it can restore, and go on with")
    void restoresWhatTheRouteDeleted() throws Exception {
        Exchange exchange = drive.send(DELETE, null, Map.of(NAME, "one.txt"));
        exchange.getMessage().setBody(null);
        drive.routes().template().send(RESTORE, exchange);
        assertThat(exchange.getException()).isNull();
        assertThat((Collection<?>) exchange.getMessage().getBody()).hasSize(1);
        exchange.getMessage().setBody(null);
        drive.routes().template().send("open115:/a?operation=info", exchange);
        assertThat(exchange.getMessage().getBody(Open115File.class).id()).isEqualTo(file.id());
    }
}
