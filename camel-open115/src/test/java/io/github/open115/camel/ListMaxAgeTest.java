/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListMaxAgeTest {

    private static final String AGE = "&listMaxAge=600000";
    private static final String LIST = "open115:/a?operation=list" + AGE;
    private static final String LINK = "open115:/a?operation=resolveLink" + AGE;
    private static final String SERVE = "open115:/a?operation=serve";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private final Map<String, Long> calls = new TreeMap<>();

    private List<EmulatedFile> putMany(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> drive.put("/a", "file " + i, "content " + i))
                .toList();
    }

    /** Sends a message that must succeed, and adds up the calls. */
    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        Exchange result = drive.send(uri, body, headers);
        assertThat(result.getException()).isNull();
        drive.calls().forEach((name, number) -> calls.merge(name, number, Long::sum));
        return result;
    }

    private Exchange byName(String uri, String name) {
        return send(uri, null, Map.of("CamelFileName", name, "User-Agent", "x"));
    }

    private void assertCalls(Map<String, Long> expected) {
        assertThat(calls).isEqualTo(expected);
        calls.clear();
    }

    private static List<String> names(Exchange listed) {
        return ((List<?>) listed.getMessage().getBody(List.class))
                .stream().map(file -> ((Open115File) file).name()).sorted().toList();
    }

    private static void assertServes(Exchange answer, EmulatedFile file) {
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(302);
        assertThat(answer.getMessage().getHeader("Location", String.class))
                .contains(file.name().replace(" ", "%20"));
    }

    @Test
    @DisplayName("100 links of a folder of 100 by path: one look-up, one listing, 100 links")
    void linksByPath() {
        putMany(100).forEach(file -> byName(LINK, file.name()));
        assertCalls(Map.of("get_info", 1L, "files", 1L, "downurl", 100L));
    }

    @Test
    @DisplayName("100 links of a folder of 100 as a list: 6 calls")
    void linksOfAList() {
        putMany(100);
        Exchange listed = send(LIST, null, Map.of());
        List<?> links =
                send(LINK, listed.getMessage().getBody(), Map.of()).getMessage().getBody(List.class);
        assertThat(links).hasSize(100).allMatch(DownloadLink.class::isInstance);
        assertCalls(Map.of("get_info", 1L, "files", 1L, "downurl", 4L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", AGE})
    @DisplayName("100 redirections by path: one look-up, one listing, 100 links, also without listMaxAge")
    void manyRedirectionsByPathCostOneListing(String age) {
        List<EmulatedFile> put = putMany(100);
        put.forEach(file -> assertServes(byName(SERVE + age, file.name()), file));
        assertCalls(Map.of("get_info", 1L, "files", 1L, "downurl", 100L));
        put.forEach(file -> byName(SERVE + age, file.name()));
        assertCalls(Map.of());
    }

    @Test
    @DisplayName("links by id of a folder that was just listed need no look-up, whichever endpoint listed it")
    void linksById() {
        List<EmulatedFile> put = putMany(10);
        send(LIST, null, Map.of());
        put.forEach(file -> send(SERVE + AGE, null, Map.of("CamelOpen115FileId", file.id(), "User-Agent", "x")));
        assertCalls(Map.of("get_info", 1L, "files", 1L, "downurl", 10L));
    }

    @Test
    @DisplayName("50 folders, looked through by path and by id, cost nothing the second time")
    void browsingFoldersAgainMakesNoCall() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(drive.emulator().drive().folder("/a/folder " + i + "/below"));
        }
        for (int turn = 0; turn < 2; turn++) {
            send("open115:/?operation=list" + AGE, null, Map.of());
            for (int i = 0; i < 50; i++) {
                send("open115:/?operation=list" + AGE + "&fileName=a/folder " + i, null, Map.of());
                send(LIST, null, Map.of("CamelOpen115FileId", ids.get(i)));
            }
            // the root and each folder; one look-up, and one listing in place of 49
            assertCalls(turn == 0 ? Map.of("files", 102L, "get_info", 1L) : Map.of());
        }
    }

    @Test
    @DisplayName("below rootFolderId too: its place once, and then as anywhere")
    void belowARootFolder() {
        putMany(20);
        String root = drive.emulator().drive().folder("/a");
        for (int i = 0; i < 20; i++) {
            byName("open115:?operation=resolveLink&rootFolderId=" + root + AGE, "file " + i);
        }
        assertCalls(Map.of("files", 2L, "get_info", 1L, "downurl", 20L));
    }

    @Test
    @DisplayName("without listMaxAge each link by path is looked up")
    void asksWithoutAnAge() {
        putMany(10).forEach(file -> byName("open115:/a?operation=resolveLink", file.name()));
        assertCalls(Map.of("get_info", 10L, "downurl", 10L));
    }

    @Test
    @DisplayName("own renames, moves and deletions show at once")
    void ownChangesShow() {
        List<EmulatedFile> put = putMany(4);
        drive.emulator().drive().folder("/b");
        put.forEach(file -> byName(SERVE, file.name()));
        send(LIST, null, Map.of());
        byName("open115:/a?operation=rename", "file 0", "CamelOpen115NewName", "renamed");
        assertThat(names(send(LIST, null, Map.of()))).containsExactly("file 1", "file 2", "file 3", "renamed");
        byName("open115:/a?operation=move", "file 1", "CamelOpen115TargetFolder", "/b");
        assertThat(names(send(LIST, null, Map.of()))).containsExactly("file 2", "file 3", "renamed");
        assertThat(names(send("open115:/b?operation=list" + AGE, null, Map.of())))
                .containsExactly("file 1");
        byName("open115:/a?operation=delete", "file 2");
        assertThat(names(send(LIST, null, Map.of()))).containsExactly("file 3", "renamed");
        for (String gone : List.of("file 0", "file 1", "file 2")) {
            assertThat(byName(SERVE, gone).getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(404);
        }
        assertServes(byName(SERVE, "file 3"), put.get(3));
    }

    private void byName(String uri, String name, String header, String value) {
        send(uri, null, Map.of("CamelFileName", name, header, value));
    }

    @Test
    @DisplayName("R42 what changes the drive asks in any case, so that it acts on the file of this name now")
    void changesAskInAnyCase() {
        EmulatedFile first = drive.put("/a", "x", "1");
        send(LIST, null, Map.of());
        byName(LINK, "x");
        drive.emulator().drive().rename(first.id(), "kept");
        EmulatedFile second = drive.put("/a", "x", "2");
        calls.clear();
        byName("open115:/a?operation=delete" + AGE, "x");
        assertCalls(Map.of("get_info", 1L, "delete", 1L));
        assertThat(drive.emulator().drive().isBinned(second.id())).isTrue();
        assertThat(drive.emulator().drive().isBinned(first.id())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "private, No-Cache", "max-age=0"})
    @DisplayName("a request with Cache-Control: no-cache gets a new answer, which those after it get too")
    void noCacheRequestIsAnsweredAnew(String cacheControl) {
        drive.put("/a", "x", "1");
        Map<String, Object> named = Map.of("CamelFileName", "x", "User-Agent", "x");
        Map<String, Object> again = Map.of("CamelFileName", "x", "User-Agent", "x", "Cache-Control", cacheControl);
        for (String uri : List.of(LIST, LINK, SERVE, "open115:/a?operation=info" + AGE)) {
            send(uri, null, named);
            send(uri, null, named);
            calls.clear();
            drive.put("/a", uri.substring(20), "new");
            send(uri, null, again);
            assertThat(calls).isNotEmpty();
            calls.clear();
            Exchange last = send(uri, null, named);
            assertCalls(Map.of());
            if (uri.equals(LIST)) {
                assertThat(names(last)).hasSize(2);
            }
        }
    }

    @Test
    @DisplayName(
            "neither a range nor a signed URL makes serve ask again: players and strangers would use the budget up")
    void asksAgainForNoRange() {
        EmulatedFile file = drive.put("/a", "x", "1");
        byName(SERVE, "x");
        calls.clear();
        send(
                SERVE,
                null,
                Map.of("CamelFileName", "x", "User-Agent", "x", "Cache-Control", "no-cache", "Range", "bytes=0-"));
        assertCalls(Map.of());
        String sign = new io.github.open115.camel.serve.UrlSigner(
                        "secret", drive.emulator().clock())
                .sign(file.id(), Duration.ofHours(1));
        for (int i = 0; i < 2; i++) {
            send(
                    SERVE + "&localProxySignSecret=secret",
                    null,
                    Map.of(
                            "CamelOpen115FileId",
                            file.id(),
                            "User-Agent",
                            "x",
                            "Cache-Control",
                            "no-cache",
                            "CamelHttpQuery",
                            "sign=" + sign));
        }
        assertCalls(Map.of("get_info", 1L));
    }

    @Test
    @DisplayName("a file that was replaced elsewhere is found as soon as its old link is refused")
    void findsAReplacedFile() {
        for (String uri : List.of(LINK, SERVE)) {
            EmulatedFile old = drive.put("/a", "x", "1");
            drive.put("/a", "y", "1");
            send(LIST, null, Map.of("Cache-Control", "no-cache"));
            drive.emulator().drive().remove(old.id());
            EmulatedFile replaced = drive.put("/a", "x", "2");
            Exchange result = byName(uri, "x");
            assertThat(
                            uri.equals(LINK)
                                    ? result.getMessage().getBody()
                                    : result.getMessage().getHeader("Location"))
                    .asString()
                    .isNotEmpty();
            calls.clear();
            assertThat(byName("open115:/a?operation=info" + AGE, "x")
                            .getMessage()
                            .getBody(Open115File.class)
                            .id())
                    .isEqualTo(replaced.id());
            assertCalls(Map.of());
            drive.emulator().drive().remove(replaced.id());
            assertThat(drive.send(LINK, null, Map.of("CamelFileName", "x")).getException())
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    @DisplayName("a folder that was replaced elsewhere is looked up again when the old one cannot be listed")
    void findsAReplacedFolder() {
        String old = drive.emulator().drive().folder("/a");
        EmulatedFile file = drive.put("/b", "x", "1");
        send(LIST, null, Map.of());
        // forgets the listing, and not where the folder is
        send(
                "open115:/?operation=move",
                null,
                Map.of("CamelOpen115FileId", file.id(), "CamelOpen115TargetFolderId", old));
        drive.emulator().drive().remove(old);
        drive.put("/a", "new", "1");
        calls.clear();
        assertThat(names(send(LIST, null, Map.of()))).containsExactly("new");
        assertCalls(Map.of("files", 2L, "get_info", 1L));
    }
}
