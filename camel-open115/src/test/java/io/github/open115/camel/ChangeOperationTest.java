/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeOperationTest {

    private static final String MOVE = "open115:/a?operation=move";
    private static final String RENAME = "open115:/a?operation=rename";
    private static final String DELETE = "open115:/a?operation=delete";

    private static final Set<String> CHANGES = Set.of("move", "update", "delete");

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedFile file;
    private String target;

    @BeforeEach
    void putFile() {
        file = drive.put("/a", "one.txt", "1");
        target = drive.emulator().drive().folder("/target");
    }

    @Test
    @DisplayName("delete by id moves the file to the recycle bin with one call, and the body is null")
    void deletesById() {
        Exchange result = drive.send(DELETE, "before", Map.of("CamelOpen115FileId", file.id(), "kept", "1"));
        assertThat(result.getMessage().getBody()).isNull();
        assertThat(result.getMessage().getHeaders()).containsEntry("kept", "1");
        assertThat(drive.emulator().drive().isBinned(file.id())).isTrue();
        assertThat(drive.calls()).isEqualTo(Map.of("delete", 1L));
    }

    @Test
    @DisplayName("delete by name looks the file up, by a body that is a file it does not")
    void deletesByNameOrBody() {
        drive.send(DELETE, null, Map.of("CamelFileName", "one.txt"));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "delete", 1L));
        EmulatedFile other = drive.put("/a", "two.txt", "2");
        drive.send(DELETE, ResolveLinkOperationTest.record(other), Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("delete", 1L));
        assertThat(drive.emulator().drive().binned()).containsExactlyInAnyOrder(file.id(), other.id());
    }

    @Test
    @DisplayName("delete is never taken for the folder of the endpoint or the root")
    void neverDeletesTheFolderItself() {
        for (Map<String, Object> headers : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("CamelFileName", "/"),
                Map.of("CamelFileName", ""),
                Map.of("CamelOpen115FileId", "0"))) {
            assertThat(drive.send(DELETE, null, headers).getException()).isInstanceOf(IllegalArgumentException.class);
            assertThat(drive.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DELETE, MOVE, RENAME})
    @DisplayName("an id and a name that name different files are refused, and nothing is changed")
    void refusesDifferentFiles(String uri) {
        EmulatedFile twin = drive.put("/elsewhere", "one.txt", "another");
        drive.put("/a", "two.txt", "2");
        Map<String, Object> byId = changing(Map.of("CamelOpen115FileId", file.id()));
        assertRefused(uri, null, with(byId, "CamelFileName", "two.txt"), 1);
        assertRefused(uri, null, with(byId, "CamelFileName", "sub/one.txt"), 1);
        assertRefused(uri, ResolveLinkOperationTest.record(file), with(byId, "CamelFileName", "two.txt"), 0);
        Map<String, Object> idOfTwin = changing(Map.of("CamelOpen115FileId", twin.id()));
        assertRefused(uri, null, with(idOfTwin, "CamelFileName", "one.txt"), 1);
        Map<String, Object> byName = changing(Map.of("CamelFileName", "two.txt"));
        assertRefused(uri, ResolveLinkOperationTest.record(file), byName, 0);
    }

    private void assertRefused(String uri, Object body, Map<String, Object> headers, int lookUps) {
        Exchange result = drive.send(uri, body, headers);
        assertThat(result.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names different files")
                .hasMessageContaining("option fileId or fileName");
        assertThat(drive.calls()).doesNotContainKeys(CHANGES.toArray(String[]::new));
        assertThat(drive.calls().getOrDefault("get_info", 0L)).isEqualTo(lookUps);
        assertThat(result.getMessage().getBody()).isSameAs(body);
    }

    @Test
    @DisplayName("an id and a name that name one file are accepted: by the body unasked, else with one look-up")
    void acceptsOneFileNamedTwice() {
        Map<String, Object> twice = Map.of("CamelOpen115FileId", file.id(), "CamelFileName", "one.txt");
        assertThat(drive.send(DELETE, null, twice).getException()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "delete", 1L));
        EmulatedFile byCode = drive.put("/a", "code.txt", "c");
        Map<String, Object> code = Map.of("CamelOpen115PickCode", byCode.pickCode(), "CamelFileName", "code.txt");
        assertThat(drive.send(DELETE, null, code).getException()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L, "get_info", 1L, "delete", 1L));
        EmulatedFile odd = drive.put("/a/sub", "a/b.txt", "odd");
        Map<String, Object> safe = Map.of("CamelOpen115FileId", odd.id(), "CamelFileName", "sub/a_b.txt");
        assertThat(drive.send(DELETE, null, safe).getException()).isNull();
        EmulatedFile known = drive.put("/b", "two.txt", "2");
        Map<String, Object> polled = Map.of("CamelOpen115FileId", known.id(), "CamelFileName", "two.txt");
        assertThat(drive.send(DELETE, ResolveLinkOperationTest.record(known), polled)
                        .getException())
                .isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("delete", 1L));
    }

    @Test
    @DisplayName("a polled file is deleted without a look-up, unless the route has given it another name")
    void deletesPolledFiles() throws Exception {
        drive.put("/in/sub", "plain.txt", "1");
        drive.put("/in/sub", "flat.txt", "2");
        EmulatedFile renamed = drive.put("/in/sub", "renamed.txt", "3");
        Map<String, Exception> failures = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(3);
        drive.emulator().requests().reset();
        drive.routes().from("open115:/in?recursive=true&" + Routes.QUICK, exchange -> {
            String name = exchange.getMessage().getHeader("CamelFileNameOnly", String.class);
            if (!name.equals("plain.txt")) {
                exchange.getMessage()
                        .setHeader("CamelFileName", name.equals("flat.txt") ? name : "elsewhere/other.txt");
            }
            Exchange result = drive.routes().template().send("open115:/?operation=delete", exchange);
            if (result.getException() != null) {
                failures.put(name, result.getException());
                result.setException(null);
            }
            done.countDown();
        });
        assertThat(done.await(5, TimeUnit.MINUTES)).isTrue();
        assertThat(failures).containsOnlyKeys("renamed.txt");
        assertThat(failures.get("renamed.txt")).hasMessageContaining("names different files");
        assertThat(drive.emulator().drive().binned()).hasSize(2).doesNotContain(renamed.id());
        assertThat(drive.emulator().requests().all())
                .filteredOn(request -> renamed.id().equals(request.parameter("file_id")))
                .isEmpty();
    }

    @Test
    @DisplayName("options aim at another file than the message's own, whatever its headers say")
    void optionsAimElsewhere() {
        EmulatedFile two = drive.put("/a", "two.txt", "2");
        Map<String, Object> own = Map.of("CamelOpen115FileId", file.id(), "CamelFileName", "one.txt");
        drive.send(DELETE + "&fileName=two.txt", null, own);
        assertThat(drive.emulator().drive().binned()).containsExactly(two.id());
        Exchange renamed = drive.send(
                RENAME + "&fileId=" + drive.put("/a", "three.txt", "3").id(),
                null,
                with(own, "CamelOpen115NewName", "3.txt"));
        assertThat(renamed.getMessage().getHeaders()).containsAllEntriesOf(own);
    }

    @Test
    @DisplayName("move by ids is one look-up and one move; the body has the new place")
    void movesByIdsWithOneLookUpAndOneMove() {
        Exchange result = drive.send(
                MOVE, null, Map.of("CamelOpen115FileId", file.id(), "CamelOpen115TargetFolderId", target, "kept", 1));
        Open115File moved = result.getMessage().getBody(Open115File.class);
        assertThat(moved.parentId()).isEqualTo(target);
        assertThat(moved.name()).isEqualTo("one.txt");
        assertThat(moved.path()).isNull();
        assertThat(drive.emulator().drive().names(target)).containsExactly("one.txt");
        assertThat(result.getMessage().getHeaders())
                .containsEntry("CamelOpen115ParentId", target)
                .containsEntry("kept", 1);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "move", 1L));
    }

    @Test
    @DisplayName("move to a path looks the folder up; autoCreate creates what is missing of it")
    void movesToAPath() {
        Open115File body = ResolveLinkOperationTest.record(file);
        drive.send(MOVE, body, Map.of("CamelOpen115TargetFolder", "/target"));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "move", 1L));
        drive.send(MOVE, body, Map.of("CamelOpen115TargetFolder", "/"));
        assertThat(drive.calls()).isEqualTo(Map.of("move", 1L));
        assertThat(drive.emulator().drive().names(EmulatedDrive.ROOT)).contains("one.txt");
        Map<String, Object> missing = Map.of("CamelOpen115TargetFolder", "target/new/deep");
        assertThat(drive.send(MOVE, body, missing).getException()).isInstanceOf(NotFoundException.class);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
        assertThat(drive.send(MOVE + "&autoCreate=true", body, missing).getException())
                .isNull();
        assertThat(drive.emulator().drive().fileAt("/target/new/deep/one.txt")).isPresent();
    }

    @Test
    @DisplayName("move without a target, or to one that is no id, fails without a call: it would go to the root")
    void neverMovesWithoutATarget() {
        Open115File body = ResolveLinkOperationTest.record(file);
        for (Map<String, Object> headers : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("CamelOpen115TargetFolder", ""),
                Map.of("CamelOpen115TargetFolderId", ""),
                Map.of("CamelOpen115TargetFolderId", "", "CamelOpen115TargetFolder", "/target"),
                Map.of("CamelOpen115TargetFolderId", "target"))) {
            assertThat(drive.send(MOVE, body, headers).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CamelOpen115TargetFolder");
            assertThat(drive.calls()).isEmpty();
        }
        assertThat(drive.emulator().drive().fileAt("/a/one.txt")).isPresent();
    }

    @Test
    @DisplayName("a move that names no file, a missing one or two different ones makes no folder")
    void makesNoFolderForNothing() {
        String uri = MOVE + "&autoCreate=true";
        Map<String, Object> into = Map.of("CamelOpen115TargetFolder", "/target/new");
        assertThat(drive.send(uri, null, into).getException()).hasMessageContaining("names no file");
        assertThat(drive.calls()).isEmpty();
        assertThat(drive.send(uri, null, with(into, "CamelFileName", "none.txt"))
                        .getException())
                .isInstanceOf(NotFoundException.class);
        Map<String, Object> two = with(with(into, "CamelOpen115FileId", file.id()), "CamelFileName", "two.txt");
        assertThat(drive.send(uri, null, two).getException()).hasMessageContaining("names different files");
        assertThat(drive.emulator().drive().names(target)).isEmpty();
    }

    @Test
    @DisplayName("rename is one look-up and one call; body and headers tell the new name")
    void renamesWithOneLookUpAndOneCall() {
        Map<String, Object> headers =
                Map.of("CamelOpen115FileId", file.id(), "CamelFileName", "one.txt", "CamelOpen115NewName", "a/b.txt");
        Exchange result = drive.send(RENAME, null, headers);
        assertThat(result.getMessage().getBody(Open115File.class).name()).isEqualTo("a/b.txt");
        assertThat(result.getMessage().getHeaders())
                .containsEntry("CamelOpen115Name", "a/b.txt")
                .containsEntry("CamelFileName", "a_b.txt");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "update", 1L));
        result.getMessage().setHeader("CamelOpen115TargetFolderId", target);
        Exchange moved = drive.send(
                MOVE, result.getMessage().getBody(), result.getMessage().getHeaders());
        assertThat(moved.getException()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("move", 1L));
        assertThat(drive.emulator().drive().names(target)).containsExactly("a/b.txt");
    }

    @Test
    @DisplayName("rename refuses another extension and an empty name, and does nothing for the same name")
    void refusesAnotherExtension() {
        Open115File body = ResolveLinkOperationTest.record(file);
        assertThat(drive.send(RENAME, body, Map.of("CamelOpen115NewName", "one.pdf"))
                        .getException())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("extension");
        assertThat(drive.send(RENAME, body, Map.of()).getException()).hasMessageContaining("CamelOpen115NewName");
        assertThat(drive.send(RENAME, body, Map.of("CamelOpen115NewName", " ")).getException())
                .hasMessageContaining("CamelOpen115NewName");
        assertThat(drive.send(RENAME, body, Map.of("CamelOpen115NewName", "one.txt"))
                        .getException())
                .isNull();
        assertThat(drive.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DELETE, MOVE, RENAME})
    @DisplayName("a change that fails leaves the message as it was")
    void leavesTheMessage(String uri) {
        for (String change : CHANGES) {
            drive.emulator()
                    .faults()
                    .arm("/open/ufile/" + change, Fault.error(20018, "no"))
                    .always();
        }
        Open115File body = ResolveLinkOperationTest.record(file);
        Map<String, Object> headers = changing(Map.of("CamelOpen115FileId", file.id()));
        Exchange result = drive.send(uri, body, headers);
        assertThat(result.getException()).isInstanceOf(NotFoundException.class);
        assertThat(result.getMessage().getBody()).isSameAs(body);
        assertThat(result.getMessage().getHeaders()).isEqualTo(headers);
    }

    private Map<String, Object> changing(Map<String, Object> headers) {
        return with(with(headers, "CamelOpen115TargetFolderId", target), "CamelOpen115NewName", "new.txt");
    }

    private static Map<String, Object> with(Map<String, Object> headers, String name, Object value) {
        Map<String, Object> more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }
}
