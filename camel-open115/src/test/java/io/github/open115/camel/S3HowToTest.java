/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "From the drive to S3, and back", with the client of AWS and a server of the tests. */
@Tag("slow")
class S3HowToTest extends HowToFixture {

    private ObjectStore store;

    @BeforeEach
    void startServer() throws Exception {
        store = new ObjectStore();
    }

    @AfterEach
    void stopServer() {
        store.close();
    }

    private Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true")
                        .routeId("drive-to-s3")
                        .to("aws2-s3:{{s3.bucket}}?keyName=${header.CamelFileName}"
                                + "&multiPartUpload=true&partSize=16777216");

                from("aws2-s3:{{s3.bucket}}?prefix=in/&includeFolders=false&includeBody=false"
                                + "&maxMessagesPerPoll=1&delay=5000&deleteAfterRead=true")
                        .routeId("s3-to-drive")
                        .streamCache("false")
                        .setHeader("CamelFileName", header("CamelAwsS3Key"))
                        .to("open115:/backup");
            }
        };
        Routes routes = routesOf("howto-s3", dsl, java, Map.of("s3.bucket", "bucket"));
        store.connect(routes.context());
        return routes.start();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "from the drive: a file with a Chinese name replaces an object, and a broken download leaves that alone")
    void replacesAnObjectOnlyByAWholeFile(Dsl dsl) throws Exception {
        String key = "/bucket/2026/报表 一月.csv";
        store.objects().put(key, bytes("older"));
        EmulatedFile file = putLong("/inbox/2026", "报表 一月.csv");
        breakDownloadsAfter(100_000);
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "drive-to-s3");
            assertThat(store.objects())
                    .containsOnlyKeys(key)
                    .hasEntrySatisfying(key, old -> assertThat(old).asString().isEqualTo("older"));

            emulator().faults().clear();
            pollRoute(routes, "drive-to-s3");
            assertThat(store.take()).isEqualTo(new ObjectStore.Put(key, file.size(), file.sha1()));
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("from the drive: a long file goes in parts with one link and one download; a broken one is given up")
    void storesALongFileInParts(Dsl dsl) throws Exception {
        EmulatedFile file =
                drive().addFile(drive().folder("/inbox"), "film.mkv", Content.generated(3, 2 * 16_777_216 + 5));
        breakDownloadsAfter(20_000_000);
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "drive-to-s3");
            assertThat(store.objects()).isEmpty();
            assertThat(store.aborted()).containsExactly("/bucket/film.mkv");

            emulator().faults().clear();
            emulator().requests().reset();
            pollRoute(routes, "drive-to-s3");
            assertThat(store.take()).isEqualTo(new ObjectStore.Put("/bucket/film.mkv", file.size(), file.sha1()));
            assertThat(emulator().requests().cdnRequests()).isEqualTo(1);
            assertThat(emulator().requests().linkRequests()).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("from the drive: a name that looks like an expression is a name")
    void takesNamesAsTheyAre(Dsl dsl) throws Exception {
        put("/inbox", "${exchangeId}.txt", "a");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "drive-to-s3");
        }
        assertThat(store.objects()).containsOnlyKeys("/bucket/${exchangeId}.txt");
    }

    @Test
    @DisplayName("Camel's aws2-s3: evaluates a key that a header names")
    void camelEvaluatesTheHeader() throws Exception {
        try (Routes routes = routes()) {
            store.connect(routes.context());
            routes.start();
            routes.template().sendBodyAndHeader("aws2-s3:bucket", "a", "CamelAwsS3Key", "${body}-${body}");
        }
        assertThat(store.objects()).containsOnlyKeys("/bucket/a-a");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("to the drive: an object is uploaded and then deleted; one that cannot be uploaded stays")
    void uploadsObjects(Dsl dsl) throws Exception {
        store.objects().put("/bucket/in/二月/数据.bin", bytes("content"));
        store.objects().put("/bucket/other.bin", bytes("another"));
        try (Routes routes = start(dsl)) {
            emulator().uploads().refuse(10002, "no");
            pollRoute(routes, "s3-to-drive");
            assertThat(store.objects()).hasSize(2);
            assertThat(isAt("/backup/in/二月/数据.bin")).isFalse();

            emulator().uploads().refuse(0, "");
            pollRoute(routes, "s3-to-drive");
            assertThat(contentAt("/backup/in/二月/数据.bin")).isEqualTo(bytes("content"));
            assertThat(store.objects()).containsOnlyKeys("/bucket/other.bin");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
