/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.content.Open115Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadOperationTest {

    private static final String DOWNLOAD = "open115:/a?operation=download";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    @TempDir
    Path work;

    private EmulatedFile file;

    @BeforeEach
    void putFile() {
        file = drive.put("/a", "one.txt", "0123456789");
    }

    @Test
    @DisplayName("R15 the content costs neither a link nor a byte until it is read")
    void isLazy() throws IOException {
        Exchange result = drive.send(DOWNLOAD, ResolveLinkOperationTest.record(file), Map.of("kept", "1"));
        assertThat(drive.calls()).isEmpty();
        assertThat(drive.emulator().requests().cdnRequests()).isZero();
        assertThat(result.getMessage().getHeaders())
                .containsEntry("kept", "1")
                .containsEntry("CamelOpen115FileId", file.id())
                .containsEntry("CamelOpen115Name", "one.txt")
                .containsEntry("CamelFileLength", 10L);
        try (InputStream content = result.getMessage().getBody(InputStream.class)) {
            assertThat(content.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("0123456789");
        }
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L));
        assertThat(drive.emulator().requests().cdnRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a file named by id or name costs one look-up, one named by pick code the call for the link that it is read with")
    void looksUpWhatItMustKnow() {
        drive.send(DOWNLOAD, null, Map.of("CamelOpen115FileId", file.id()));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
        drive.send(DOWNLOAD, null, Map.of("CamelFileName", "one.txt"));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
        Exchange result = drive.send(DOWNLOAD, null, Map.of("CamelOpen115PickCode", file.pickCode()));
        assertThat(result.getMessage().getBody(String.class)).isEqualTo("0123456789");
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0123",
        "bytes=3-3, 3",
        "bytes=7-, 789",
        "bytes=7-100, 789",
        "bytes=-2, 89",
        "bytes=-100, 0123456789",
        "' bytes=0-0 ', 0"
    })
    @DisplayName("a range is the part of the content that it names, in each form")
    void downloadsAPart(String range, String expected) {
        Exchange result =
                drive.send(DOWNLOAD, ResolveLinkOperationTest.record(file), Map.of("CamelOpen115Range", range));
        Open115Content content = result.getMessage().getBody(Open115Content.class);
        assertThat(content.getFileLength()).isEqualTo(expected.length());
        assertThat(result.getMessage().getHeader("CamelFileLength")).isEqualTo(10L);
        assertThat(result.getMessage().getBody(String.class)).isEqualTo(expected);
        // the emulator counts a body when it has sent it, which may be after the last byte was read
        await().untilAsserted(() ->
                assertThat(drive.emulator().requests().contentBytes()).isEqualTo(expected.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=10-",
                "bytes=4-3",
                "bytes=-0",
                "bytes=-",
                "bytes=0-1,3-4",
                "0-3",
                "lines=0-3",
                "bytes=99999999999999999999-",
                ""
            })
    @DisplayName("a range that names no part of the content is an error that says how to write one")
    void refusesABadRange(String range) {
        Exchange result =
                drive.send(DOWNLOAD, ResolveLinkOperationTest.record(file), Map.of("CamelOpen115Range", range));
        assertThat(result.getException())
                .hasMessageContaining("CamelOpen115Range")
                .hasMessageContaining("10 bytes")
                .hasMessageContaining("bytes=first-last");
        assertThat(result.getMessage().getBody()).isInstanceOf(Open115File.class);
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("R14 a content that was read in part gives its connection back when the exchange ends")
    void releasesTheConnection() throws Exception {
        EmulatedFile big = drive.put("/a", "big.txt", "x".repeat(3_000_000));
        Exchange[] seen = new Exchange[1];
        drive.routes().from("direct:read", exchange -> {
            Exchange result = drive.routes().template().send(DOWNLOAD, exchange);
            result.getMessage().getBody(InputStream.class).read();
            seen[0] = result;
        });
        drive.send("direct:read", ResolveLinkOperationTest.record(big), Map.of());
        Open115Endpoint endpoint = drive.routes().context().getEndpoint(DOWNLOAD, Open115Endpoint.class);
        assertThat(endpoint.client().downloads().openConnections()).isZero();
        try (InputStream late = seen[0].getMessage().getBody(InputStream.class)) {
            assertThat(late.readAllBytes()).hasSize(3_000_000);
        }
    }

    @Test
    @DisplayName("with localWorkDirectory the body is a verified file there, named safely and by its id")
    void downloadsIntoAFile() {
        Exchange result = drive.send(intoWork(), ResolveLinkOperationTest.record(file), Map.of());
        Path expected = work.resolve("one~" + file.id() + ".txt");
        assertThat(result.getMessage().getBody()).isEqualTo(expected.toFile());
        assertThat(expected).hasContent("0123456789");
        assertThat(result.getMessage().getHeader("CamelFileLocalWorkPath")).isEqualTo(expected.toString());
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil.txt", "..", "/etc/passwd", "a\\..\\b", "x\u0000y", " ", "a\nb.txt"})
    @DisplayName("R31 whatever the name, nothing is written outside localWorkDirectory")
    void staysInsideTheDirectory(String name) throws IOException {
        EmulatedFile odd = drive.put("/odd", name, "odd");
        Exchange result = drive.send(intoWork(), ResolveLinkOperationTest.record(odd), Map.of());
        assertThat(result.getException()).isNull();
        Path written = result.getMessage().getBody(File.class).toPath();
        assertThat(written.toRealPath().getParent()).isEqualTo(work.toRealPath());
        assertThat(Files.readString(written)).isEqualTo("odd");
    }

    @Test
    @DisplayName("R11 content with a wrong bit is an error and leaves no file; the message stays as it was")
    void leavesNoWrongFile() {
        drive.emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(3)).always();
        Open115File body = ResolveLinkOperationTest.record(file);
        Exchange result = drive.send(intoWork(), body, Map.of());
        assertThat(result.getException()).hasMessageContaining("file " + file.id());
        assertThat(work).isEmptyDirectory();
        assertThat(result.getMessage().getBody()).isSameAs(body);
        assertThat(result.getMessage().getHeaders()).isEmpty();
    }

    @Test
    @DisplayName("a part cannot be verified on disk, and a folder or an unfinished file has no content")
    void refusesWhatCannotBeVerified() {
        Map<String, Object> part = Map.of("CamelOpen115FileId", file.id(), "CamelOpen115Range", "bytes=0-1");
        assertThat(drive.send(intoWork(), null, part).getException()).hasMessageContaining("exclude each other");
        assertThat(drive.calls()).isEmpty();
        Open115File folder = new Open115File("7", "0", "f", null, true, 0, null, "fpc", null, null, null, null);
        assertThat(drive.send(DOWNLOAD, folder, Map.of()).getException()).hasMessageContaining("Folder 7 ('f')");
        Open115File unfinished = new Open115File("8", "0", "u", null, false, 1, null, "pc", null, null, false, null);
        assertThat(drive.send(DOWNLOAD, unfinished, Map.of()).getException())
                .hasMessageContaining("its upload may not be complete");
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("the headers of a message about another file stay with that file")
    void leavesHeadersOfAnotherFile() {
        Exchange result = drive.send(
                DOWNLOAD + "&fileName=one.txt", null, Map.of("CamelOpen115FileId", "99", "CamelOpen115Name", "other"));
        assertThat(result.getMessage().getHeaders())
                .containsEntry("CamelOpen115FileId", "99")
                .containsEntry("CamelOpen115Name", "other")
                .doesNotContainKey("CamelOpen115Sha1");
    }

    private String intoWork() {
        return DOWNLOAD + "&localWorkDirectory=" + work;
    }
}
