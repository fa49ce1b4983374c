/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.upload.NameRefusedException;
import io.github.open115.client.upload.NotInstantException;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operation {@code upload}: where the body goes, what the message says afterwards, and what it costs. */
class UploadOperationTest {

    private static final String NAME = "CamelFileName";
    private static final String RESULT = "CamelOpen115UploadResult";
    private static final String PRODUCED = "CamelFileNameProduced";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedDrive drives() {
        return drive.emulator().drive();
    }

    private Message upload(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = drive.send(uri, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private EmulatedFile at(String path) {
        return drives().fileAt(path).orElseThrow(() -> new AssertionError("there is no file " + path));
    }

    private String text(String path) {
        return new String(at(path).content().bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open115:/backup", "open115:/backup?operation=upload"})
    @DisplayName("R17 upload is the default operation: the body becomes a file, and headers name it")
    void uploadsTheBody(String uri) {
        Message message = upload(uri, "content", Map.of(NAME, "2026/a.txt"));
        EmulatedFile file = at("/backup/2026/a.txt");
        assertThat(file.content().bytes()).asString().isEqualTo("content");
        assertThat(message.getBody()).isEqualTo("content");
        assertThat(message.getHeaders())
                .containsEntry(NAME, "2026/a.txt")
                .containsEntry(PRODUCED, "backup/2026/a.txt")
                .containsEntry("CamelOpen115FileId", file.id())
                .containsEntry("CamelOpen115ParentId", file.folderId())
                .containsEntry("CamelOpen115PickCode", file.pickCode())
                .containsEntry("CamelOpen115Sha1", file.sha1())
                .containsEntry("CamelOpen115Name", "a.txt")
                .containsEntry(RESULT, "sent");
    }

    @Test
    @DisplayName("R18 content that the service knows is instant; the same file again is unchanged, without init")
    void saysHowItWentIn() {
        drive.put("/elsewhere", "known.txt", "content");
        assertThat(upload("open115:/", "content", Map.of(NAME, "a.txt")).getHeader(RESULT))
                .isEqualTo("instant");
        assertThat(drive.calls()).doesNotContainKeys("get_token");
        String first = at("/a.txt").id();
        assertThat(upload("open115:/", "content", Map.of(NAME, "a.txt")).getHeaders())
                .containsEntry(RESULT, "unchanged")
                .containsEntry("CamelOpen115FileId", first);
        assertThat(drive.calls()).doesNotContainKeys("init");
    }

    @Test
    @DisplayName("R34 by default the new file is proved, then the old one goes to the bin")
    void overrides() {
        EmulatedFile old = drive.put("/a", "a.txt", "old");
        Message message = upload("open115:/a", "new", Map.of(NAME, "a.txt"));
        assertThat(message.getHeader("CamelOpen115FileId")).isNotEqualTo(old.id());
        assertThat(text("/a/a.txt")).isEqualTo("new");
        assertThat(drives().isBinned(old.id())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conflictPolicy=fail", "fileExist=Fail", "conflictPolicy=fail&fileExist=Fail"})
    @DisplayName("R34 fail leaves the old file, sends nothing, and says which name is taken")
    void fails(String option) {
        EmulatedFile old = drive.put("/a", "a.txt", "old");
        Exchange exchange = drive.send("open115:/a?" + option, "new", Map.of(NAME, "a.txt"));
        assertThat(exchange.getException())
                .isInstanceOf(NameConflictException.class)
                .hasMessageContaining("a.txt");
        assertThat(drive.calls()).doesNotContainKeys("init");
        assertThat(at("/a/a.txt").id()).isEqualTo(old.id());
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKeys(RESULT, PRODUCED, "CamelOpen115FileId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conflictPolicy=ignore", "fileExist=Ignore", "conflictPolicy=IGNORE"})
    @DisplayName("R34 ignore leaves the old file, which the headers then name")
    void ignores(String option) {
        EmulatedFile old = drive.put("/a", "a.txt", "old");
        Message message = upload("open115:/a?" + option, "new", Map.of(NAME, "a.txt"));
        assertThat(message.getHeaders())
                .containsEntry(RESULT, "ignored")
                .containsEntry("CamelOpen115FileId", old.id())
                .containsEntry("CamelOpen115Sha1", old.sha1());
        assertThat(text("/a/a.txt")).isEqualTo("old");
    }

    @Test
    @DisplayName("R34 rename gives the first free name, which the headers say")
    void renames() {
        drive.put("/a", "a.txt", "old");
        Message message = upload("open115:/a?conflictPolicy=rename", "new", Map.of(NAME, "a.txt"));
        assertThat(message.getHeaders())
                .containsEntry(PRODUCED, "a/a (1).txt")
                .containsEntry("CamelOpen115Name", "a (1).txt")
                .containsEntry(NAME, "a.txt");
        assertThat(text("/a/a (1).txt")).isEqualTo("new");
        assertThat(text("/a/a.txt")).isEqualTo("old");
    }

    @Test
    @DisplayName("R34 keepBoth makes two files of one name")
    void keepsBoth() {
        drive.put("/a", "a.txt", "old");
        upload("open115:/a?conflictPolicy=keep-both", "new", Map.of(NAME, "a.txt"));
        assertThat(drives().names(drives().folder("/a"))).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R18 whenNotInstant=skip uploads nothing and says so; fail fails")
    void obeysWhenNotInstant() {
        Map<String, Object> stale = Map.of(NAME, "a.txt", PRODUCED, "earlier/file.txt");
        Message message = upload("open115:/?whenNotInstant=skip", "content", stale);
        assertThat(message.getHeaders())
                .containsEntry(RESULT, "skipped")
                .doesNotContainKeys(PRODUCED, "CamelOpen115FileId");
        assertThat(drive.send("open115:/?whenNotInstant=fail", "content", Map.of(NAME, "a.txt"))
                        .getException())
                .isInstanceOf(NotInstantException.class);
        assertThat(drives().fileAt("/a.txt")).isEmpty();
    }

    @Test
    @DisplayName("a message without a name gets one from its id, and each upload another one")
    void generatesNames() {
        Message one = upload("open115:/in", "content", Map.of());
        Message two = upload("open115:/in", "content", Map.of());
        assertThat(List.of(
                        one.getHeader(PRODUCED, String.class).substring(3),
                        two.getHeader(PRODUCED, String.class).substring(3)))
                .doesNotHaveDuplicates()
                .allMatch(name -> drives().fileAt("/in/" + name).isPresent());
        assertThat(one.getHeaders()).doesNotContainKey(NAME);
    }

    @Test
    @DisplayName("the option fileName is an expression; CamelOverruleFileName counts for one upload")
    void namesByOptionAndOverruling() {
        upload("open115:/in?fileName=${header.day}/b.txt", "content", Map.of("day", "monday"));
        assertThat(text("/in/monday/b.txt")).isEqualTo("content");
        Message message =
                upload("open115:/in", "content", Map.of(NAME, "kept.txt", "CamelOverruleFileName", "once.txt"));
        assertThat(text("/in/once.txt")).isEqualTo("content");
        assertThat(message.getHeaders()).containsEntry(NAME, "kept.txt").doesNotContainKey("CamelOverruleFileName");
    }

    @Test
    @DisplayName("the operation and the name by headers; toD with names that have & and ?")
    void dynamicForms() throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic").toD("open115:/in/${header.day}?fileName=${header.wish}");
            }
        });
        upload("direct:dynamic", "content", Map.of("day", "monday", "wish", "a&b=c?.txt"));
        assertThat(text("/in/monday/a&b=c?.txt")).isEqualTo("content");
        upload(
                "open115:/in?operation=list",
                "content",
                Map.of("CamelOpen115Operation", "upload", NAME, "by-header.txt"));
        assertThat(text("/in/by-header.txt")).isEqualTo("content");
    }

    @ParameterizedTest
    @CsvSource({"../a.txt, without . and ..", "x/./a.txt, without . and ..", "sub/, names a folder", "'', has no value"
    })
    @DisplayName("R31 . and .. are refused, never resolved; so are a folder and an empty name; no call is made")
    void refusesNames(String name, String advice) {
        Exchange exchange = drive.send("open115:/in", "content", Map.of(NAME, name));
        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice);
        assertThat(drive.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a<b.txt", "new/a<b.txt", "new/a<b/c.txt"})
    @DisplayName("R36 a name that the service refuses is refused with the character, before a folder is created")
    void refusesCharacters(String name) {
        Exchange exchange = drive.send("open115:/backup", "content", Map.of(NAME, name));
        assertThat(exchange.getException())
                .isInstanceOf(NameRefusedException.class)
                .hasMessageContaining("the character < in a name: 'a<b");
        assertThat(drive.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"${file:name.noext}, README", "a.txt, a.txt", "a.txt, x/a.txt"})
    @DisplayName("a done file never has the name of its file, which it would replace")
    void refusesADoneFileInPlaceOfTheFile(String doneFileName, String name) {
        Exchange exchange = drive.send("open115:/in?doneFileName=" + doneFileName, "content", Map.of(NAME, name));
        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("doneFileName=" + doneFileName)
                .hasMessageContaining("use another one, such as ${file:name}.done");
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("null as the body is refused without a call, unless an empty file is wanted")
    void refusesNull() {
        assertThat(drive.send("open115:/", null, Map.of(NAME, "a.txt")).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowNullBody=true");
        assertThat(drive.calls()).isEmpty();
        Message message = upload("open115:/?allowNullBody=true", null, Map.of(NAME, "a.txt"));
        assertThat(at("/a.txt").size()).isZero();
        assertThat(message.getBody()).isNull();
    }

    @Test
    @DisplayName("folders are created once, and cost no call afterwards, whichever endpoint uploads into them")
    void createsFoldersOnce() {
        upload("open115:/backup", "1", Map.of(NAME, "x/y/1.txt"));
        assertThat(drive.calls()).containsEntry("add", 3L).containsEntry("get_info", 3L);
        upload("open115:/backup/x", "2", Map.of(NAME, "y/2.txt"));
        assertThat(drive.calls()).doesNotContainKeys("add", "get_info");
        // what is in a new folder was made by us, so nothing is looked for
        upload("open115:/backup", "2", Map.of(NAME, "x/z/2.txt"));
        assertThat(drive.calls()).containsEntry("add", 1L).doesNotContainKeys("get_info");
        upload("open115:/backup/x/y?conflictPolicy=fail", "3", Map.of(NAME, "3.txt"));
        assertThat(drive.calls()).doesNotContainKeys("add", "get_info");
        assertThat(drives().names(drives().folder("/backup/x/y"))).containsExactlyInAnyOrder("1.txt", "2.txt", "3.txt");
    }

    @Test
    @DisplayName("many threads and endpoints that upload into new folders at once create each folder once")
    void createsFoldersOnceForAllThreads() throws Exception {
        drive.emulator().requests().reset();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Exchange>> uploads = IntStream.range(0, 24)
                    .<Callable<Exchange>>mapToObj(i ->
                            () -> drive.routes().template().request("open115:/backup/" + i % 3, exchange -> {
                                exchange.getMessage().setBody("content " + i);
                                exchange.getMessage().setHeader(NAME, "x/" + i + ".txt");
                            }))
                    .toList();
            for (Future<Exchange> upload : threads.invokeAll(uploads)) {
                assertThat(upload.get().getException()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(drive.calls()).containsEntry("add", 1L + 3 + 3).containsEntry("get_token", 1L);
        for (int folder = 0; folder < 3; folder++) {
            assertThat(drives().names(drives().folder("/backup/" + folder + "/x")))
                    .hasSize(8);
        }
    }

    @Test
    @DisplayName("a known folder that was deleted is created again, once, and the upload tried again")
    void createsADeletedFolderAgain() {
        upload("open115:/backup", "1", Map.of(NAME, "x/1.txt"));
        drives().remove(drives().folder("/backup/x"));
        upload("open115:/backup", "2", Map.of(NAME, "x/2.txt"));
        assertThat(text("/backup/x/2.txt")).isEqualTo("2");
        assertThat(drive.calls()).containsEntry("add", 1L);
    }

    @Test
    @DisplayName("with autoCreate=false a missing folder is an error that says so; one that is there is looked up once")
    void createsNothingIfForbidden() {
        Exchange exchange = drive.send("open115:/backup?autoCreate=false", "1", Map.of(NAME, "x/1.txt"));
        assertThat(exchange.getException())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'/backup/x'")
                .hasMessageContaining("autoCreate=false");
        assertThat(drive.calls()).doesNotContainKeys("add", "init");
        drives().folder("/backup/x");
        upload("open115:/backup?autoCreate=false", "1", Map.of(NAME, "x/1.txt"));
        assertThat(drive.calls()).containsEntry("get_info", 1L);
        upload("open115:/backup?autoCreate=false", "2", Map.of(NAME, "x/2.txt"));
        assertThat(drive.calls()).doesNotContainKeys("get_info", "add");
    }

    @Test
    @DisplayName("below rootFolderId the folders are created there, and nowhere else")
    void uploadsBelowAFolder() {
        String home = drives().folder("/users/me");
        drives().folder("/backup");
        Message message = upload("open115:/backup?rootFolderId=" + home, "content", Map.of(NAME, "a.txt"));
        assertThat(text("/users/me/backup/a.txt")).isEqualTo("content");
        assertThat(message.getHeader(PRODUCED)).isEqualTo("backup/a.txt");
        assertThat(drives().names(drives().folder("/backup"))).isEmpty();
    }

    @Test
    @DisplayName("a done file is written after the file, beside it, and not for what was not uploaded")
    void writesDoneFiles() {
        upload("open115:/in?doneFileName=${file:name.noext}.done", "content", Map.of(NAME, "sub/a.txt"));
        assertThat(at("/in/sub/a.done").size()).isZero();
        upload("open115:/in?doneFileName=ready&whenNotInstant=skip", "unknown", Map.of(NAME, "b.txt"));
        assertThat(drives().fileAt("/in/ready")).isEmpty();
        upload("open115:/in?doneFileName=ready&conflictPolicy=ignore", "other", Map.of(NAME, "sub/a.txt"));
        assertThat(drives().fileAt("/in/sub/ready")).isEmpty();
        Message message = upload("open115:/in?doneFileName=ready", "content", Map.of(NAME, "sub/a.txt"));
        assertThat(message.getHeader(RESULT)).isEqualTo("unchanged");
        assertThat(at("/in/sub/ready").size()).isZero();
        assertThat(message.getHeader(PRODUCED)).isEqualTo("in/sub/a.txt");
    }
}
