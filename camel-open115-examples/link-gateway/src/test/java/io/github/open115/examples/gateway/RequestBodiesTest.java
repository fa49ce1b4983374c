/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent along with a request is read for those alone whom the gateway knows, and no more than it needs. */
class RequestBodiesTest {

    private static final int TOO_MUCH = 64 * 1024 + 1;
    private static final String SECRET = "Authorization: " + RunningGateway.PROXY_SECRET;

    @TempDir
    static Path state;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new RunningGateway(state, true);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forgetRequests() {
        gateway.emulator().requests().reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /s/1", "GET /s/1", "POST /api/fs/link", "POST /d/any"})
    @DisplayName("a body that is announced as too large gets 413 before any of it is read")
    void refusesABodyAnnouncedAsTooLarge(String request) throws IOException {
        assertThat(status(request, "Content-Length: 314572800", "")).isEqualTo(413);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POST /api/fs/link, application/json", "POST /d/any, text/plain"})
    @DisplayName("a body of unknown length gets 413 as soon as too much of it has come")
    void unknownLength(String request, String type) throws IOException {
        String body = Integer.toHexString(TOO_MUCH) + "\r\n" + "x".repeat(TOO_MUCH);
        String headers = SECRET + "\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked";
        assertThat(status(request, headers, body)).isEqualTo(413);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /s/1, 400",
        "HEAD /s/1, 400",
        "POST /s/1, 400",
        "OPTIONS /s/1, 400",
        "GE /s/1, 400",
        "POST /api/fs/link, 401",
        "GET /api/fs/link, 401",
        "POST /api/share, 403",
        "POST /d/any, 403",
        "POST /, 403"
    })
    @DisplayName("a stranger is answered without his body, which never comes")
    void answersAStrangerWithoutWaitingForTheBody(String request, int status) throws IOException {
        String stranger = "X-Forwarded-For: 203.0.113.9\r\nAuthorization: guessed\r\n";
        for (String announced : new String[] {
            "Content-Length: 10",
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10",
            "Transfer-Encoding: chunked"
        }) {
            assertThat(status(request, stranger + announced, "")).as(announced).isEqualTo(status);
        }
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /s/1", "POST /s/1", "POST /api/fs/link"})
    @DisplayName("more strangers with the first byte of a body than there are threads do not stop anybody")
    void manyUnfinishedBodiesBlockNobody(String request) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                crowd.add(Raw.send(
                        "127.0.0.1",
                        gateway.port(),
                        new byte[] {'{'},
                        request + " HTTP/1.1",
                        "Host: drive.test",
                        "Content-Length: 10"));
            }
            assertThat(status("GET /api/settings", "Accept: */*", "")).isEqualTo(200);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("nor do as many from this machine, who have the key; the whole body is waited for, and no longer")
    void crowdOfThisMachine() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                crowd.add(Raw.send(
                        "127.0.0.1",
                        gateway.port(),
                        new byte[] {'{'},
                        "POST /api/share HTTP/1.1",
                        "Host: localhost",
                        "Cookie: " + gateway.cookie(),
                        PageKey.CHANGE_TOKEN + ": " + RunningGateway.changeToken(),
                        "Content-Length: 10"));
            }
            assertThat(status("GET /api/settings", "Accept: */*", "")).isEqualTo(200);
            crowd.get(249).getOutputStream().write("\"id\":\"1\"}".getBytes(StandardCharsets.US_ASCII), 0, 9);
            assertThat(new String(crowd.get(249).getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/fs/link", "/api/fs/link/", "/API/fs/Link"})
    @DisplayName("the secret of the proxies is asked for at this machine, too, however the address is written")
    void proxySecretIsNeededHoweverTheAddressIsWritten(String address) throws IOException {
        assertThat(status("POST " + address, "Content-Length: 10", "")).isEqualTo(401);
    }

    @Test
    @DisplayName("a body of length 0 is none: the sign decides")
    void bodyOfLengthZeroIsNoBody() throws IOException {
        assertThat(status("GET /s/1", "Content-Length: 0", "")).isEqualTo(403);
    }

    @Test
    @DisplayName("a small body may come in chunks")
    void acceptsASmallChunkedBody() throws IOException {
        String question = "{\"path\":\"" + RunningGateway.PREFIX + "/Backup.tar\"}";
        String body = Integer.toHexString(question.length()) + "\r\n" + question + "\r\n0\r\n\r\n";
        assertThat(status("POST /api/fs/link", SECRET + "\r\nTransfer-Encoding: chunked", body))
                .isEqualTo(200);
    }

    private int status(String request, String headers, String body) throws IOException {
        return Raw.status(
                gateway.port(),
                body.getBytes(StandardCharsets.US_ASCII),
                request + " HTTP/1.1",
                "Host: localhost",
                "Cookie: " + gateway.cookie(),
                PageKey.CHANGE_TOKEN + ": " + RunningGateway.changeToken(),
                headers);
    }
}
