/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person pauses a film: the player stops reading, and what is on the way fills up. */
class PausedCallerTest {

    private static final String FILM = "/Films/Harbour at night.mkv";
    private static final String REQUEST =
            "GET /d/Films/Harbour%20at%20night.mkv?method=localProxy&key=key+of+the+page HTTP/1.1\r\n"
                    + "Host: localhost\r\nConnection: close\r\n\r\n";

    @TempDir
    Path state;

    @Test
    @DisplayName("R37 a pause that is longer than a connection may be idle elsewhere does not end a film")
    @Tag("slow")
    void longPauseDoesNotEndADownload() throws Exception {
        try (RunningGateway gateway = new RunningGateway(state, true);
                Socket caller = new Socket("127.0.0.1", gateway.port())) {
            EmulatedFile film = gateway.file(FILM);
            InputStream answer = begin(caller);
            // longer than the idle time-out that Jetty has by itself
            await().pollDelay(Duration.ofSeconds(32))
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> true);
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] buffer = new byte[64 * 1024];
            long length = 0;
            for (int count = answer.read(buffer); count >= 0; count = answer.read(buffer)) {
                sha1.update(buffer, 0, count);
                length += count;
            }
            assertThat(length).isEqualTo(film.size());
            assertThat(HexFormat.of().withUpperCase().formatHex(sha1.digest())).isEqualTo(film.sha1());
        }
    }

    @Test
    @DisplayName("whoever stands still for longer than the gateway was told is let go")
    void endsACallerThatStandsStillTooLong() throws Exception {
        try (RunningGateway gateway = new RunningGateway(state, true, "--longest-pause=1");
                Socket caller = new Socket("127.0.0.1", gateway.port())) {
            begin(caller);
            await().atMost(Duration.ofMinutes(5)).until(() -> isEnded(caller));
        }
    }

    /** Asks for the film, reads the headers of the answer, and then nothing. */
    private static InputStream begin(Socket caller) throws IOException {
        caller.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        InputStream answer = caller.getInputStream();
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            headers.append((char) answer.read());
        }
        assertThat(headers.toString()).startsWith("HTTP/1.1 200");
        return answer;
    }

    /** Whether the other end has gone; it does not read what is sent to it in the middle of an answer. */
    private static boolean isEnded(Socket caller) throws IOException {
        try {
            caller.getOutputStream().write('\n');
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
