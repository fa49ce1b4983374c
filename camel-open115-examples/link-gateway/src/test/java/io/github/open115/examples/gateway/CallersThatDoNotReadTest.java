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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has one signed link can open it many times, and read nothing. */
@Timeout(600)
class CallersThatDoNotReadTest {

    /** More than the server has threads. */
    private static final int CROWD = 250;

    private static final int LONGEST_WAIT = 30_000;

    @TempDir
    Path state;

    private final List<Socket> crowd = new ArrayList<>();
    private RunningGateway gateway;

    @AfterEach
    void stop() throws IOException {
        for (Socket caller : crowd) {
            caller.close();
        }
        gateway.close();
    }

    private void start(String... arguments) throws Exception {
        gateway = new RunningGateway(state, true, arguments);
    }

    private String signed(EmulatedFile file) throws Exception {
        String sign = RunningGateway.json(gateway.post("/api/share", "{\"id\":\"" + file.id() + "\"}"))
                .path("sign")
                .asText();
        return "/s/" + file.id() + "/film?sign=" + sign;
    }

    private Socket caller(String address) throws IOException {
        Socket caller = new Socket();
        crowd.add(caller);
        caller.setReceiveBufferSize(4096);
        caller.setSoTimeout(LONGEST_WAIT);
        caller.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
        caller.getOutputStream()
                .write(("GET " + address + " HTTP/1.1\r\nHost: drive.test\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return caller;
    }

    private static String head(Socket caller) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = caller.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static String sha1(Socket caller) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        byte[] buffer = new byte[64 * 1024];
        InputStream in = caller.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    @Test
    @DisplayName("R37 more of them than there are threads keep neither the page nor another link from answering")
    void crowdOfOneLink() throws Exception {
        start();
        String address = signed(gateway.file("/Films/Harbour at night.mkv"));
        for (int i = 0; i < CROWD; i++) {
            caller(address);
        }
        assertThat(gateway.get("/api/settings").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/").statusCode()).isEqualTo(200);
        assertThat(head(crowd.get(CROWD - 1))).startsWith("HTTP/1.1 503").contains("Retry-After");
        EmulatedFile other = gateway.file("/Music/Note A.wav");
        Socket reader = caller(signed(other));
        assertThat(head(reader)).startsWith("HTTP/1.1 200");
        assertThat(sha1(reader)).isEqualTo(other.sha1());
    }

    @Test
    @DisplayName("one that stands still holds no thread, and goes on when it reads again")
    void holdsNoThread() throws Exception {
        start("--concurrent-downloads=16");
        EmulatedFile film = gateway.file("/Films/Harbour at night.mkv");
        String address = signed(film);
        for (int i = 0; i < 16; i++) {
            assertThat(head(caller(address))).startsWith("HTTP/1.1 200");
        }
        await().atMost(Duration.ofMinutes(5))
                .until(() -> Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .noneMatch(frame -> frame.getClassName().startsWith(ContentResponse.class.getName())));
        assertThat(sha1(crowd.get(0))).isEqualTo(film.sha1());
        assertThat(sha1(crowd.get(15))).isEqualTo(film.sha1());
    }

    @Test
    @DisplayName("one that has stood still makes room for another one of the same link")
    void makesRoom() throws Exception {
        start("--readers-per-link=1", "--make-room-after=5");
        EmulatedFile film = gateway.file("/Films/Harbour at night.mkv");
        String address = signed(film);
        Socket idle = caller(address);
        assertThat(head(idle)).startsWith("HTTP/1.1 200");
        assertThat(head(caller(address))).startsWith("HTTP/1.1 503");
        await().atMost(Duration.ofMinutes(5)).until(() -> head(caller(address)).startsWith("HTTP/1.1 200"));
        await().atMost(Duration.ofMinutes(5)).until(() -> isEnded(idle));
        assertThat(sha1(crowd.get(crowd.size() - 1))).isEqualTo(film.sha1());
    }

    private static boolean isEnded(Socket caller) throws IOException {
        try {
            caller.getOutputStream().write('\n');
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
