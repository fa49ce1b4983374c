/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static io.github.open115.camel.ServeLocalProxyTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.serve.DownloadMethod;
import io.github.open115.camel.serve.Serving;
import io.github.open115.client.EverythingSeen;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers are told what is wrong with a status of its own and one sentence. */
class ServeFailuresTest {

    private static final String LINKS = "/open/ufile/downurl";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private HttpFront front;
    private EmulatedFile file;

    @BeforeEach
    void open() throws Exception {
        front = HttpFront.open(drive.routes().context(), "&throttlePolicy=fail");
        file = drive.put("/a", "one.txt", "content");
        drive.emulator().requests().reset();
    }

    @AfterEach
    void close() throws Exception {
        front.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect", "localProxy"})
    @DisplayName("503 while the service throttles, with the seconds until it may be asked again, and no further call")
    void answers503WhileThrottled(String method) throws Exception {
        drive.emulator().clock().freeze();
        drive.emulator().faults().arm(LINKS, Fault.error(770004, "已达到当前访问上限")).always();
        HttpResponse<byte[]> first = front.get("/d/a/one.txt", "X-Method", method, "User-Agent", "x");
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(header(first, "Retry-After")).isEqualTo("300");
        assertThat(text(first)).isEqualTo("The drive is busy, try again later.\n");
        drive.emulator().requests().reset();
        assertThat(front.get("/d/a/one.txt", "X-Method", method).statusCode()).isEqualTo(503);
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("503 while the access token cannot be renewed")
    void answers503WithoutAToken() throws Exception {
        drive.emulator().faults().arm("/open/refreshToken", Fault.html(502)).always();
        HttpResponse<byte[]> answer = front.get("/d/a/one.txt", "User-Agent", "x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(answer, "Retry-After"))).isPositive();
        assertThat(text(answer)).isEqualTo("The drive cannot be asked now, try again later.\n");
    }

    @Test
    @DisplayName("404 for what is not there, for a folder and for what went since it was looked up")
    void answers404ForMissingFiles() throws Exception {
        assertStatus(404, "/d/a/none.txt");
        assertStatus(404, "/d/a");
        assertStatus(404, "/f/3999999999999999999");
        assertStatus(302, "/d/a/one.txt");
        drive.emulator().drive().purge(file.id());
        assertThat(front.get("/d/a/one.txt", "User-Agent", "another").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("a file that was replaced under its name is looked up again and served")
    void servesAReplacedFileAnew() throws Exception {
        assertThat(text(front.get("/d/a/one.txt", "X-Method", "localProxy"))).isEqualTo("content");
        drive.emulator().drive().purge(file.id());
        drive.put("/a", "one.txt", "new content");
        assertThat(text(front.get("/d/a/one.txt", "X-Method", "localProxy"))).isEqualTo("new content");
    }

    @Test
    @DisplayName("403 for content that the service does not hand out, 503 for an upload that is not complete")
    void answersRefusedContent() throws Exception {
        drive.emulator().drive().setBanned(file.id(), true);
        assertStatus(403, "/d/a/one.txt");
        EmulatedFile unfinished = drive.put("/a", "part.txt", "x");
        drive.emulator().drive().setUploadState(unfinished.id(), 0);
        HttpResponse<byte[]> answer = front.get("/d/a/part.txt", "User-Agent", "x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
    }

    @Test
    @DisplayName("502 when the service or the CDN fails; the text contains neither link nor reply")
    void answers502WhenTheServiceFails() throws Exception {
        drive.emulator().faults().arm(LINKS, Fault.error(990023, "a reply")).always();
        assertStatus(502, "/d/a/one.txt");
        drive.emulator().faults().clear();
        drive.emulator().faults().arm(Faults.CDN, Fault.forbidden()).always();
        HttpResponse<byte[]> answer = front.get("/d/a/one.txt", "X-Method", "localProxy");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(text(answer)).isEqualTo("The drive did not hand the file out.\n");
    }

    @Test
    @DisplayName("502 when a person must authorize again, 400 for a path that leads out of the folder")
    void answersLostAuthorizationAndBadPaths() throws Exception {
        assertThat(drive.send("open115:/?operation=serve", null, Map.of("CamelFileName", "../a/one.txt"))
                        .getMessage()
                        .getHeader(Exchange.HTTP_RESPONSE_CODE))
                .isEqualTo(400);
        AccountStates.revoke(drive.emulator(), drive.routes());
        assertStatus(502, "/d/a/one.txt");
    }

    @Test
    @DisplayName("the route sees why, where Camel keeps failures that were handled; the exchange did not fail")
    void tellsTheRoute() {
        drive.emulator().faults().arm(LINKS, Fault.error(770004, "已达到当前访问上限")).always();
        Exchange result = drive.send(
                "open115:/?operation=serve&throttlePolicy=fail",
                null,
                Map.of("CamelOpen115FileId", file.id(), "User-Agent", "x"));
        assertThat(result.getException()).isNull();
        assertThat(result.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(ThrottledException.class);
    }

    @Test
    @DisplayName("R31 what a caller asks for cannot end a line of the log, nor control a terminal")
    void logsOneLine() throws Exception {
        try (EverythingSeen seen = new EverythingSeen()) {
            drive.send(
                    "open115:/?operation=serve",
                    null,
                    Map.of("CamelFileName", "a/\u001b[31m\nINFO forged\u009b\u2028", "User-Agent", "x"));
            assertThat(seen.texts())
                    .filteredOn(text -> text.startsWith("log " + Serving.class.getName()) && text.contains("forged"))
                    .isNotEmpty()
                    .noneMatch(text -> text.matches("(?s).*[\\p{Cc}\\p{Zl}\\p{Zp}].*"));
        }
        assertThatThrownBy(() -> DownloadMethod.of("\n")).hasMessageContaining("'?'");
        assertThatThrownBy(() -> DrivePaths.names("a\n/..")).hasMessageContaining("'a?/..'");
    }

    private void assertStatus(int status, String path) throws Exception {
        assertThat(front.get(path, "User-Agent", "x").statusCode()).as(path).isEqualTo(status);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
