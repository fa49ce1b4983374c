/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.content.Open115Content;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.emulator.EmulatedFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResolveLinkOperationTest {

    private static final String RESOLVE = "open115:/a?operation=resolveLink";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedFile file;
    private int agents;

    @BeforeEach
    void putFile() {
        file = drive.put("/a", "one.txt", "content");
    }

    @Test
    @DisplayName("the body becomes a URL that works for the agent in the header; no HTTP headers are set")
    void givesAUrl() throws Exception {
        Exchange result = drive.send(
                RESOLVE, null, Map.of("CamelOpen115FileId", file.id(), "CamelOpen115UserAgent", "my agent", "kept", 1));
        String url = result.getMessage().getBody(String.class);
        assertThat(fetch(url, "my agent").body()).isEqualTo("content");
        assertThat(fetch(url, "another agent").statusCode()).isEqualTo(403);
        assertThat(result.getMessage().getHeaders())
                .containsKeys("CamelOpen115UserAgent", "CamelOpen115LinkExpires", "kept")
                .doesNotContainKeys("User-Agent", "Location", "Content-Type")
                .containsEntry("CamelOpen115FileId", file.id())
                .containsEntry("CamelOpen115LinkUserAgent", "my agent");
        assertThat(result.getMessage().getHeader("CamelOpen115LinkExpires", Long.class))
                .isGreaterThan(drive.emulator().clock().millis());
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "downurl", 1L));
    }

    @Test
    @DisplayName("what is known of the file is not asked for: one call by pick code or body, two by id or name")
    void costsNoMoreCallsThanNeeded() {
        Map<String, Long> one = Map.of("downurl", 1L);
        Map<String, Long> two = Map.of("downurl", 1L, "get_info", 1L);
        Open115File record = record(file);
        assertThat(calls(null, Map.of("CamelOpen115PickCode", file.pickCode()))).isEqualTo(one);
        assertThat(calls(record, Map.of())).isEqualTo(one);
        assertThat(calls(new Open115Content(record, 7, unread()), Map.of())).isEqualTo(one);
        assertThat(calls(record, Map.of("CamelOpen115FileId", file.id(), "CamelFileName", "one.txt")))
                .isEqualTo(one);
        assertThat(calls(null, Map.of("CamelOpen115FileId", file.id()))).isEqualTo(two);
        assertThat(calls(null, Map.of("CamelFileName", "one.txt"))).isEqualTo(two);
    }

    @Test
    @DisplayName("R12 a link that is kept costs no call, two agents have one each, and each has its own")
    void keepsOneLinkForEachAgent() throws Exception {
        Map<String, Object> byCode = Map.of("CamelOpen115PickCode", file.pickCode());
        List<String> agents = List.of("浏览器/1.0 ü", "VLC/3");
        long linkCalls = 0;
        for (int i = 0; i < 10; i++) {
            String agent = agents.get(i % 2);
            Exchange result = drive.send(RESOLVE, null, with(byCode, "User-Agent", agent));
            linkCalls += drive.calls().getOrDefault("downurl", 0L);
            assertThat(result.getMessage().getHeader("CamelOpen115LinkUserAgent"))
                    .isEqualTo(agent);
        }
        assertThat(linkCalls).isEqualTo(2);
    }

    @Test
    @DisplayName("a polled file costs one call, without its content")
    void linksAPolledFile() throws Exception {
        List<String> urls = new CopyOnWriteArrayList<>();
        drive.emulator().requests().reset();
        drive.routes().from("open115:/a?" + Routes.QUICK, exchange -> {
            drive.routes().template().send(RESOLVE, exchange);
            urls.add(exchange.getMessage().getBody(String.class));
        });
        await().until(() -> !urls.isEmpty());
        String agent =
                drive.emulator().requests().of("/open/ufile/downurl").get(0).userAgent();
        assertThat(fetch(urls.get(0), agent).body()).isEqualTo("content");
        assertThat(drive.emulator().requests().linkRequests()).isEqualTo(1);
        assertThat(drive.emulator().requests().count("GET /open/folder/get_info"))
                .isZero();
    }

    @Test
    @DisplayName("the agent: our header, else User-Agent, else the option; blank ones are passed over")
    void choosesTheAgent() {
        Map<String, Object> byCode = Map.of("CamelOpen115PickCode", file.pickCode());
        String option = RESOLVE + "&account=other&userAgent=from+the+option&refreshToken="
                + drive.emulator().account().newRefreshToken();
        assertThat(agent(option, byCode)).isEqualTo("from the option");
        assertThat(agent(option, with(byCode, "User-Agent", "the browser"))).isEqualTo("the browser");
        assertThat(agent(option, with(with(byCode, "user-agent", "the browser"), "CamelOpen115UserAgent", "ours")))
                .isEqualTo("ours");
        assertThat(agent(option, with(with(byCode, "User-Agent", ""), "CamelOpen115UserAgent", " ")))
                .isEqualTo("from the option");
        assertThat(agent(RESOLVE, byCode)).startsWith("camel-open115/");
    }

    @Test
    @DisplayName("R12 an agent outside ASCII reaches the service as it is; one with a line break is refused unsent")
    void takesAnyAgent() {
        Map<String, Object> byCode = Map.of("CamelOpen115PickCode", file.pickCode());
        assertThat(agent(RESOLVE, with(byCode, "User-Agent", "浏览器/1.0 ü"))).isEqualTo("浏览器/1.0 ü");
        Exchange refused = drive.send(RESOLVE, null, with(byCode, "User-Agent", "a\r\nX-Evil: 1"));
        assertThat(refused.getException()).hasMessageContaining("User-Agent");
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("a collection of files becomes a list of links in its order, with few calls")
    void linksManyFilesWithFewCalls() {
        List<Object> files = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            files.add(record(drive.put("/a", i + ".bin", "content " + i)));
        }
        Collections.reverse(files);
        files.set(3, new Open115Content((Open115File) files.get(3), 1, unread()));
        files.add(files.get(0));
        Exchange result = drive.send(RESOLVE, files, Map.of("CamelOpen115FileId", file.id(), "User-Agent", "x"));
        assertThat(result.getMessage().getBody())
                .asInstanceOf(LIST)
                .map(link -> ((DownloadLink) link).name())
                .startsWith("24.bin", "23.bin", "22.bin", "21.bin")
                .endsWith("0.bin", "24.bin")
                .hasSize(26);
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 2L));
        assertThat(result.getMessage().getHeaders()).doesNotContainKey("CamelOpen115LinkExpires");
    }

    @Test
    @DisplayName("a collection of one file is a list of one link, one of none is an empty list without a call")
    void keepsListsLists() {
        assertThat(drive.send(RESOLVE, List.of(record(file)), Map.of())
                        .getMessage()
                        .getBody())
                .asInstanceOf(LIST)
                .hasSize(1);
        assertThat(drive.calls()).isEqualTo(Map.of("downurl", 1L));
        assertThat(drive.send(RESOLVE, List.of(), Map.of()).getMessage().getBody())
                .asInstanceOf(LIST)
                .isEmpty();
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("options aim at another file than the collection in the body")
    void optionsWinOverTheBody() {
        Exchange result = drive.send(RESOLVE + "&fileName=one.txt", List.of(record(file)), Map.of());
        assertThat(result.getMessage().getBody()).isInstanceOf(String.class);
    }

    @Test
    @DisplayName("one file without a link fails the collection and is named; the message stays as it was")
    void namesTheFilesWithoutALink() {
        EmulatedFile gone = drive.put("/a", "gone.txt", "x");
        drive.emulator().drive().purge(gone.id());
        List<Open115File> files = List.of(record(file), record(gone));
        Exchange result = drive.send(RESOLVE, files, Map.of());
        assertThat(result.getException())
                .hasMessageContaining("1 of 2 files have no link: file " + gone.id() + " ('gone.txt'): ")
                .hasCauseInstanceOf(NotFoundException.class);
        assertThat(result.getMessage().getBody()).isSameAs(files);
        assertThat(result.getMessage().getHeaders()).isEmpty();
    }

    @Test
    @DisplayName("folders, and collections of something else, are refused without a call")
    void refusesWhatHasNoContent() {
        Open115File folder = new Open115File("7", "0", "f", null, true, 0, null, "fpc", null, null, null, null);
        assertThat(drive.send(RESOLVE, folder, Map.of()).getException())
                .hasMessageContaining("Folder 'f' (id 7) has no content");
        assertThat(drive.send(RESOLVE, List.of(folder), Map.of()).getException())
                .hasMessageContaining("Folder 'f' (id 7) has no content");
        assertThat(drive.send(RESOLVE, List.of("text"), Map.of()).getException())
                .hasMessageContaining("not of files");
        assertThat(drive.calls()).isEmpty();
    }

    /** For an agent that nobody had a link for. */
    private Map<String, Long> calls(Object body, Map<String, Object> headers) {
        Map<String, Object> asAnother = with(headers, "User-Agent", "agent " + agents++);
        assertThat(drive.send(RESOLVE, body, asAnother).getException()).isNull();
        return drive.calls();
    }

    private String agent(String uri, Map<String, Object> headers) {
        Exchange result = drive.send(uri, null, headers);
        assertThat(result.getException()).isNull();
        return result.getMessage().getHeader("CamelOpen115LinkUserAgent", String.class);
    }

    private static Map<String, Object> with(Map<String, Object> headers, String name, Object value) {
        Map<String, Object> more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private static Open115Content.Opener unread() {
        return () -> {
            throw new AssertionError("the content was read");
        };
    }

    static Open115File record(EmulatedFile file) {
        return new Open115File(
                file.id(),
                file.folderId(),
                file.name(),
                file.name(),
                false,
                file.size(),
                file.sha1(),
                file.pickCode(),
                file.uploadTime(),
                file.updateTime(),
                true,
                false);
    }

    private static HttpResponse<String> fetch(String url, String agent) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("User-Agent", agent)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
