/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The address of a caller opens nothing by itself: a reverse proxy may ask in the name of strangers. */
class PageKeyTest {

    private static final String KEY = "key=key+of+the+page";
    private static final List<String> OF_THE_PAGE = List.of(
            "/",
            "/page/main.js",
            "/api/list",
            "/api/settings",
            "/api/login",
            "/d/Backup.tar",
            "/f/1",
            "/api/login/code");

    @TempDir
    Path state;

    private static int status(RunningGateway gateway, String path, String... headers) throws Exception {
        String[] lines = new String[headers.length + 1];
        lines[0] = "GET " + path + " HTTP/1.1";
        System.arraycopy(headers, 0, lines, 1, headers.length);
        return Raw.status(gateway.port(), lines);
    }

    @Test
    @DisplayName(
            "callers of a reverse proxy that writes this machine's name over theirs and adds no header get nothing")
    void rewrittenHost() throws Exception {
        try (RunningGateway gateway = new RunningGateway(state, true)) {
            gateway.emulator().requests().reset();
            for (String path : OF_THE_PAGE) {
                assertThat(status(gateway, path, "Host: localhost:" + gateway.port()))
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(RunningGateway.fetch("POST", gateway.url("/api/share"), "{\"id\":\"1\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(RunningGateway.json(RunningGateway.fetch("GET", gateway.url("/api/list"), ""))
                            .path("message")
                            .asText())
                    .contains("it has the key");
            assertThat(gateway.emulator().requests().all()).isEmpty();
        }
    }

    @Test
    @DisplayName("the address that is written at the start gives a browser the key, which then opens everything")
    void printedAddressGivesABrowserTheKey() throws Exception {
        try (RunningGateway gateway = new RunningGateway(state, true)) {
            HttpResponse<byte[]> first = RunningGateway.fetch("GET", gateway.url("/?" + KEY), "");
            assertThat(first.statusCode()).isEqualTo(302);
            assertThat(first.headers().firstValue("Location")).hasValue("./");
            String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
            for (String path : List.of("/", "/page/main.js", "/api/list", "/api/settings")) {
                assertThat(RunningGateway.fetch("GET", gateway.url(path), "", "Cookie", cookie.replaceAll(";.*", ""))
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName("a player brings the key in the address; it goes on to nobody")
    void playerSendsTheKeyInTheAddress() throws Exception {
        try (RunningGateway gateway = new RunningGateway(state, true)) {
            HttpResponse<byte[]> answer =
                    RunningGateway.fetch("GET", gateway.url("/d/Backup.tar?" + KEY), "", "User-Agent", "player");
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().map().toString()).doesNotContain("key", "of the page");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?key=",
                "/?key=key+of+the+pag",
                "/?key=key+of+the+page+",
                "/?key=%",
                "/?KEY=key+of+the+page",
                "/?xkey=key+of+the+page"
            })
    @DisplayName("another key opens nothing")
    void wrongKey(String address) throws Exception {
        try (RunningGateway gateway = new RunningGateway(state, true)) {
            assertThat(status(gateway, address, "Host: localhost", "Cookie: open115-key-1=key+of+the+page"))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "drive.example, true, 200",
        "drive.example:8443, true, 200",
        "other.example:444, true, 200",
        "drive.example, false, 403",
        "other.example, true, 403",
        "third.example, true, 403",
        // as it reaches this machine when it is not trusted
        "localhost, true, 403"
    })
    @DisplayName("a name that the start option trusts may come by a reverse proxy, with the key")
    void trustedNames(String host, boolean withKey, int status) throws Exception {
        try (RunningGateway gateway =
                new RunningGateway(state, true, "--trust-name=drive.example", "--trust-name=other.example:444")) {
            assertThat(status(
                            gateway,
                            "/api/settings" + (withKey ? "?" + KEY : ""),
                            "Host: " + host,
                            "Origin: https://" + host,
                            "X-Forwarded-For: 203.0.113.9"))
                    .isEqualTo(status);
        }
    }

    @Test
    @DisplayName("what a caller asks for cannot end a line of the log, nor control a terminal")
    void logLines() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
        LoggingEvent event = new LoggingEvent(
                "", root, Level.WARN, "Not answered: a\u001b[31m\r\nforged\u009b\u2028 电影", null, null);
        assertThat(new String(console.getEncoder().encode(event), StandardCharsets.UTF_8))
                .isEqualTo("Not answered: a?[31m??forged?? 电影" + System.lineSeparator());
    }
}
