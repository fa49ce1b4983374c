/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.emulator.EmulatedFile;
import java.nio.file.Files;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "From the drive to FTP, and back", against a real FTP server. */
@Tag("slow")
class FtpHowToTest extends FileServerHowToFixture {

    FtpHowToTest() {
        super("ftp");
    }

    @Override
    Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true")
                        .routeId("drive-to-ftp")
                        .to("ftp://{{ftp.user}}@{{ftp.host}}/out?password=RAW({{ftp.password}})"
                                + "&binary=true&passiveMode=true&ftpClient.controlEncoding=UTF-8"
                                + "&tempFileName=${header.CamelOpen115FileId}.part&eagerDeleteTargetFile=false");

                from("ftp://{{ftp.user}}@{{ftp.host}}/in?password=RAW({{ftp.password}})"
                                + "&binary=true&passiveMode=true&ftpClient.controlEncoding=UTF-8"
                                + "&recursive=true&readLock=changed&readLockCheckInterval=1000&readLockMinLength=0"
                                + "&move=.sent&delay=60000&localWorkDirectory={{work}}")
                        .routeId("ftp-to-drive")
                        .to("open115:/backup");
            }
        };
        return routesOf("howto-ftp", dsl, java, properties()).start();
    }

    private Map<String, ?> properties() {
        return Map.of(
                "ftp.user",
                FileServers.USER,
                "ftp.password",
                FileServers.PASSWORD,
                "ftp.host",
                servers.host("ftp"),
                "work",
                directory.resolve("work"));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "from the drive: a server that has dropped the connection is connected again, and an upload without a reply is made again")
    void survivesDisconnects(Dsl dsl) throws Exception {
        EmulatedFile first = putLong("/inbox", "a.bin");
        try (Routes routes = start(dsl)) {
            pollDrive(routes);
            assertContent(out.resolve("a.bin"), first);

            servers.dropFtpConnections();
            EmulatedFile second = putLong("/inbox", "b.bin");
            pollDrive(routes);
            assertContent(out.resolve("b.bin"), second);

            servers.dropAfterNextUpload();
            EmulatedFile third = putLong("/inbox", "c.bin");
            pollDrive(routes);
            assertThat(out.resolve("c.bin")).doesNotExist();
            pollDrive(routes);
            assertContent(out.resolve("c.bin"), third);
            assertThat(filesBelow(out)).containsExactlyInAnyOrder("a.bin", "b.bin", "c.bin");
        }
    }

    @Test
    @DisplayName("Camel's ftp: without the options of the page line ends change, and two Chinese names are one file")
    void camelChangesNamesAndBytes() throws Exception {
        String uri = "ftp://" + FileServers.USER + "@" + servers.host("ftp") + "/out?passiveMode=true&password="
                + FileServers.PASSWORD;
        try (Routes routes = routes().start()) {
            routes.template().sendBodyAndHeader(uri, "first", "CamelFileName", "报表.txt");
            routes.template().sendBodyAndHeader(uri, "a\r\nb", "CamelFileName", "数据.txt");
        }
        assertThat(filesBelow(out)).containsExactly("??.txt");
        assertThat(Files.readString(out.resolve("??.txt"))).isEqualTo("a\nb");
    }

    @Test
    @DisplayName("Camel's ftp: with TryRename a server that does not rename onto a file keeps the older one")
    void keepsTheOlderFileIfTheServerRefuses() throws Exception {
        Files.writeString(out.resolve("a.txt"), "older");
        String uri = "ftp://" + FileServers.USER + "@" + servers.host("ftp") + "/out?passiveMode=true&password="
                + FileServers.PASSWORD + "&tempFileName=a.part&fileExist=TryRename";
        try (Routes routes = routes().start()) {
            assertThatThrownBy(() -> routes.template().sendBodyAndHeader(uri, "newer", "CamelFileName", "a.txt"))
                    .hasRootCauseMessage("Cannot rename file from: out/a.part to: out/a.txt");
        }
        assertThat(out.resolve("a.txt")).hasContent("older");
    }
}
