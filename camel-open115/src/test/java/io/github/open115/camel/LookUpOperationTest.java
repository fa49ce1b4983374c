/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.github.open115.camel.content.Open115Content;
import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.EmulatedFile;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LookUpOperationTest {

    private static final String INFO = "open115:/a?operation=info";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedFile one;
    private EmulatedFile two;

    @BeforeEach
    void putFiles() {
        one = drive.put("/a/sub", "one.txt", "1");
        two = drive.put("/a", "two.txt", "22");
    }

    @Test
    @DisplayName("info returns the attributes of a file and sets the headers of a polled file, in one call")
    void setsTheHeadersOfAPolledFile() {
        drive.emulator().drive().setStarred(one.id(), true);
        Exchange result = drive.send(INFO, "before", Map.of("CamelOpen115FileId", one.id(), "kept", "1"));
        Open115File file = result.getMessage().getBody(Open115File.class);
        assertThat(file)
                .isEqualTo(new Open115File(
                        one.id(),
                        one.folderId(),
                        "one.txt",
                        "sub/one.txt",
                        false,
                        1,
                        one.sha1(),
                        one.pickCode(),
                        one.uploadTime(),
                        one.updateTime(),
                        null,
                        true));
        assertThat(result.getMessage().getHeaders())
                .isEqualTo(Map.ofEntries(
                        Map.entry("kept", "1"),
                        Map.entry("CamelFileName", "sub/one.txt"),
                        Map.entry("CamelFileNameOnly", "one.txt"),
                        Map.entry("CamelFileRelativePath", "sub/one.txt"),
                        Map.entry("CamelFileAbsolutePath", "a/sub/one.txt"),
                        Map.entry("CamelFileParent", "a/sub"),
                        Map.entry("CamelFileLength", 1L),
                        Map.entry("CamelFileLastModified", one.updateTime().toEpochMilli()),
                        Map.entry("CamelOpen115Name", "one.txt"),
                        Map.entry("CamelOpen115FileId", one.id()),
                        Map.entry("CamelOpen115ParentId", one.folderId()),
                        Map.entry("CamelOpen115PickCode", one.pickCode()),
                        Map.entry("CamelOpen115Sha1", one.sha1()),
                        Map.entry("CamelOpen115UploadTime", one.uploadTime().toEpochMilli()),
                        Map.entry("CamelOpen115UpdateTime", one.updateTime().toEpochMilli())));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
    }

    @Test
    @DisplayName("R31 the relative path of a file elsewhere, or with a dangerous name, does not lead out of a folder")
    void givesASafePath() {
        EmulatedFile outside = drive.put("/b", "../../evil\n.txt", "x");
        Exchange result = drive.send(INFO, null, Map.of("CamelOpen115FileId", outside.id()));
        assertThat(result.getMessage().getHeader("CamelFileName")).isEqualTo(".._.._evil_.txt");
        assertThat(result.getMessage().getHeader("CamelOpen115Name")).isEqualTo("../../evil\n.txt");
        assertThat(result.getMessage().getBody(Open115File.class).path()).isNull();
    }

    @Test
    @DisplayName("what names the file goes by one order: options, file id, pick code, name, body")
    void goesByTheOrder() {
        Open115File body = Open115File.of(
                new FileItem(
                        two.id(),
                        two.pickCode(),
                        two.folderId(),
                        "two.txt",
                        false,
                        2,
                        two.sha1(),
                        null,
                        null,
                        FileItem.State.READY),
                null);
        Map<String, Object> twoByName = Map.of("CamelFileName", "two.txt");
        Map<String, Object> pickCodeAndName =
                Map.of("CamelOpen115PickCode", one.pickCode(), "CamelFileName", "two.txt");
        Map<String, Object> idAndCode = Map.of("CamelOpen115FileId", two.id(), "CamelOpen115PickCode", one.pickCode());
        Map<String, Object> idOfTwo = Map.of("CamelOpen115FileId", two.id());
        assertNames(two, INFO, body, Map.of(), Map.of("get_info", 1L));
        assertNames(two, INFO, null, twoByName, Map.of("get_info", 1L));
        assertNames(one, INFO, body, pickCodeAndName, Map.of("downurl", 1L, "get_info", 1L));
        assertNames(two, INFO, null, idAndCode, Map.of("get_info", 1L));
        assertNames(one, INFO + "&fileName=sub/one.txt", body, idOfTwo, Map.of("get_info", 1L));
        assertNames(one, INFO + "&fileId=" + one.id(), body, idOfTwo, Map.of("get_info", 1L));
        assertNames(
                one,
                INFO + "&fileId=RAW(${header.other})",
                body,
                Map.of("CamelOpen115FileId", two.id(), "other", one.id()),
                Map.of("get_info", 1L));
    }

    private void assertNames(
            EmulatedFile expected, String uri, Object body, Map<String, Object> headers, Map<String, Long> calls) {
        Exchange result = drive.send(uri, body, headers);
        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getBody(Open115File.class).id()).isEqualTo(expected.id());
        assertThat(drive.calls()).isEqualTo(calls);
    }

    @Test
    @DisplayName("a message that names no file, or with an empty value, fails without a call and says what to set")
    void refusesToGuess() {
        assertThat(drive.send(INFO, "text", Map.of()).getException())
                .hasMessageContaining("names no file")
                .hasMessageContaining("CamelOpen115FileId");
        assertThat(drive.send(INFO, null, Map.of("CamelOpen115FileId", "", "CamelFileName", "two.txt"))
                        .getException())
                .hasMessageContaining("header CamelOpen115FileId has no value");
        assertThat(drive.send(INFO, null, Map.of("CamelFileName", "/")).getException())
                .hasMessageContaining("names no file");
        assertThat(drive.send(INFO, null, Map.of("CamelFileName", "../b/x")).getException())
                .hasMessageContaining("without . and ..");
        assertThat(drive.send(INFO + "&fileId=RAW(${header.none})", null, Map.of())
                        .getException())
                .hasMessageContaining("option fileId has no value");
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("a file that does not exist is an error that says so, and the message stays as it was")
    void tellsWhatIsMissing() {
        Map<String, Object> headers = Map.of("CamelFileName", "gone.txt");
        Exchange result = drive.send(INFO, "before", headers);
        assertThat(result.getException()).isInstanceOf(NotFoundException.class).hasMessageContaining("gone.txt");
        assertThat(result.getMessage().getBody()).isEqualTo("before");
        assertThat(result.getMessage().getHeaders()).isEqualTo(headers);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
    }

    @Test
    @DisplayName("paths below rootFolderId cost one call more, once")
    void findsBelowTheRootFolder() {
        String uri = "open115:sub?operation=info&rootFolderId=" + two.folderId();
        Map<String, Object> headers = Map.of("CamelFileName", "one.txt");
        Exchange result = drive.send(uri, null, headers);
        assertThat(result.getMessage().getBody(Open115File.class).id()).isEqualTo(one.id());
        assertThat(result.getMessage().getHeader("CamelFileAbsolutePath")).isEqualTo("sub/one.txt");
        assertThat(drive.calls()).isEqualTo(Map.of("files", 1L, "get_info", 1L));
        drive.send(uri, null, headers);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
    }

    @Test
    @DisplayName(
            "R42 a path that the service follows into a twin of rootFolderId is an error, and a folder is created in"
                    + " rootFolderId itself")
    void staysBelowTheRootFolder() {
        String parent = drive.emulator().drive().folder("/twins");
        String first = drive.emulator().drive().createFolder(parent, "x");
        String second = drive.emulator().drive().createFolder(parent, "x");
        drive.emulator().drive().addFile(second, "one.txt", new byte[] {1});
        drive.emulator().drive().createFolder(second, "new");
        String uri = "open115:?rootFolderId=" + first;
        assertThat(drive.send(uri + "&operation=info", null, Map.of("CamelFileName", "one.txt"))
                        .getException())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("two folders of one name");
        Map<String, Object> move = Map.of("CamelOpen115FileId", one.id(), "CamelOpen115TargetFolder", "new");
        assertThat(drive.send(uri + "&operation=move&autoCreate=true", null, move)
                        .getException())
                .isNull();
        assertThat(drive.emulator().drive().names(first)).containsExactly("new");
    }

    @Test
    @DisplayName("a root folder that was renamed is looked up again when its place is older than pathMaxAge")
    void noticesARenamedRootFolder() {
        String uri = "open115:sub?operation=info&rootFolderId=" + two.folderId();
        Map<String, Object> headers = Map.of("CamelFileName", "one.txt");
        drive.send(uri, null, headers);
        drive.emulator().drive().rename(two.folderId(), "renamed");
        drive.emulator().clock().advance(Duration.ofMinutes(11));
        assertThat(drive.send(uri, null, headers).getException()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("files", 1L, "get_info", 1L));
    }

    @Test
    @DisplayName("search finds by the header, else by the body, below the folder of the endpoint")
    void searchesByHeaderOrBody() {
        drive.put("/elsewhere", "one.txt", "x");
        Exchange byHeader =
                drive.send("open115:/a?operation=search", "two", Map.of("CamelOpen115Query", "one", "kept", "1"));
        assertThat((List<?>) byHeader.getMessage().getBody(List.class))
                .singleElement()
                .satisfies(found -> {
                    Open115File file = (Open115File) found;
                    assertThat(file.id()).isEqualTo(one.id());
                    assertThat(file.size()).isEqualTo(1);
                    assertThat(file.complete()).isNull();
                    assertThat(file.starred()).isNull();
                    assertThat(file.path()).isNull();
                });
        assertThat(byHeader.getMessage().getHeaders())
                .containsEntry("CamelOpen115FileCount", 1L)
                .containsEntry("kept", "1");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "search", 1L));
        Exchange byBody = drive.send("open115:/?operation=search", "one", Map.of());
        assertThat(byBody.getMessage().getBody()).asInstanceOf(LIST).hasSize(2);
        assertThat(drive.calls()).isEqualTo(Map.of("search", 1L));
    }

    @Test
    @DisplayName("search without a text fails without a call, and never reads the content of a file for one")
    void needsAText() {
        Open115File file = new Open115File("1", "0", "f", null, false, 1, null, null, null, null, null, null);
        Open115Content content = new Open115Content(file, 1, () -> {
            throw new AssertionError("the content was read");
        });
        for (Object body : new Object[] {null, " ", file, content}) {
            assertThat(drive.send("open115:/?operation=search", body, Map.of()).getException())
                    .hasMessageContaining("CamelOpen115Query");
        }
        assertThat(drive.send("open115:/?operation=search", new ByteArrayInputStream("one".getBytes()), Map.of())
                        .getMessage()
                        .getBody())
                .asInstanceOf(LIST)
                .hasSize(1);
    }

    @Test
    @DisplayName("accountInfo returns the user and the space in one call")
    void tellsTheAccount() {
        Exchange result = drive.send("open115:?operation=accountInfo", null, Map.of("kept", "1"));
        AccountInfo info = result.getMessage().getBody(AccountInfo.class);
        assertThat(info.userId()).isEqualTo("100200300");
        assertThat(info.remainingBytes()).isEqualTo(info.totalBytes() - info.usedBytes());
        assertThat(result.getMessage().getHeaders()).isEqualTo(Map.of("kept", "1"));
        assertThat(drive.calls()).isEqualTo(Map.of("info", 1L));
    }

    @Test
    @DisplayName("the header overrides the operation; one that is unknown is an error that lists those there are")
    void takesTheOperationFromTheHeader() {
        Map<String, Object> asText = Map.of("CamelOpen115Operation", "INFO", "CamelOpen115FileId", one.id());
        assertThat(drive.send("open115:/a?operation=list", null, asText)
                        .getMessage()
                        .getBody())
                .isInstanceOf(Open115File.class);
        Map<String, Object> withDash = Map.of("CamelOpen115Operation", "account-info");
        assertThat(drive.send("open115:/a", null, withDash).getMessage().getBody())
                .isInstanceOf(AccountInfo.class);
        Map<String, Object> asEnum = Map.of("CamelOpen115Operation", Open115Operation.list);
        assertThat(drive.send("open115:/a", null, asEnum).getMessage().getBody())
                .isInstanceOf(List.class);
        assertThat(drive.send("open115:/a", null, Map.of("CamelOpen115Operation", "shred"))
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no operation 'shred': use one of list, search, info, ")
                .hasMessageContainingAll(
                        Arrays.stream(Open115Operation.values()).map(Enum::name).toArray(String[]::new));
    }
}
