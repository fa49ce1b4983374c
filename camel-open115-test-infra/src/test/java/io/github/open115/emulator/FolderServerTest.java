/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderServerTest {

    private static final String VERIFIER = "emulator-check-verifier_0123456789-abcdef-0700";

    @TempDir
    private Path folder;

    private FolderServer server;
    private ServiceCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = new FolderServer(folder, 0, Duration.ofMillis(5), new PrintStream(OutputStream.nullOutputStream()));
        caller = new ServiceCaller(server.emulator());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("a file that is put into the folder later appears in the listings")
    void followsFolder() throws Exception {
        Files.writeString(folder.resolve("later.txt"), "later");

        await().atMost(Duration.ofMinutes(5))
                .until(() -> caller.get("/open/ufile/files").path("count").asInt() == 1);
    }

    @Test
    @DisplayName("it hands out any number of refresh tokens, all of which stay good")
    void handsOutManyValidRefreshTokens() throws Exception {
        String first = ask("/token").body().strip();
        for (int i = 0; i < 5; i++) {
            ask("/token");
        }

        assertThat(caller.refresh(first).path("code").asLong()).isZero();
        assertThat(caller.refresh(ask("/token").body().strip()).path("code").asLong())
                .isZero();
        assertThat(caller.get("/open/user/info").path("code").asLong()).isZero();
    }

    @Test
    @DisplayName("a cloud download finishes by itself after ten seconds")
    void finishesCloudDownloadsByItself() throws Exception {
        ServiceCaller caller = new ServiceCaller(server.emulator());
        server.emulator().clock().freeze();
        caller.post("/open/offline/add_task_urls", "urls", "https://example.org/by-hand.txt");

        server.emulator().clock().advance(Duration.ofSeconds(10));

        assertThat(caller.get("/open/offline/get_task_list")
                        .at("/data/tasks/0/status")
                        .intValue())
                .isEqualTo(2);
        assertThat(server.emulator().drive().fileAt("/by-hand.txt")).isPresent();
    }

    @Test
    @DisplayName("it confirms a QR log-in in place of the phone")
    void confirmsAQrLogIn() throws Exception {
        assertThat(ask("/confirm").statusCode()).isEqualTo(404);
        JsonNode login = caller.authPost(
                "/open/authDeviceCode",
                "client_id",
                server.emulator().clientId(),
                "code_challenge",
                "aK9RwtQvfHoYch10_-EgzIhAdJgHr1Jqn4o5Rhl_iXc",
                "code_challenge_method",
                "sha256");

        assertThat(ask("/confirm").statusCode()).isEqualTo(200);

        JsonNode tokens = caller.authPost(
                "/open/deviceCodeToToken", "uid", login.path("data").path("uid").asText(), "code_verifier", VERIFIER);
        assertThat(tokens.path("code").asLong()).isZero();
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return caller.raw(
                HttpRequest.newBuilder(URI.create(server.controlUrl() + path)).build());
    }
}
