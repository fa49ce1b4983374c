/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the routes of a page between the drive and a file server do, whatever its protocol. */
abstract class FileServerHowToFixture extends HowToFixture {

    private static final String NAME = "2026/报表 一月.csv";

    private final String protocol;

    @TempDir
    Path directory;

    FileServers servers;
    Path out;
    private Path in;

    /** @param protocol the scheme of the server, with which the ids of the routes are made */
    FileServerHowToFixture(String protocol) {
        this.protocol = protocol;
    }

    @BeforeEach
    void startServer() throws Exception {
        servers = new FileServers(directory.resolve("home"), directory);
        out = Files.createDirectories(servers.home().resolve("out"));
        in = Files.createDirectories(servers.home().resolve("in"));
    }

    @AfterEach
    void stopServer() throws Exception {
        servers.close();
    }

    /** Starts the routes {@code drive-to-<protocol>} and {@code <protocol>-to-drive} of the page. */
    abstract Routes start(Dsl dsl) throws Exception;

    void pollDrive(Routes routes) throws Exception {
        pollRoute(routes, "drive-to-" + protocol);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "from the drive: a file with a Chinese name replaces an older one, and a broken download leaves that alone")
    void replacesAnOlderFileOnlyByAWholeOne(Dsl dsl) throws Exception {
        Path old = out.resolve(NAME);
        Files.createDirectories(old.getParent());
        Files.writeString(old, "older");
        EmulatedFile file = putLong("/inbox/2026", "报表 一月.csv");
        breakDownloadsAfter(100_000);
        try (Routes routes = start(dsl)) {
            pollDrive(routes);
            assertThat(old).hasContent("older");
            assertThat(filesBelow(out)).containsExactlyInAnyOrder(NAME, "2026/" + file.id() + ".part");

            emulator().faults().clear();
            pollDrive(routes);
            assertContent(old, file);
            assertThat(filesBelow(out)).containsExactly(NAME);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "to the drive: a tree with Chinese names arrives byte for byte, and is moved on the server; a second upload sends nothing")
    void uploadsFromTheServer(Dsl dsl) throws Exception {
        byte[] content = "a\r\nb\nc\r".getBytes();
        Path file = Files.createDirectories(in.resolve("二月")).resolve("数据.bin");
        Files.write(file, content);
        try (Routes routes = start(dsl)) {
            pollRoute(routes, protocol + "-to-drive");
            assertThat(contentAt("/backup/二月/数据.bin")).isEqualTo(content);
            assertThat(filesBelow(in)).containsExactly("二月/.sent/数据.bin");
            assertThat(filesBelow(directory.resolve("work"))).isEmpty();

            Files.write(file, content);
            emulator().requests().reset();
            pollRoute(routes, protocol + "-to-drive");
            assertThat(filesBelow(in)).containsExactly("二月/.sent/数据.bin");
            assertThat(calls()).isZero();
        }
    }
}
