/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.video.PlayPosition;
import io.github.open115.client.video.Subtitle;
import io.github.open115.client.video.Video;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operations on videos, with exact counts of calls. */
class VideoOperationTest {

    private static final String PLAY = "open115:/films?operation=videoPlay";
    private static final String SET = "open115:/films?operation=videoSetHistory";
    private static final String DONE = "{\"state\":true,\"message\":\"\",\"code\":0,\"data\":[]}";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedFile film;

    @BeforeEach
    void putFilm() {
        film = drive.put("/films", "clip 01.mkv", "moving pictures");
    }

    private void reply(String path, String... bodies) {
        for (int i = 0; i < bodies.length; i++) {
            drive.emulator()
                    .faults()
                    .arm("/open/video/" + path, Fault.body(bodies[i]))
                    .after(i);
        }
    }

    private String playing() {
        return """
                {"state":true,"data":{"file_id":"%s","file_name":"clip 01.mkv","file_size":"15","play_long":"60",
                "multitrack_list":[],"video_url":[{"url":"https://example.115.com/x.m3u8","height":1080,"width":1920,
                "definition":4,"title":"1080P"}]}}""".formatted(film.id());
    }

    @Test
    @DisplayName("a video by its name costs a look-up, by its pick code or as a file none")
    void plays() {
        reply("play", playing(), playing(), playing());

        Exchange byName = drive.send(PLAY, null, Map.of("CamelFileName", "clip 01.mkv"));
        assertThat(byName.getException()).isNull();
        assertThat(byName.getMessage().getBody(Video.class).streams()).hasSize(1);
        assertThat(byName.getMessage().getHeader("CamelOpen115FileId")).isEqualTo(film.id());
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "play", 1L));

        Exchange byPickCode = drive.send(PLAY, null, Map.of("CamelOpen115PickCode", film.pickCode()));
        assertThat(byPickCode.getMessage().getBody(Video.class).duration()).isEqualTo(60);
        assertThat(drive.calls()).isEqualTo(Map.of("play", 1L));

        drive.send(PLAY, ResolveLinkOperationTest.record(film), Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("play", 1L));
    }

    @Test
    @DisplayName("the route that the documents show gives the address of a stream")
    void givesTheAddressOfAStream() throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:play").to("open115:/films?operation=videoPlay").setBody(simple("${body.streams[0].url}"));
            }
        });

        assertThat(drive.send("direct:play", null, Map.of("CamelFileName", "clip 01.mkv"))
                        .getMessage()
                        .getBody(String.class))
                .startsWith(drive.emulator().cdnBaseUrl());
    }

    @Test
    @DisplayName("a video that is not transcoded fails the exchange, and tells whether it was pushed")
    void isNotReady() {
        reply("play", "{\"state\":false,\"code\":0,\"message\":\"\",\"data\":{\"video_push_state\":true}}");

        assertThat(drive.send(PLAY, null, Map.of("CamelOpen115PickCode", film.pickCode()))
                        .getException())
                .isInstanceOfSatisfying(
                        NotReadyException.class,
                        e -> assertThat(e.isPushRequested()).isTrue());
    }

    @Test
    @DisplayName("pushes by the membership, and by coins only if the endpoint says so")
    void pushes() {
        reply("video_push", DONE, DONE);
        Map<String, Object> pickCode = Map.of("CamelOpen115PickCode", film.pickCode());

        Exchange result = drive.send("open115:/?operation=videoPush", "before", pickCode);
        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getBody()).isNull();
        assertThat(drive.emulator().requests().of("/open/video/video_push"))
                .extracting(request -> request.parameter("op"))
                .containsExactly("vip_push");
        drive.send("open115:/?operation=videoPush&videoPushBy=coins", null, pickCode);
        assertThat(drive.emulator().requests().of("/open/video/video_push"))
                .extracting(request -> request.parameter("op"))
                .containsExactly("pay_push");
        assertThatThrownBy(() -> drive.routes().context().getEndpoint("open115:/?videoPushBy=money"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining("videoPushBy=money")
                .hasStackTraceContaining("vip, coins");
    }

    @Test
    @DisplayName("subtitles and positions; no position is a null body")
    void subtitlesAndPosition() {
        reply(
                "subtitle",
                "{\"state\":true,\"data\":{\"autoload\":[],\"list\":[{\"sid\":\"1\",\"url\":\"https://s\"}]}}");
        reply("history", "{\"state\":true,\"data\":{\"pick_code\":\"a\",\"time\":120}}", DONE);
        Map<String, Object> pickCode = Map.of("CamelOpen115PickCode", film.pickCode());

        List<?> subtitles = drive.send("open115:/?operation=videoSubtitles", null, pickCode)
                .getMessage()
                .getBody(List.class);
        assertThat(subtitles).singleElement().isInstanceOf(Subtitle.class);
        assertThat(drive.send("open115:/?operation=videoHistory", null, pickCode)
                        .getMessage()
                        .getBody(PlayPosition.class)
                        .position())
                .isEqualTo(120);
        assertThat(drive.send("open115:/?operation=videoHistory", "before", pickCode)
                        .getMessage()
                        .getBody())
                .isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("history", 1L));
    }

    @Test
    @DisplayName("saves a position in seconds, also one with a fraction, and whether the video was watched")
    void savesAPosition() {
        reply("history", DONE, DONE, DONE);

        assertThat(set(Map.of("CamelOpen115Position", "120.7")).getException()).isNull();
        assertSaved("120", "0");
        set(Map.of("CamelOpen115Position", 3600L, "CamelOpen115Watched", true));
        assertSaved("3600", "1");
        set(Map.of("CamelOpen115Watched", "true"));
        assertSaved("0", "1");
    }

    @Test
    @DisplayName("a position or mark that cannot be used is refused before a call, with what to set")
    void refusesBadPositions() {
        assertRefused(Map.of(), "CamelOpen115Position");
        assertRefused(Map.of("CamelOpen115Watched", false), "says no position");
        assertRefused(Map.of("CamelOpen115Position", -1), "CamelOpen115Position='-1'");
        assertRefused(Map.of("CamelOpen115Position", "1:20"), "CamelOpen115Position='1:20'");
        assertRefused(Map.of("CamelOpen115Position", 1, "CamelOpen115Watched", "yes"), "CamelOpen115Watched='yes'");
    }

    private void assertSaved(String time, String watched) {
        assertThat(drive.emulator().requests().of("/open/video/history"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.parameter("pick_code")).isEqualTo(film.pickCode());
                    assertThat(request.parameter("time")).isEqualTo(time);
                    assertThat(request.parameter("watch_end")).isEqualTo(watched);
                });
    }

    private void assertRefused(Map<String, Object> headers, String message) {
        assertThat(set(headers).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(drive.calls()).isEmpty();
    }

    private Exchange set(Map<String, Object> headers) {
        return drive.send(SET, exchange -> {
            exchange.getMessage().setHeader("CamelOpen115PickCode", film.pickCode());
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }
}
