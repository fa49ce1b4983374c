/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static io.github.open115.camel.ServeLocalProxyTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.content.ContentStream;
import io.github.open115.emulator.EmulatedFile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeRedirectTest {

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private HttpFront front;
    private EmulatedFile file;

    @BeforeEach
    void open() throws Exception {
        front = HttpFront.open(drive.routes().context(), "");
        file = drive.put("/a", "one.txt", "content");
        drive.emulator().requests().reset();
    }

    @AfterEach
    void close() throws Exception {
        front.close();
    }

    @Test
    @DisplayName("R12 R24 the default: 302 to a link for the caller's own agent, and not a byte through here")
    void redirectsToALinkForTheCallersAgent() throws Exception {
        HttpResponse<byte[]> answer = front.get("/d/a/one.txt", "User-Agent", "player/1", "Range", "bytes=0-1");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "Vary")).isEqualTo("User-Agent");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(drive.emulator().requests().contentBytes()).isZero();
        assertThat(drive.emulator().requests().cdnRequests()).isZero();
        String link = header(answer, "Location");
        assertThat(HttpFront.fetch("GET", link, "User-Agent", "player/1").body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("content");
        // the service counts when it has sent
        await().untilAsserted(() ->
                assertThat(drive.emulator().requests().contentBytes()).isEqualTo(7));
        assertThat(HttpFront.fetch("GET", link, "User-Agent", "player/2").statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("R31 the link of a file that is called .. is handed out as the service gave it")
    void redirectsToTheUnchangedLink() throws Exception {
        EmulatedFile dots = drive.put("/a", "..", "odd");
        Map<String, Object> agent = Map.of("User-Agent", "player/1");
        Exchange answer = drive.send("open115:/?operation=serve&fileId=" + dots.id(), null, agent);
        Exchange resolved = drive.send("open115:/?operation=resolveLink&fileId=" + dots.id(), null, agent);
        String link = answer.getMessage().getHeader("Location", String.class);
        assertThat(link).contains("/..?t=").isEqualTo(resolved.getMessage().getBody(String.class));
        assertThat(HttpFront.fetch("GET", link, "User-Agent", "player/1").body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("odd");
    }

    @ParameterizedTest
    @CsvSource({
        "https://page.test, https://page.test, 'User-Agent, Origin'",
        "https://page.test, https://other.test, 'User-Agent, Origin'",
        "https://page.test, -, 'User-Agent, Origin'",
        "*, https://page.test, User-Agent"
    })
    @DisplayName(
            "R12 the answer names everything it depends on: the agent, and the page when only some pages may read it")
    void variesWithAgentAndPage(String allowed, String origin, String vary) {
        Map<String, Object> headers =
                origin.equals("-") ? Map.of("User-Agent", "x") : Map.of("User-Agent", "x", "Origin", origin);
        Exchange answer =
                drive.send("open115:/?operation=serve&fileId=" + file.id() + "&corsOrigins=" + allowed, null, headers);
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(302);
        assertThat(answer.getMessage().getHeader("Vary")).isEqualTo(vary);
        assertThat(answer.getMessage().getHeader("Access-Control-Allow-Origin"))
                .isEqualTo(origin.equals(allowed) ? origin : allowed.equals("*") ? "*" : null);
    }

    @Test
    @DisplayName("R12 two agents, one file, in turn: each link works for its agent; HEAD redirects too")
    void oneLinkForEachAgent() throws Exception {
        for (int i = 0; i < 10; i++) {
            String agent = "player/" + i % 2;
            String method = i < 8 ? "GET" : "HEAD";
            HttpResponse<byte[]> answer = front.send(method, "/d/a/one.txt", "User-Agent", agent);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(HttpFront.fetch("GET", header(answer, "Location"), "User-Agent", agent)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "downurl", 2L));
    }

    @Test
    @DisplayName("a caller without an agent gets the content itself, because no link would work for it")
    void streamsWithoutAgent() throws Exception {
        HttpResponse<byte[]> answer = front.get("/d/a/one.txt", "User-Agent", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("content");
    }

    @Test
    @DisplayName("R12 the link for an agent outside ASCII works for the bytes that the caller sends")
    void redirectsAnAgentOutsideAscii() throws Exception {
        String answer = getAs("播放器/1 café", StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 302 ");
        String link = answer.lines()
                .filter(line -> line.startsWith("Location: "))
                .findFirst()
                .orElseThrow()
                .substring("Location: ".length());
        String file = raw(URI.create(link), "播放器/1 café", StandardCharsets.UTF_8);
        assertThat(file).startsWith("HTTP/1.1 200 ").endsWith("content");
    }

    @ParameterizedTest
    @CsvSource({"caf\u00e9/1, ISO-8859-1", "'foo\tbar', UTF-8"})
    @DisplayName("a caller whose agent cannot be sent for a link gets the content itself")
    void streamsToAnAgentThatNoLinkCanHave(String agent, Charset charset) throws Exception {
        assertThat(getAs(agent, charset)).startsWith("HTTP/1.1 200 ").endsWith("content");
    }

    private String getAs(String agent, Charset charset) throws IOException {
        return raw(URI.create(front.url("/d/a/one.txt")), agent, charset);
    }

    /** An HTTP client of Java sends ASCII only. */
    private static String raw(URI url, String agent, Charset charset) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = "GET " + url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUser-Agent: " + agent + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(charset));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("a pick code costs one call")
    void pickCodeCostsOneCall() {
        Exchange result = drive.send(
                "open115:/?operation=serve", null, Map.of("CamelOpen115PickCode", file.pickCode(), "User-Agent", "x"));
        assertThat(result.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(302);
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L));
    }

    @Test
    @DisplayName("R24 the header overrides the option, and has the used method afterwards")
    void headerOverridesTheOption() {
        String serve = "open115:/?operation=serve&fileId=" + file.id();
        Map<String, Object> agent = Map.of("User-Agent", "x");
        assertThat(method(serve, agent)).isEqualTo("redirect");
        assertThat(method(serve + "&downloadMethod=local-proxy", agent)).isEqualTo("localProxy");
        assertThat(method(serve, Map.of("CamelOpen115DownloadMethod", "local-proxy", "User-Agent", "x")))
                .isEqualTo("localProxy");
        assertThat(method(serve + "&downloadMethod=auto", agent)).isEqualTo("redirect");
        assertThat(method(serve + "&downloadMethod=auto", Map.of("Origin", "https://page", "User-Agent", "x")))
                .isEqualTo("localProxy");
        assertThat(method(serve, Map.of())).isEqualTo("localProxy");
        Exchange wrong = drive.send(serve, null, Map.of("CamelOpen115DownloadMethod", "magic"));
        assertThat(wrong.getException()).hasMessageContaining("redirect, localProxy, proxyUrl, auto");
    }

    @Test
    @DisplayName("the answer is a message as Camel's servers take it; the body is lazy content or nothing")
    void answerIsAMessageForCamelsServers() {
        Exchange redirect = drive.send(
                "open115:/?operation=serve",
                ResolveLinkOperationTest.record(file),
                Map.of("User-Agent", "x", "kept?", 1));
        assertThat(redirect.getMessage().getBody()).isNull();
        assertThat(redirect.getMessage().getHeaders())
                .containsOnlyKeys(
                        "Cache-Control",
                        "CamelHttpResponseCode",
                        "CamelOpen115DownloadMethod",
                        "Location",
                        "Referrer-Policy",
                        "Vary");
        Exchange content = drive.send("open115:/?operation=serve", ResolveLinkOperationTest.record(file), Map.of());
        assertThat(content.getMessage().getBody()).isInstanceOf(ContentStream.class);
    }

    private String method(String uri, Map<String, Object> headers) {
        Exchange result = drive.send(uri, null, headers);
        assertThat(result.getException()).isNull();
        return result.getMessage().getHeader("CamelOpen115DownloadMethod", String.class);
    }
}
