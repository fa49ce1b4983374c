/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page asks the gateway to change: who may, what it costs, and what is told. */
class ChangesTest {

    @TempDir
    Path state;

    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new RunningGateway(state, true);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/rename",
        "POST, /API/rename/",
        "POST, /api/delete",
        "POST, /api/folder",
        "POST, /api/bin/restore",
        "POST, /api/bin/delete",
        "POST, /api/bin/empty",
        "POST, /api/cloud/add",
        "POST, /api/cloud/forget",
        "POST, /api/cloud/clear",
        "POST, /api/share",
        "POST, /api/login",
        "PUT, /api/upload?name=x",
        "DELETE, /api/uploads?upload=x"
    })
    @DisplayName("each change needs the token of the page beside the key, from a page of this origin, at this machine")
    void needsTheToken(String method, String path) throws Exception {
        gateway.emulator().requests().reset();
        String cookie = gateway.cookie();
        String token = RunningGateway.changeToken();
        assertThat(status(method, path, "Cookie", cookie)).isEqualTo(403);
        assertThat(status(method, path, "Cookie", cookie, PageKey.CHANGE_TOKEN, token + "0"))
                .isEqualTo(403);
        assertThat(status(method, path, PageKey.CHANGE_TOKEN, token)).isEqualTo(403);
        for (Map.Entry<String, String> stranger : Map.of(
                        "Origin",
                        "https://attacker.test",
                        "Sec-Fetch-Site",
                        "cross-site",
                        "X-Forwarded-For",
                        "203.0.113.9")
                .entrySet()) {
            assertThat(status(
                            method,
                            path,
                            "Cookie",
                            cookie,
                            PageKey.CHANGE_TOKEN,
                            token,
                            stranger.getKey(),
                            stranger.getValue()))
                    .as(stranger.getKey())
                    .isEqualTo(403);
        }
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    private int status(String method, String path, String... headers) throws Exception {
        return RunningGateway.fetch(method, gateway.url(path), "{}", headers).statusCode();
    }

    @Test
    @DisplayName("the token is not the key, and the settings tell it to the page alone")
    void tokenIsNotTheKey() throws Exception {
        assertThat(RunningGateway.changeToken()).isNotEqualTo(RunningGateway.PAGE_KEY);
        assertThat(json(gateway.get("/api/settings")).path("token").asText()).isEqualTo(RunningGateway.changeToken());
        assertThat(RunningGateway.fetch(
                                "GET",
                                gateway.url("/api/settings"),
                                "",
                                PageKey.CHANGE_TOKEN,
                                RunningGateway.changeToken())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("a file that is uploaded below a folder gets its folders, and shows in the listing without a call")
    void uploadsBelowAFolder() throws Exception {
        String folder = gateway.emulator().drive().folder("/Music");
        gateway.get("/api/list?id=" + folder);
        HttpResponse<byte[]> answer = upload(folder, "/A & B/C", "100% +.txt", "content");
        assertThat(answer.statusCode()).isEqualTo(200);
        EmulatedFile file = gateway.file("/Music/A & B/C/100% +.txt");
        assertThat(file.content().bytes()).asString().isEqualTo("content");
        JsonNode told = json(answer);
        assertThat(told.path("id").asText()).isEqualTo(file.id());
        assertThat(told.path("result").asText()).isEqualTo("sent");
        gateway.emulator().requests().reset();
        assertThat(json(upload(folder, "/A & B/C", "again.txt", "content"))
                        .path("result")
                        .asText())
                .isEqualTo("instant");
        assertThat(gateway.emulator().requests().of("/open/upload/init")).hasSize(1);
        assertThat(gateway.emulator().requests().of("/open/folder/add")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/bin/delete, {}",
        "/api/bin/delete, {'ids':[]}",
        "/api/bin/delete, '{'ids':['1','x']}'",
        "/api/bin/restore, {'ids':null}",
        "/api/delete, {'ids':[]}",
        "/api/cloud/clear, {}",
        "/api/cloud/forget, {'ids':[]}",
        "/api/cloud/add, {'links':''}",
        "/api/folder, {'name':''}",
        "/api/rename, '{'id':'1','name':''}'"
    })
    @DisplayName("what names nothing is refused without a call; an empty list never means all")
    void refusesWhatNamesNothing(String path, String body) throws Exception {
        gateway.emulator().requests().reset();
        assertThat(gateway.post(path, body.replace('\'', '"')).statusCode()).isEqualTo(400);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @Test
    @DisplayName("1000 files go to the bin with one call, and back with one")
    void thousandFilesCostOneCall() throws Exception {
        EmulatedDrive drive = gateway.emulator().drive();
        String folder = drive.folder("/Many");
        for (int i = 0; i < 1000; i++) {
            drive.addFile(folder, "File " + i, Content.of("x"));
        }
        String ids = drive.filesBelow(folder).stream()
                .map(file -> '"' + file.id() + '"')
                .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
        gateway.get("/api/list");
        gateway.emulator().requests().reset();
        assertThat(gateway.post("/api/delete", ids).statusCode()).isEqualTo(200);
        assertThat(drive.binned()).hasSize(1000);
        assertThat(gateway.post("/api/bin/restore", ids).statusCode()).isEqualTo(200);
        assertThat(drive.names(folder)).hasSize(1000);
        assertThat(gateway.emulator().requests().countsByEndpoint())
                .isEqualTo(Map.of("POST /open/ufile/delete", 1L, "POST /open/rb/revert", 1L));
    }

    @Test
    @DisplayName("a body that breaks off is no file, and leads to no call")
    void brokenOffUploadIsNoFile() throws Exception {
        gateway.emulator().requests().reset();
        try (Socket socket = Raw.send(
                "127.0.0.1",
                gateway.port(),
                new byte[200_000],
                "PUT /api/upload?name=half.bin HTTP/1.1",
                "Host: localhost",
                "Cookie: " + gateway.cookie(),
                PageKey.CHANGE_TOKEN + ": " + RunningGateway.changeToken(),
                "Content-Length: 400000")) {
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(json(gateway.get("/api/uploads"))).isEmpty();
        assertThat(gateway.emulator().requests().of("/open/upload/init")).isEmpty();
        assertThat(gateway.emulator().drive().fileAt("/half.bin")).isEmpty();
    }

    @Test
    @DisplayName(
            "an upload of 300 MB needs no memory for its content, and no thread of the page while the drive takes it")
    void largeUploadNeedsNoMemory() throws Exception {
        long size = 300L << 20;
        byte[] piece = new byte[1 << 20];
        long before = memory();
        long most = 0;
        try (Socket socket = Raw.send(
                "127.0.0.1",
                gateway.port(),
                new byte[0],
                "PUT /api/upload?name=large.bin HTTP/1.1",
                "Host: localhost",
                "Cookie: " + gateway.cookie(),
                PageKey.CHANGE_TOKEN + ": " + RunningGateway.changeToken(),
                "Content-Length: " + size)) {
            OutputStream out = socket.getOutputStream();
            for (long sent = 0; sent < size; sent += piece.length) {
                out.write(piece);
                if (sent % (50L << 20) == 0) {
                    most = Math.max(most, memory());
                }
            }
            gateway.emulator()
                    .faults()
                    .arm("/open/upload/init", Fault.error(91005, "full"))
                    .times(1);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 507");
        }
        assertThat(most - before).isLessThan(100L << 20);
    }

    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    @DisplayName("an upload tells how far it is, and ends when it is cancelled while bytes go to the drive")
    void cancelsAnUpload() throws Exception {
        gateway.emulator().faults().arm(Faults.OSS, Fault.slowDown()).always();
        CompletableFuture<HttpResponse<byte[]>> upload = CompletableFuture.supplyAsync(() -> {
            try {
                return upload("0", "", "slow.bin", "x".repeat(1_000_000));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofMinutes(5))
                .until(() ->
                        json(gateway.get("/api/uploads")).path(0).path("size").asLong() == 1_000_000);
        assertThat(json(gateway.get("/api/uploads")).path(0).path("upload").asText())
                .isEqualTo("number one");
        assertThat(gateway.send("DELETE", "/api/uploads?upload=number+one", "").statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> answer = upload.get();
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("reason").asText()).isEqualTo("cancelled");
        assertThat(json(gateway.get("/api/uploads"))).isEmpty();
        assertThat(gateway.send("DELETE", "/api/uploads?upload=number+one", "").statusCode())
                .isEqualTo(404);
        assertThat(gateway.emulator().drive().fileAt("/slow.bin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "folder=x&name=a",
        "folder=1",
        "name=..",
        "name=a&path=/../b",
        "name=a&policy=other",
        "name=a&folder=1%26operation=delete"
    })
    @DisplayName("what is no place for a file is refused without a call")
    void refusesWhatIsNoPlace(String query) throws Exception {
        gateway.emulator().requests().reset();
        assertThat(gateway.send("PUT", "/api/upload?" + query, "x").statusCode())
                .isEqualTo(400);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    private HttpResponse<byte[]> upload(String folder, String path, String name, String content) throws Exception {
        return gateway.send(
                "PUT",
                "/api/upload?upload=number+one&folder=" + folder + "&path="
                        + URLEncoder.encode(path, StandardCharsets.UTF_8)
                        + "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                content,
                "Content-Type",
                "application/octet-stream");
    }
}
