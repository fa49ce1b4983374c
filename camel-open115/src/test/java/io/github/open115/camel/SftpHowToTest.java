/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "From the drive to SFTP, and back", against a real SFTP server. */
@Tag("slow")
class SftpHowToTest extends FileServerHowToFixture {

    SftpHowToTest() {
        super("sftp");
    }

    @Override
    Routes start(Dsl dsl) throws Exception {
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
    @DisplayName("from the drive: a name with ? or * is written under another name, and no other file is touched")
    void leavesOtherFilesAloneThatAPatternMatches(Dsl dsl) throws Exception {
        Files.writeString(out.resolve("report1.csv"), "another");
        Files.writeString(Files.createDirectories(out.resolve("days")).resolve("a.csv"), "another");
        put("/inbox", "report?.csv", "question mark");
        put("/inbox/d*s", "a.csv", "asterisk");
        try (Routes routes = start(dsl)) {
            pollDrive(routes);
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
}
