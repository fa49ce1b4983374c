/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of a drive that is uploaded into a drive: from the content network into the parts, or not read at all. */
class UploadBetweenAccountsTest {

    private static final int SIZE = 3_000_000;
    private static final int PRE_HASHED = 128 * 1024;
    private static final String RESULT = "CamelOpen115UploadResult";

    @RegisterExtension
    final ProducerFixture one = new ProducerFixture();

    private Open115Emulator two;
    private final Content film = Content.generated(3, SIZE);

    @BeforeEach
    void start() {
        two = Open115Emulator.start();
    }

    @AfterEach
    void stop() {
        two.close();
    }

    private String into(String folder) {
        return "open115:" + folder + "?account=two&apiBaseUrl=" + two.apiBaseUrl() + "&authBaseUrl="
                + two.authBaseUrl() + "&qrCodeBaseUrl=" + two.qrCodeBaseUrl() + "&refreshToken="
                + two.account().newRefreshToken();
    }

    private EmulatedFile put(String folder) {
        return one.emulator().drive().addFile(one.emulator().drive().folder(folder), "film.mkv", film);
    }

    private Exchange copy(String target) throws Exception {
        one.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:copy").to("open115:/a?operation=download").to(target);
            }
        });
        two.requests().reset();
        Exchange exchange = one.send("direct:copy", null, Map.of("CamelFileName", "film.mkv"));
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @Test
    @DisplayName(
            "R18 content that the other account's service knows: at most 128 KiB and the challenged range are read")
    void copiesKnownContentWithoutReadingIt() throws Exception {
        put("/a");
        two.drive().addFile(two.drive().folder("/elsewhere"), "other name", film);
        Exchange exchange = copy(into("/b"));
        assertThat(exchange.getMessage().getHeader(RESULT)).isEqualTo("instant");
        assertThat(two.drive().fileAt("/b/film.mkv").orElseThrow().sha1()).isEqualTo(film.sha1());
        assertThat(one.emulator().requests().contentBytes()).isLessThanOrEqualTo(2L * PRE_HASHED);
        assertThat(two.requests().uploadedBytes()).isZero();
    }

    @Test
    @DisplayName("R14 unknown content goes from the content network into the upload, without a temporary file")
    void copiesUnknownContent() throws Exception {
        put("/a");
        Exchange exchange = copy(into("/b"));
        assertThat(exchange.getMessage().getHeader(RESULT)).isEqualTo("sent");
        assertThat(two.drive().fileAt("/b/film.mkv").orElseThrow().content().bytes())
                .isEqualTo(film.bytes());
        assertThat(one.emulator().requests().contentBytes()).isLessThanOrEqualTo(SIZE + 2L * PRE_HASHED);
        assertThat(two.requests().uploadedBytes()).isEqualTo(SIZE);
    }

    @Test
    @DisplayName("within one account the copy is instant")
    void copiesWithinAnAccount() throws Exception {
        EmulatedFile source = put("/a");
        Exchange exchange = copy("open115:/b");
        assertThat(exchange.getMessage().getHeader(RESULT)).isEqualTo("instant");
        EmulatedFile copied = one.emulator().drive().fileAt("/b/film.mkv").orElseThrow();
        assertThat(copied.id()).isNotEqualTo(source.id());
        assertThat(one.calls()).doesNotContainKeys("get_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&download=false"})
    @DisplayName("a route that polls one account and uploads into another copies what is new, by reading what it must")
    void copiesWhatIsPolled(String option) throws Exception {
        put("/inbox");
        one.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?" + Routes.QUICK + option)
                        .filter(body().isNotNull())
                        .to(into("/b"));
            }
        });
        if (option.isEmpty()) {
            await().until(() -> two.drive().fileAt("/b/film.mkv").isPresent());
            assertThat(two.drive().fileAt("/b/film.mkv").orElseThrow().content().bytes())
                    .isEqualTo(film.bytes());
        } else {
            await().until(() -> one.emulator().requests().count("GET /open/ufile/files") > 1);
            assertThat(two.drive().fileAt("/b/film.mkv")).isEmpty();
        }
    }

    @Test
    @DisplayName("a part of a file, by CamelOpen115Range, is uploaded as that part")
    void uploadsAPart() throws Exception {
        put("/a");
        one.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:part").to("open115:/a?operation=download").to("open115:/b");
            }
        });
        Exchange exchange =
                one.send("direct:part", null, Map.of("CamelFileName", "film.mkv", "CamelOpen115Range", "bytes=10-19"));
        assertThat(exchange.getException()).isNull();
        assertThat(one.emulator()
                        .drive()
                        .fileAt("/b/film.mkv")
                        .orElseThrow()
                        .content()
                        .bytes())
                .isEqualTo(Arrays.copyOfRange(film.bytes(), 10, 20));
    }

    @Test
    @DisplayName(
            "a file of a list of another account cannot be read: the error says which account is asked, and what to do")
    void namesTheAccountOfAListedFile() throws Exception {
        put("/a");
        one.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .to("open115:/a?operation=list")
                        .split(body())
                        .setHeader("CamelFileName", simple("${body.name}"))
                        .to(into("/b"));
            }
        });
        assertThat(one.send("direct:list", null, Map.of()).getException())
                .hasMessageContaining("film.mkv")
                .hasMessageContaining("read from the account that uploads")
                .hasMessageContaining("operation=download");
        assertThat(two.drive().fileAt("/b/film.mkv")).isEmpty();
    }

    @Test
    @DisplayName("the files of a list are uploaded as they are; a folder among them is refused")
    void uploadsFilesOfAList() throws Exception {
        put("/a");
        one.emulator().drive().folder("/a/folder");
        one.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .to("open115:/a?operation=list")
                        .split(body())
                        .filter(simple("${body.folder} == ${header.folders}"))
                        .setHeader("CamelFileName", simple("${body.name}"))
                        .to("open115:/b");
            }
        });
        assertThat(one.send("direct:list", null, Map.of("folders", false)).getException())
                .isNull();
        assertThat(one.emulator().drive().fileAt("/b/film.mkv")).isPresent();
        assertThat(one.send("direct:list", null, Map.of("folders", true)).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Folder");
    }
}
