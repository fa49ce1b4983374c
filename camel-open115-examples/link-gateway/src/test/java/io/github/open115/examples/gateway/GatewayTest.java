/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.RunningGateway.PROXY_SECRET;
import static io.github.open115.examples.gateway.RunningGateway.fetch;
import static io.github.open115.examples.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final String FILM = "/Films/电影 再见 (2023).mkv";
    private static final String FILM_IN_URL = "/Films/%E7%94%B5%E5%BD%B1%20%E5%86%8D%E8%A7%81%20%282023%29.mkv";

    @TempDir
    Path state;

    private RunningGateway gateway;
    private EmulatedFile film;

    @BeforeEach
    void start() throws Exception {
        gateway = new RunningGateway(state, true);
        film = gateway.file(FILM);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    @DisplayName("the page is files of the gateway's own, and may run nothing else")
    void servesThePageWithItsOwnFilesOnly() throws Exception {
        for (String path : new String[] {"/", "/page/looks.css", "/page/main.js"}) {
            HttpResponse<byte[]> answer = gateway.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'self'", "object-src 'none'");
            assertThat(text(answer).replace("http://www.w3.org/2000/svg", ""))
                    .as(path)
                    .doesNotContain("http:", "https:", "@import", "innerHTML");
        }
    }

    @Test
    @DisplayName("a folder is listed with one look-up and one page")
    void listsAFolderWithTwoCalls() throws Exception {
        JsonNode music = json(gateway.get("/api/list?path=/Music")).path("entries");
        assertThat(music).hasSize(3);
        assertThat(music.findValuesAsText("name")).containsExactlyInAnyOrder("Note A.wav", "Note C.wav", "Note E.wav");
        assertThat(music.get(0).path("size").asLong()).isEqualTo(64_044);
        assertThat(music.get(0).path("folder").asBoolean()).isFalse();
        JsonNode root = json(gateway.get("/api/list")).path("entries");
        assertThat(root.findValuesAsText("name"))
                .containsExactlyInAnyOrder("Backup.tar", "Documents", "Films", "Music", "Photos");
        HttpResponse<byte[]> missing = gateway.get("/api/list?path=/None");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(json(missing).path("message").asText()).isEqualTo("There is no such file or folder.");
    }

    @Test
    @DisplayName("a folder that was listed costs nothing again, and a file of it the link; no-cache asks again")
    void listedFolder() throws Exception {
        String folder = gateway.emulator().drive().folder("/Music");
        gateway.get("/api/list?id=" + folder);
        gateway.emulator().requests().reset();
        gateway.get("/api/list?id=" + folder);
        EmulatedFile note = gateway.file("/Music/Note A.wav");
        assertThat(gateway.get("/f/" + note.id() + "/note", "User-Agent", "player")
                        .statusCode())
                .isEqualTo(302);
        assertThat(gateway.emulator().requests().countsByEndpoint()).isEqualTo(Map.of("POST /open/ufile/downurl", 1L));
        gateway.emulator().drive().addFile(folder, "new.wav", Content.of("new"));
        assertThat(json(gateway.get("/api/list?id=" + folder)).path("entries")).hasSize(3);
        assertThat(json(gateway.get("/api/list?id=" + folder, "Cache-Control", "no-cache"))
                        .path("entries"))
                .hasSize(4);
        assertThat(json(gateway.get("/api/list?id=" + folder)).path("entries")).hasSize(4);
    }

    @Test
    @DisplayName("a folder is listed by its id with one page alone, so that a name with a slash is no obstacle")
    void folderById() throws Exception {
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.createFolder(EmulatedDrive.ROOT, "AC/DC");
        drive.addFile(folder, "T/N/T.wav", Content.of("oi"));
        JsonNode entries = json(gateway.get("/api/list?id=" + folder)).path("entries");
        assertThat(entries.findValuesAsText("name")).containsExactly("T/N/T.wav");
        assertThat(gateway.emulator().requests().of("/open/ufile/files")).hasSize(1);
        assertThat(gateway.emulator().requests().of("/open/folder/get_info")).isEmpty();
        Map<String, Integer> refused = new TreeMap<>();
        for (String id : new String[] {"", "x", "7"}) {
            refused.put(id, gateway.get("/api/list?id=" + id).statusCode());
        }
        assertThat(refused).isEqualTo(Map.of("", 400, "x", 400, "7", 404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect", "localProxy", "proxyUrl", "auto", ""})
    @DisplayName("R24 by path and by id, every method gives the same bytes; a download proxy asks here for its link")
    void everyMethod(String method) throws Exception {
        String query = method.isEmpty() ? "" : "?method=" + method;
        for (String address : new String[] {"/d" + FILM_IN_URL, "/f/" + film.id() + "/any%20name.mkv"}) {
            HttpResponse<byte[]> answer = gateway.get(address + query, "User-Agent", "player/1");
            assertThat(answer.statusCode()).isEqualTo(method.equals("localProxy") ? 200 : 302);
            byte[] bytes = answer.statusCode() == 200
                    ? answer.body()
                    : fetch("GET", header(answer, "Location"), "", "User-Agent", "player/1")
                            .body();
            assertThat(bytes).isEqualTo(film.content().bytes());
        }
        assertThat(gateway.proxy().served()).isEqualTo(method.equals("proxyUrl") ? 2 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[组] 电影|第1集^.mkv", "{film} `1080p`.mkv"})
    @DisplayName("a player may send a path as it is, with brackets and Chinese characters, which URLs must not have")
    void unencodedPath(String name) throws Exception {
        EmulatedDrive drive = gateway.emulator().drive();
        drive.addFile(drive.folder("/电影"), name, Content.of("film"));
        String path = "/d/电影/" + name.replace(" ", "%20") + "?method=localProxy&key=key%20of%20the%20page";
        try (Socket player = new Socket("127.0.0.1", gateway.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            player.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            assertThat(player.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("film");
        }
    }

    @Test
    @DisplayName("a part of a file, its headers alone, and no other method")
    void partsAndMethods() throws Exception {
        String address = "/d" + FILM_IN_URL + "?method=localProxy";
        HttpResponse<byte[]> part = gateway.get(address, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
        assertThat(header(gateway.send("HEAD", address, ""), "ETag")).isEqualTo('"' + film.sha1() + '"');
        assertThat(gateway.post(address, "x").statusCode()).isEqualTo(405);
        assertThat(gateway.send("DELETE", address, "").statusCode()).isEqualTo(405);
    }

    @Test
    @DisplayName("R11 content that is not the file breaks off for the caller, at once")
    void damagedContent() {
        gateway.emulator()
                .faults()
                .arm(Faults.CDN, Fault.bitFlippedAt(1_000_000))
                .always();
        assertThatThrownBy(() -> gateway.get("/f/" + film.id() + "?method=localProxy"))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("R37 a signed link opens its file for a stranger, and only that file, whole or in parts")
    void signedLinks() throws Exception {
        JsonNode link = json(gateway.post("/api/share", "{\"id\":\"" + film.id() + "\"}"));
        String sign = "?sign=" + link.path("sign").asText();
        HttpResponse<byte[]> opened = fromElsewhere(link.path("path").asText() + "/film.mkv" + sign);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).isEqualTo(film.content().bytes());
        EmulatedFile other = gateway.file("/Backup.tar");
        gateway.emulator().requests().reset();
        assertThat(fromElsewhere("/s/" + other.id() + "/film.mkv" + sign).statusCode())
                .isEqualTo(403);
        assertThat(fromElsewhere("/s/" + film.id() + "/film.mkv").statusCode()).isEqualTo(403);
        assertThat(fromElsewhere("/s/" + film.id() + "/film.mkv" + sign + "0").statusCode())
                .isEqualTo(403);
        assertThat(gateway.emulator().requests().all()).isEmpty();
        assertThat(gateway.post("/api/share", "{\"id\":\"../x\"}").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "strangers, pages with a name of their own for this machine, and other pages get nothing, without a call")
    void refusesStrangersWithoutACall() throws Exception {
        gateway.emulator().requests().reset();
        for (String path : new String[] {
            "/",
            "/page/main.js",
            "/api/list",
            "/api/settings",
            "/api/login",
            "/api/login/code",
            "/d" + FILM_IN_URL,
            "/f/" + film.id(),
            "/S/" + film.id(),
            "//s/x",
            "/d/s/x"
        }) {
            assertThat(fromElsewhere(path).statusCode()).as(path).isIn(400, 403);
        }
        assertThat(Raw.status(gateway.port(), "GET /api/list HTTP/1.1", "Host: drive.attacker.test"))
                .isEqualTo(403);
        for (String detour : new String[] {
            "/s/../api/list", "/s/%2e%2e/api/list", "/s/..;/api/list", "/s;/../api/list", "/s/x/../../api/list",
            "/s/..%2fapi/list", "/s//../../api/list", "/api/fs/link/../../list", "/d/x/../../s/1", "/s/../page/main.js"
        }) {
            assertThat(Raw.status(gateway.port(), "GET " + detour + " HTTP/1.1", "Host: drive.attacker.test"))
                    .as(detour)
                    .isIn(400, 403, 404);
        }
        for (String path : new String[] {"/api/share", "/api/login"}) {
            assertThat(gateway.post(path, "{}", "Origin", "https://attacker.test")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, no-cors, image",
        "cross-site, navigate, iframe",
        "cross-site, navigate, object",
        "cross-site, navigate, embed",
        "cross-site, cors, empty",
        // another port of this machine
        "same-site, no-cors, video",
        "same-site, navigate, iframe"
    })
    @DisplayName("what another page embeds gets nothing, without a call")
    void embeddedElsewhere(String site, String mode, String destination) throws Exception {
        gateway.emulator().requests().reset();
        assertThat(fetched(site, mode, destination)).isEqualTo(403);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, no-cors, video",
        "same-origin, navigate, iframe",
        "none, navigate, document",
        "cross-site, navigate, document",
        "same-site, navigate, document"
    })
    @DisplayName("the gateway's own page may embed files, and a person may follow a link to one from anywhere")
    void linksMayBeFollowedFromAnywhere(String site, String mode, String destination) throws Exception {
        assertThat(fetched(site, mode, destination)).isEqualTo(302);
    }

    private int fetched(String site, String mode, String destination) throws Exception {
        return gateway.get(
                        "/d" + FILM_IN_URL,
                        "Sec-Fetch-Site",
                        site,
                        "Sec-Fetch-Mode",
                        mode,
                        "Sec-Fetch-Dest",
                        destination)
                .statusCode();
    }

    @Test
    @DisplayName("download proxies get a link with the headers it needs, for the secret and below the prefix")
    void linksForProxies() throws Exception {
        JsonNode answer = json(link(PROXY_SECRET, "/115" + FILM));
        assertThat(answer.path("code").asInt()).isEqualTo(200);
        String agent = answer.at("/data/header/User-Agent/0").asText();
        HttpResponse<byte[]> content = fetch("GET", answer.at("/data/url").asText(), "", "User-Agent", agent);
        assertThat(content.body()).isEqualTo(film.content().bytes());

        Map<String, Integer> refused = new TreeMap<>();
        for (String path : new String[] {"/115/None.mkv", "/other" + FILM, "/115x" + FILM, "/115/Films", "/115/../x"}) {
            HttpResponse<byte[]> refusal = link(PROXY_SECRET, path);
            JsonNode told = json(refusal);
            assertThat(told.path("code").asInt()).isEqualTo(refusal.statusCode());
            assertThat(told.path("message").asText()).isNotEmpty();
            refused.put(path, refusal.statusCode());
        }
        assertThat(refused)
                .isEqualTo(Map.of(
                        "/115/None.mkv",
                        404,
                        "/other" + FILM,
                        404,
                        "/115x" + FILM,
                        404,
                        "/115/Films",
                        400,
                        "/115/../x",
                        400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "secret of the proxie", "secret of the proxies ", "Bearer secret of the proxies"})
    @DisplayName("a wrong secret gets code 401, without a call")
    void wrongSecret(String secret) throws Exception {
        gateway.emulator().requests().reset();
        HttpResponse<byte[]> answer =
                link(secret.isEmpty() ? "x" : secret + (secret.endsWith(" ") ? "x" : ""), "/115" + FILM);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asInt()).isEqualTo(401);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @Test
    @DisplayName("while the service throttles, everybody is told when to come back")
    void tellsCallersWhenAThrottledServiceContinues() throws Exception {
        gateway.emulator()
                .faults()
                .arm("/open/ufile/downurl", Fault.error(770004, "已达到当前访问上限"))
                .always();
        HttpResponse<byte[]> answer = gateway.get("/d" + FILM_IN_URL);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(answer, "Retry-After"))).isBetween(200, 300);
        HttpResponse<byte[]> folder = gateway.get("/api/list?path=/Music");
        assertThat(folder.statusCode()).isEqualTo(503);
        assertThat(json(folder).path("message").asText()).contains("Try again in 5 min");
        assertThat(json(link(PROXY_SECRET, "/115" + FILM)).path("code").asInt()).isEqualTo(503);
    }

    private HttpResponse<byte[]> link(String secret, String path) throws Exception {
        return gateway.post("/api/fs/link", "{\"path\":\"" + path + "\"}", "Authorization", secret);
    }

    private HttpResponse<byte[]> fromElsewhere(String path) throws Exception {
        return gateway.get(path, "X-Forwarded-For", "203.0.113.9");
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
