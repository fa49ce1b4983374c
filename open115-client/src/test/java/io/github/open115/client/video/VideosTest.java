/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatedVideos;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The replies about videos as the description of the service shows them, over HTTP. */
class VideosTest {

    private static final String PLAY = "/open/video/play";
    private static final String HISTORY = "/open/video/history";
    private static final String PUSH = "/open/video/video_push";
    private static final String SUBTITLE = "/open/video/subtitle";
    private static final String PICK_CODE = "a1b2c3d4e5f6g7h8i";

    private static final String DONE = "{\"state\":true,\"message\":\"\",\"code\":0,\"data\":[]}";

    private EmulatedAccountFixture account;
    private Open115Emulator emulator;
    private Videos videos;

    @BeforeEach
    void connect(@TempDir Path state) {
        account = new EmulatedAccountFixture(state);
        emulator = account.emulator();
        videos = account.client().videos();
    }

    @AfterEach
    void close() {
        account.close();
    }

    /** Answers one call after another. */
    private void reply(String path, String... bodies) {
        for (int i = 0; i < bodies.length; i++) {
            emulator.faults().arm(path, Fault.body(bodies[i])).after(i);
        }
    }

    private static String play(String tracks) {
        return """
                {"state":true,"message":"","code":0,"data":{
                "file_id":"3100000000000000777","parent_id":"3100000000000000200","file_name":"clip 01.mkv",
                "file_size":"734003200","file_sha1":"0123456789ABCDEF0123456789ABCDEF01234567","file_type":"4",
                "is_private":"0","play_long":"3605","user_def":4,"user_rotate":0,"user_turn":0,
                "multitrack_list":%s,
                "definition_list":{"4":"1080P"},"definition_list_new":{"4":"1080P"},
                "video_url":[{"url":"https://example.115.com/x.m3u8?sig=secret","height":"1080","width":1920,
                "definition":4,"title":"1080P","definition_n":4}]}}""".formatted(tracks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"0\":{\"title\":\"Chinese\",\"is_selected\":\"1\",\"sync_time\":\"0\"}}",
                "[{\"title\":\"Chinese\",\"is_selected\":1,\"sync_time\":0}]"
            })
    @DisplayName("streams and audio tracks, whose list is an object or an array")
    void plays(String tracks) {
        emulator.faults().arm(PLAY, Fault.body(play(tracks)));

        Video video = videos.play(PICK_CODE);

        assertThat(video.file().id()).isEqualTo("3100000000000000777");
        assertThat(video.file().pickCode()).isEqualTo(PICK_CODE);
        assertThat(video.file().parentId()).isEqualTo("3100000000000000200");
        assertThat(video.file().name()).isEqualTo("clip 01.mkv");
        assertThat(video.file().size()).isEqualTo(734003200);
        assertThat(video.file().sha1()).isEqualTo("0123456789ABCDEF0123456789ABCDEF01234567");
        assertThat(video.duration()).isEqualTo(3605);
        assertThat(video.streams())
                .containsExactly(new VideoStream("https://example.115.com/x.m3u8?sig=secret", "1080P", 1080, 1920, 4));
        assertThat(video.audioTracks()).containsExactly(new AudioTrack("0", "Chinese", true));
        assertThat(video.streams().get(0).urlWith(video.audioTracks().get(0))).endsWith("sig=secret&audio_track=0");
        assertThat(emulator.requests().of(PLAY))
                .extracting(request -> request.parameter("pick_code"))
                .containsExactly(PICK_CODE);
    }

    @Test
    @DisplayName("R39 the text of a video does not show its addresses")
    void hidesAddresses() {
        emulator.faults().arm(PLAY, Fault.body(play("[]")));

        assertThat(videos.play(PICK_CODE).toString())
                .doesNotContain("example.115.com", "secret")
                .contains("1080P");
        assertThat(new Subtitle("1", "zh", "t", "https://x.example/secret", "srt", null, null, null, null, 0, true)
                        .toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "false, false", "0, false"})
    @DisplayName("a video that is not transcoded is not ready, and tells whether faster transcoding was requested")
    void tellsThatAVideoIsNotTranscoded(String pushed, boolean requested) {
        emulator.faults()
                .arm(
                        PLAY,
                        Fault.body("{\"state\":false,\"message\":\"\",\"code\":0,\"data\":{\"video_push_state\":"
                                + pushed + "}}"));

        assertThatThrownBy(() -> videos.play(PICK_CODE))
                .isInstanceOfSatisfying(
                        NotReadyException.class,
                        e -> assertThat(e.isPushRequested()).isEqualTo(requested))
                .hasMessageContaining(requested ? "was requested" : "was not requested");

        // the account is not taken for throttled by a refusal without a code
        emulator.faults().arm(PLAY, Fault.body(play("[]")));
        assertThat(videos.play(PICK_CODE).streams()).hasSize(1);
        assertThat(account.clock().instant()).isEqualTo(Instant.parse("2026-10-01T12:00:00Z"));
    }

    @Test
    @DisplayName("a refusal with a documented code keeps its meaning; a success without a stream is not ready")
    void keepsTheMeaningOfCodes() {
        reply(
                PLAY,
                "{\"state\":false,\"code\":50015,\"message\":\"gone\",\"data\":{\"video_push_state\":false}}",
                play("[]").replaceAll("(?s)\"video_url\":\\[.*\\]", "\"video_url\":[]"),
                DONE);

        assertThatThrownBy(() -> videos.play(PICK_CODE)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> videos.play(PICK_CODE)).isInstanceOf(NotReadyException.class);
        assertThatThrownBy(() -> videos.play(PICK_CODE)).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("subtitles in the order of the service, with the one that it proposes; none are an empty list")
    void listsSubtitles() {
        reply(SUBTITLE, """
                {"state":true,"data":{"autoload":{"sid":"2","url":"https://s.example/2"},"list":[
                {"sid":"1","language":"zh","title":"built-in","url":"https://s.example/1","type":"srt","key":"x",
                "sync_time":1.5},
                {"sid":"2","language":"en","title":"clip 01.srt","url":"https://s.example/2","type":"srt",
                "sha1":"AB","file_id":"31","file_name":"clip 01.srt","pick_code":"b1","caption_map_id":"7",
                "is_caption_map":1,"from":2,"user_sub":0,"sync_time":0.0}]}}""", "{\"state\":true,\"data\":{\"autoload\":[],\"list\":[]}}", DONE);

        assertThat(videos.subtitles(PICK_CODE))
                .containsExactly(
                        new Subtitle(
                                "1",
                                "zh",
                                "built-in",
                                "https://s.example/1",
                                "srt",
                                null,
                                null,
                                null,
                                null,
                                1.5,
                                false),
                        new Subtitle(
                                "2",
                                "en",
                                "clip 01.srt",
                                "https://s.example/2",
                                "srt",
                                "AB",
                                "31",
                                "clip 01.srt",
                                "b1",
                                0,
                                true));
        assertThat(videos.subtitles(PICK_CODE)).isEmpty();
        assertThatThrownBy(() -> videos.subtitles(PICK_CODE)).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("the position of the last viewing, with numbers or texts; an empty array is none")
    void readsThePosition() {
        reply(HISTORY, """
                {"state":true,"data":{"add_time":1790000000,"file_id":"31","file_name":"clip 01.mkv","hash":"AB",
                "pick_code":"a1","time":"120"}}""", DONE);

        assertThat(videos.position(PICK_CODE))
                .hasValue(new PlayPosition("a1", "31", "clip 01.mkv", 120, Instant.ofEpochSecond(1790000000)));
        assertThat(videos.position(PICK_CODE)).isEmpty();
    }

    @Test
    @DisplayName("saves a position, and repeats a call without a reply, because that changes nothing")
    void savesThePosition() {
        emulator.faults().arm(HISTORY, Fault.dropBeforeEffect());
        emulator.faults().arm(HISTORY, Fault.body(DONE)).after(1);

        videos.savePosition(PICK_CODE, 120, true);

        assertThat(emulator.requests().of(HISTORY)).hasSize(2).allSatisfy(request -> {
            assertThat(request.parameter("pick_code")).isEqualTo(PICK_CODE);
            assertThat(request.parameter("time")).isEqualTo("120");
            assertThat(request.parameter("watch_end")).isEqualTo("1");
        });
        assertThatThrownBy(() -> videos.savePosition(PICK_CODE, -1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> videos.savePosition(" ", 1, false)).hasMessageContaining("pick code");
    }

    @ParameterizedTest
    @CsvSource({"vip, vip_push", "coins, pay_push"})
    void pushes(PushBy by, String op) {
        emulator.faults().arm(PUSH, Fault.body(DONE));

        videos.push(PICK_CODE, by);

        assertThat(emulator.requests().of(PUSH))
                .extracting(request -> request.parameter("op"))
                .containsExactly(op);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R43 a push whose reply is lost is looked up and never repeated: coins are paid once")
    void neverPushesTwice(boolean arrived) {
        emulator.faults().arm(PUSH, Fault.dropBeforeEffect());
        emulator.faults()
                .arm(PLAY, Fault.body("{\"state\":false,\"code\":0,\"data\":{\"video_push_state\":" + arrived + "}}"));

        if (arrived) {
            videos.push(PICK_CODE, PushBy.coins);
        } else {
            assertThatThrownBy(() -> videos.push(PICK_CODE, PushBy.coins)).isInstanceOf(NoReplyException.class);
        }
        assertThat(emulator.requests().count(PUSH)).isEqualTo(1);
        assertThat(emulator.requests().count(PLAY)).isEqualTo(1);
    }

    @Test
    @DisplayName("a film of the drive: pushed until it is transcoded, then played, with subtitles and a position")
    void playsAFilmOfTheDrive() {
        EmulatedFile film =
                emulator.drive().addFile(emulator.drive().folder("/films"), "clip 01.mkv", Content.generated(1, 5000));
        emulator.videos().setTranscoded(film.id(), false);
        emulator.videos().setAudioTracks(film.id(), List.of("Chinese", "English"));
        emulator.videos().addSubtitle(film.id(), EmulatedVideos.SubtitleSource.BUILT_IN, "zh", "built-in", "text");

        assertThatThrownBy(() -> videos.play(film.pickCode()))
                .isInstanceOfSatisfying(
                        NotReadyException.class,
                        e -> assertThat(e.isPushRequested()).isFalse());
        emulator.faults().arm(PUSH, Fault.lostReply());
        videos.push(film.pickCode(), PushBy.vip);
        assertThatThrownBy(() -> videos.play(film.pickCode()))
                .isInstanceOfSatisfying(
                        NotReadyException.class,
                        e -> assertThat(e.isPushRequested()).isTrue());
        assertThat(emulator.videos().pushes(film.id())).isEqualTo(1);
        emulator.videos().setTranscoded(film.id(), true);
        Video video = videos.play(film.pickCode());

        assertThat(video.file().id()).isEqualTo(film.id());
        assertThat(video.file().sha1()).isEqualTo(film.sha1());
        assertThat(video.streams()).extracting(VideoStream::title).containsExactly("1080P", "720P");
        assertThat(video.audioTracks())
                .containsExactly(new AudioTrack("0", "Chinese", true), new AudioTrack("1", "English", false));
        assertThat(videos.subtitles(film.pickCode()))
                .extracting(Subtitle::title)
                .containsExactly("built-in");
        assertThat(videos.position(film.pickCode())).isEmpty();
        videos.savePosition(film.pickCode(), 120, false);
        assertThat(videos.position(film.pickCode())).get().satisfies(position -> {
            assertThat(position.position()).isEqualTo(120);
            assertThat(position.fileId()).isEqualTo(film.id());
        });
        assertThatThrownBy(() -> videos.play("a" + film.pickCode().substring(1, 16) + "z"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("the records are written as JSON and read back without a module")
    void recordsAreJson() throws Exception {
        emulator.faults().arm(PLAY, Fault.body(play("{\"0\":{\"title\":\"Chinese\",\"is_selected\":\"1\"}}")));
        Video video = videos.play(PICK_CODE);
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readValue(json.writeValueAsString(video), Video.class)).isEqualTo(video);
        PlayPosition position = new PlayPosition("a", "1", "n", 7, Instant.ofEpochSecond(1790000000));
        assertThat(json.readValue(json.writeValueAsString(position), PlayPosition.class))
                .isEqualTo(position);
        Subtitle subtitle = new Subtitle("1", "zh", "t", "https://x", "srt", null, null, null, null, 0.5, true);
        assertThat(json.readValue(json.writeValueAsString(List.of(subtitle)), Subtitle[].class))
                .containsExactly(subtitle);
        assertThat(json.readTree(json.writeValueAsString(video)).fieldNames())
                .toIterable()
                .containsExactly("file", "duration", "streams", "audioTracks");
    }
}
