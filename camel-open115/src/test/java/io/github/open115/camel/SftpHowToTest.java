/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "From the drive to SFTP, and back", against a real SFTP server. */
@Tag("slow")
class SftpHowToTest extends HowToFixture {

    private static final String NAME = "2026/报表 一月.csv";

    @TempDir
    Path directory;

    private FileServers servers;
    private Path out;
    private Path in;

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

    private Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true")
                        .routeId("drive-to-sftp")
                        .setHeader("CamelFileName")
                        .simple("${header.CamelFileName.replace('?', '%3F').replace('*', '%2A')}")
                        .to("sftp://{{sftp.user}}@{{sftp.host}}/out?privateKeyFile={{sftp.key}}"
                                + "&knownHostsFile={{sftp.knownHosts}}&strictHostKeyChecking=yes"
                                + "&tempFileName=${header.CamelOpen115FileId}.part&fileExist=TryRename");

                from("sftp://{{sftp.user}}@{{sftp.host}}/in?privateKeyFile={{sftp.key}}"
                                + "&knownHostsFile={{sftp.knownHosts}}&strictHostKeyChecking=yes"
                                + "&recursive=true&readLock=changed&readLockCheckInterval=1000&readLockMinLength=0"
                                + "&move=.sent&delay=60000&localWorkDirectory={{work}}")
                        .routeId("sftp-to-drive")
                        .to("open115:/backup");
            }
        };
        return routesOf("howto-sftp", dsl, java, properties()).start();
    }

    private Map<String, ?> properties() throws Exception {
        return Map.of(
                "sftp.user",
                FileServers.USER,
                "sftp.host",
                servers.host("sftp"),
                "sftp.key",
                servers.newClientKey(),
                "sftp.knownHosts",
                servers.knownHosts(),
                "work",
                directory.resolve("work"));
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
            pollRoute(routes, "drive-to-sftp");
            assertThat(old).hasContent("older");
            assertThat(filesBelow(out)).containsExactlyInAnyOrder(NAME, "2026/" + file.id() + ".part");

            emulator().faults().clear();
            pollRoute(routes, "drive-to-sftp");
            assertContent(old, file);
            assertThat(filesBelow(out)).containsExactly(NAME);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("from the drive: a name with ? or * is written under another name, and no other file is touched")
    void leavesOtherFilesAloneThatAPatternMatches(Dsl dsl) throws Exception {
        Files.writeString(out.resolve("report1.csv"), "another");
        Files.writeString(Files.createDirectories(out.resolve("days")).resolve("a.csv"), "another");
        put("/inbox", "report?.csv", "question mark");
        put("/inbox/d*s", "a.csv", "asterisk");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "drive-to-sftp");
        }
        assertThat(out.resolve("report1.csv")).hasContent("another");
        assertThat(out.resolve("days/a.csv")).hasContent("another");
        assertThat(out.resolve("report%3F.csv")).hasContent("question mark");
        assertThat(out.resolve("d%2As/a.csv")).hasContent("asterisk");
    }

    @Test
    @DisplayName("Camel's sftp: takes a name with ? for a pattern, writes another file, and reports a success")
    void camelWritesAnotherFile() throws Exception {
        Files.writeString(out.resolve("report1.csv"), "another");
        try (Routes routes = routes().start()) {
            routes.template()
                    .sendBodyAndHeader(
                            servers.uri("sftp", "out", "").replace("&initialDelay=0&delay=50", ""),
                            "question mark",
                            "CamelFileName",
                            "report?.csv");
        }
        assertThat(filesBelow(out)).containsExactly("report1.csv");
        assertThat(out.resolve("report1.csv")).hasContent("question mark");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "to the drive: a tree with Chinese names arrives, and is moved on the server; a second upload sends nothing")
    void uploadsFromTheServer(Dsl dsl) throws Exception {
        byte[] content = "a\r\nb\nc\r".getBytes();
        Path file = Files.createDirectories(in.resolve("二月")).resolve("数据.bin");
        Files.write(file, content);
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "sftp-to-drive");
            assertThat(contentAt("/backup/二月/数据.bin")).isEqualTo(content);
            assertThat(filesBelow(in)).containsExactly("二月/.sent/数据.bin");
            assertThat(filesBelow(directory.resolve("work"))).isEmpty();

            Files.write(file, content);
            emulator().requests().reset();
            pollRoute(routes, "sftp-to-drive");
            assertThat(filesBelow(in)).containsExactly("二月/.sent/数据.bin");
            assertThat(calls()).isZero();
        }
    }
}
