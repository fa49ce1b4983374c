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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "From the drive to a folder, and back". */
class FileHowToTest extends HowToFixture {

    private static final String NAME = "2026/报表 一月.csv";

    @TempDir
    Path target;

    @TempDir
    Path share;

    @TempDir
    Path source;

    private Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true&localWorkDirectory={{target}}/.work")
                        .routeId("drive-to-folder")
                        .to("file:{{target}}");

                from("open115:/reports?recursive=true")
                        .routeId("drive-to-share")
                        .to(
                                "file:{{share}}?tempFileName=${header.CamelOpen115FileId}.part&eagerDeleteTargetFile=false");

                from("file:{{source}}?recursive=true&readLock=changed&move=.sent&delay=60000")
                        .routeId("folder-to-drive")
                        .to("open115:/backup");
            }
        };
        return routesOf("howto-file", dsl, java, Map.of("target", target, "share", share, "source", source))
                .start();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("by a work directory: a file replaces an older one, and a broken download leaves that alone")
    void replacesByAWorkDirectory(Dsl dsl) throws Exception {
        EmulatedFile file = putOver(target, "/inbox/2026");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "drive-to-folder");
            assertThat(target.resolve(NAME)).hasContent("older");

            emulator().faults().clear();
            pollRoute(routes, "drive-to-folder");
            assertContent(target.resolve(NAME), file);
            assertThat(filesBelow(target)).containsExactly(NAME);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("by a temporary name: a file replaces an older one, and a broken download leaves that alone")
    void replacesByATemporaryName(Dsl dsl) throws Exception {
        EmulatedFile file = putOver(share, "/reports/2026");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "drive-to-share");
            assertThat(share.resolve(NAME)).hasContent("older");
            assertThat(filesBelow(share)).containsExactlyInAnyOrder(NAME, "2026/" + file.id() + ".part");

            emulator().faults().clear();
            pollRoute(routes, "drive-to-share");
            assertContent(share.resolve(NAME), file);
            assertThat(filesBelow(share)).containsExactly(NAME);
        }
    }

    /** An older file is there, and the download of the newer one breaks. */
    private EmulatedFile putOver(Path directory, String folder) throws Exception {
        Files.createDirectories(directory.resolve("2026"));
        Files.writeString(directory.resolve(NAME), "older");
        breakDownloadsAfter(100_000);
        return putLong(folder, "报表 一月.csv");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "to the drive: a tree arrives and is moved aside; one that cannot be uploaded stays, and a second upload sends nothing")
    void uploadsATree(Dsl dsl) throws Exception {
        Path file = Files.createDirectories(source.resolve("二月")).resolve("数据.bin");
        Files.writeString(file, "content");
        try (Routes routes = start(dsl)) {
            emulator().uploads().refuse(10002, "no");
            pollRoute(routes, "folder-to-drive");
            assertThat(file).hasContent("content");
            emulator().uploads().refuse(0, "");

            pollRoute(routes, "folder-to-drive");
            assertThat(contentAt("/backup/二月/数据.bin")).asString().isEqualTo("content");
            assertThat(filesBelow(source)).containsExactly("二月/.sent/数据.bin");

            Files.writeString(file, "content");
            emulator().requests().reset();
            pollRoute(routes, "folder-to-drive");
            assertThat(calls()).isZero();
            assertThat(filesBelow(source)).containsExactly("二月/.sent/数据.bin");
        }
    }
}
