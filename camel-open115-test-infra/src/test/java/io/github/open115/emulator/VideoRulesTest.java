/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Video (docs/115-open-api.md F.1 to F.5). */
class VideoRulesTest extends RestartableService {

    private static final String PLAY = "/open/video/play";
    private static final String HISTORY = "/open/video/history";
    private static final String SUBTITLE = "/open/video/subtitle";
    private static final String PUSH = "/open/video/video_push";

    private EmulatedVideos videos;
    private String folder;
    private EmulatedFile film;

    @Override
    void fill() {
        videos = emulator.videos();
        folder = drive.folder("/films");
        film = drive.addFile(folder, "film.mkv", Content.generated(1, 18_800));
    }

    @Test
    @DisplayName("a transcoded video tells its streams, and its times and sizes as texts")
    void tellsTheStreamsOfAVideo() throws Exception {
        videos.setAudioTracks(film.id(), List.of("Chinese", "English"));

        JsonNode data = play(film).path("data");

        assertThat(data.path("file_id").textValue()).isEqualTo(film.id());
        assertThat(data.path("parent_id").textValue()).isEqualTo(folder);
        assertThat(data.path("file_size").textValue()).isEqualTo("18800");
        assertThat(data.path("play_long").textValue()).isEqualTo("3605");
        assertThat(data.at("/multitrack_list/1/title").textValue()).isEqualTo("English");
        assertThat(data.at("/multitrack_list/0/is_selected").textValue()).isEqualTo("1");
        assertThat(data.at("/definition_list/4").textValue()).isEqualTo("1080P");
        assertThat(data.path("video_url")).hasSize(2);
        assertThat(data.at("/video_url/0/height").intValue()).isEqualTo(1080);
        assertThat(data.has("down_url")).isFalse();
    }

    @Test
    @DisplayName("a playlist leads to segments that are together the bytes of the file, until it expires")
    void playlistLeadsToSegments() throws Exception {
        videos.setDuration(film.id(), Duration.ofSeconds(95));
        String url = play(film).at("/data/video_url/0/url").textValue();

        String playlist = text(caller.fetch(url + "&audio_track=1"));

        assertThat(playlist).startsWith("#EXTM3U\n").contains("#EXTINF:5.0,").endsWith("#EXT-X-ENDLIST\n");
        List<String> segments =
                playlist.lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(segments).hasSize(10);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String segment : segments) {
            HttpResponse<byte[]> part = caller.fetch(emulator.cdnBaseUrl() + segment);
            assertThat(part.statusCode()).isEqualTo(200);
            assertThat(part.body().length % 188).isZero();
            bytes.writeBytes(part.body());
        }
        assertThat(bytes.toByteArray()).isEqualTo(film.content().bytes());
        assertThat(caller.fetch(url.replace("4.m3u8", "3.m3u8")).statusCode()).isEqualTo(403);
        emulator.clock().advance(Duration.ofHours(1));
        assertThat(caller.fetch(url).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("a video that is not transcoded says whether it was pushed, which counts for three hours")
    void tellsWhetherAPushWasAskedFor() throws Exception {
        start(frozen().accessTokenLifetime(Duration.ofDays(1)));
        videos.setTranscoded(film.id(), false);
        JsonNode refusal = play(film);
        assertThat(refusal.path("state").booleanValue()).isFalse();
        assertThat(refusal.path("message").textValue()).isNotEmpty();
        assertThat(refusal.at("/data/video_push_state").booleanValue()).isFalse();
        assertThat(refusal.at("/data/video_push_state").isBoolean()).isTrue();

        assertThat(post(PUSH, "pick_code", film.pickCode(), "op", "vip_push").toString())
                .contains("\"data\":[]");

        assertThat(play(film).at("/data/video_push_state").booleanValue()).isTrue();
        emulator.clock().advance(Duration.ofHours(3));
        assertThat(play(film).at("/data/video_push_state").booleanValue()).isFalse();
        videos.setTranscoded(film.id(), true);
        assertThat(play(film).path("state").booleanValue()).isTrue();
        assertThat(videos.pushes(film.id())).isEqualTo(1);
        assertThat(videos.coinPushes()).isZero();
    }

    @Test
    @DisplayName("a push needs a member and one of two ways, of which one costs coins")
    void pushNeedsAMemberAndAWay() throws Exception {
        assertThat(code(PUSH, "pick_code", film.pickCode())).isEqualTo(990002);
        assertThat(code(PUSH, "pick_code", film.pickCode(), "op", "push")).isEqualTo(990002);
        assertThat(code(PUSH, "op", "vip_push")).isEqualTo(990002);
        post(PUSH, "pick_code", film.pickCode(), "op", "pay_push");
        assertThat(videos.coinPushes()).isEqualTo(1);
        videos.setMember(false);
        assertThat(post(PUSH, "pick_code", film.pickCode(), "op", "vip_push")
                        .path("state")
                        .booleanValue())
                .isFalse();
    }

    @Test
    @DisplayName("a video that is gone, unknown or none is refused")
    void refusesWhatIsNoVideo() throws Exception {
        EmulatedFile text = drive.addFile(folder, "a.txt", Content.of("a"));
        drive.remove(film.id());

        for (String path : List.of(PLAY, HISTORY, SUBTITLE)) {
            assertThat(caller.get(path, "pick_code", film.pickCode())
                            .path("code")
                            .asLong())
                    .isEqualTo(20018);
            assertThat(caller.get(path, "pick_code", "nosuchpickcode000")
                            .path("code")
                            .asLong())
                    .isEqualTo(50003);
            assertThat(caller.get(path, "pick_code", text.pickCode())
                            .path("code")
                            .asLong())
                    .isEqualTo(990002);
            assertThat(caller.get(path).path("code").asLong()).isEqualTo(990002);
        }
    }

    @Test
    @DisplayName("the history is an empty array until a position is told, and a text of seconds then")
    void remembersWhereTheUserStopped() throws Exception {
        assertThat(history().toString()).isEqualTo("[]");

        assertThat(code(HISTORY, "pick_code", film.pickCode(), "time", 120)).isZero();

        JsonNode data = history();
        assertThat(data.path("time").textValue()).isEqualTo("120");
        assertThat(data.path("hash").textValue()).isEqualTo(film.sha1());
        assertThat(data.path("add_time").longValue()).isEqualTo(emulator.clock().seconds());
        assertThat(videos.position(film.id())).hasValue(120);
        assertThat(videos.isWatched(film.id())).isFalse();
        videos.setPosition(film.id(), 7);
        assertThat(history().path("time").textValue()).isEqualTo("7");
    }

    @Test
    @DisplayName("a second position within 5 seconds is not kept, unless the video was seen to its end")
    void keepsNoSecondPositionWithinFiveSeconds() throws Exception {
        post(HISTORY, "pick_code", film.pickCode(), "time", 10);
        emulator.clock().advance(Duration.ofSeconds(4));
        assertThat(code(HISTORY, "pick_code", film.pickCode(), "time", 20)).isZero();
        assertThat(videos.position(film.id())).hasValue(10);
        emulator.clock().advance(Duration.ofSeconds(1));
        post(HISTORY, "pick_code", film.pickCode(), "time", 30);
        assertThat(videos.position(film.id())).hasValue(30);
        post(HISTORY, "pick_code", film.pickCode(), "time", 3605, "watch_end", 1);
        assertThat(videos.position(film.id())).hasValue(3605);
        assertThat(videos.isWatched(film.id())).isTrue();
        assertThat(code(HISTORY, "pick_code", "ofanotheruser0000", "time", 1))
                .as("another user's file, silently")
                .isZero();
    }

    @Test
    @DisplayName("subtitles come in their order, each with a link to its text")
    void listsSubtitlesInTheirOrder() throws Exception {
        assertThat(subtitles().path("autoload").toString()).isEqualTo("[]");
        drive.addFile(folder, "another.ass", Content.of("other file"));
        videos.addSubtitle(film.id(), EmulatedVideos.SubtitleSource.BUILT_IN, "en", "built in", "of the service");
        String embedded =
                videos.addSubtitle(film.id(), EmulatedVideos.SubtitleSource.EMBEDDED, "zh", "embedded", "of the video");
        EmulatedFile own = drive.addFile(folder, "film.zh.srt", Content.of("own file"));

        JsonNode data = subtitles();

        assertThat(data.path("list").findValuesAsText("title"))
                .containsExactly("film.zh", "embedded", "built in", "another");
        assertThat(data.at("/autoload/sid").textValue()).isEqualTo(own.id());
        assertThat(data.at("/list/2").has("key")).isTrue();
        assertThat(data.at("/list/2").has("sha1")).isFalse();
        assertThat(data.at("/list/0/pick_code").textValue()).isEqualTo(own.pickCode());
        assertThat(List.of(content(data, 0), content(data, 1), content(data, 2), content(data, 3)))
                .containsExactly("own file", "of the video", "of the service", "other file");
        videos.rememberSubtitle(film.id(), embedded);
        assertThat(subtitles().path("list").findValuesAsText("title").get(0)).isEqualTo("embedded");
        assertThat(subtitles().at("/autoload/sid").textValue()).isEqualTo(embedded);
        String link = subtitles().at("/list/0/url").textValue();
        emulator.clock().advance(Duration.ofHours(1));
        assertThat(caller.fetch(link).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("what is empty comes as an array, and a video of other streams tells these")
    void emptyObjectsComeAsArrays() throws Exception {
        videos.setStreams(film.id(), List.of());
        JsonNode data = play(film).path("data");
        assertThat(data.path("multitrack_list").isArray()).isTrue();
        assertThat(data.path("definition_list").isArray()).isTrue();
        assertThat(data.path("definition_list_new").isArray()).isTrue();
        assertThat(data.path("video_url")).isEmpty();

        videos.setStreams(film.id(), List.of(new EmulatedVideos.Stream(5, "4K", 3840, 2160)));
        assertThat(play(film).at("/data/definition_list/5").textValue()).isEqualTo("4K");
    }

    @Test
    @DisplayName("in its chaos mode tracks, sizes and positions come in every shape that was seen")
    void chaosHasEveryShape() throws Exception {
        start(frozen().typeChaos(true));
        videos.setAudioTracks(film.id(), List.of("Chinese"));
        videos.setPosition(film.id(), 7);

        new Shapes()
                .expect("object", reply -> reply.at("/data/multitrack_list").isObject())
                .expect("array", reply -> reply.at("/data/multitrack_list").isArray())
                .expect("text", reply -> reply.at("/data/video_url/0/width").isTextual())
                .expect("number", reply -> reply.at("/data/video_url/0/width").isInt())
                .expect("size", reply -> reply.at("/data/file_size").isIntegralNumber())
                .in(() -> play(film));
        new Shapes()
                .expect("text", reply -> reply.at("/data/time").isTextual())
                .expect("number", reply -> reply.at("/data/time").isIntegralNumber())
                .in(() -> caller.get(HISTORY, "pick_code", film.pickCode()));
        videos.setTranscoded(film.id(), false);
        new Shapes()
                .expect("code only", reply -> reply.has("code") && !reply.has("errno"))
                .expect("errno only", reply -> !reply.has("code") && reply.has("errno"))
                .expect("push", reply -> reply.at("/data/video_push_state").isBoolean())
                .in(() -> play(film));
    }

    private JsonNode play(EmulatedFile file) throws Exception {
        return caller.get(PLAY, "pick_code", file.pickCode());
    }

    private JsonNode history() throws Exception {
        return caller.get(HISTORY, "pick_code", film.pickCode()).path("data");
    }

    private JsonNode subtitles() throws Exception {
        return caller.get(SUBTITLE, "pick_code", film.pickCode()).path("data");
    }

    private String content(JsonNode subtitles, int index) throws Exception {
        return text(caller.fetch(subtitles.path("list").path(index).path("url").asText()));
    }

    private static String text(HttpResponse<byte[]> reply) {
        assertThat(reply.statusCode()).isEqualTo(200);
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private JsonNode post(String path, Object... parameters) throws Exception {
        return caller.post(path, parameters);
    }
}
