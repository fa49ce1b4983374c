/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients in use decode replies into static types, or look at one spelling of a field only. By default the emulator
 * answers in the shapes that all of them can read.
 */
class StrictClientsTest {

    private static final String FILES = "/open/ufile/files";
    private static final String INFO = "/open/folder/get_info";
    private static final String VERIFIER = "emulator-check-verifier_0123456789-abcdef-0700";

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    private Open115Emulator emulator;
    private ServiceCaller caller;
    private String folder;
    private EmulatedFile file;

    @BeforeEach
    void fill() {
        emulator = open115.emulator();
        caller = new ServiceCaller(emulator);
        folder = emulator.drive().folder("/films");
        file = emulator.drive().addFile(folder, "film.mkv", Content.of("film"));
    }

    /** {@code limit}, {@code play_long} and sizes of the account may be any kind of number. */
    record ListReply(
            boolean state,
            long code,
            String message,
            List<Row> data,
            long count,
            @JsonProperty("sys_count") long sysCount,
            long offset,
            JsonNode limit,
            int aid,
            long cid,
            @JsonProperty("is_asc") int ascending,
            @JsonProperty("min_size") long minSize,
            @JsonProperty("max_size") long maxSize,
            @JsonProperty("sys_dir") String systemFolder,
            @JsonProperty("hide_data") String hideData,
            @JsonProperty("record_open_time") String recordOpenTime,
            int star,
            int type,
            String suffix,
            List<PathElement> path,
            long cur,
            int stdir,
            String fields,
            String order) {}

    record Row(
            String fid,
            String aid,
            String pid,
            String fc,
            String fn,
            String fco,
            String ism,
            int isp,
            String pc,
            long upt,
            long uet,
            long uppt,
            long cm,
            String fdesc,
            long ispl,
            String sha1,
            long fs,
            String fta,
            String ico,
            String fatr,
            long isv,
            long def,
            long def2,
            JsonNode play_long,
            String v_img,
            String thumb,
            String uo) {}

    record PathElement(String name, JsonNode aid, JsonNode cid, JsonNode pid, String p_cid, String fv) {}

    record Details(
            long count,
            String size,
            @JsonProperty("folder_count") long folderCount,
            @JsonProperty("play_long") long playLong,
            String ptime,
            String utime,
            @JsonProperty("file_name") String fileName,
            @JsonProperty("pick_code") String pickCode,
            String sha1,
            @JsonProperty("file_id") String fileId,
            @JsonProperty("is_mark") String starred,
            @JsonProperty("open_time") long openTime,
            @JsonProperty("file_category") String category,
            List<Ancestor> paths) {}

    record Ancestor(
            @JsonProperty("file_id") String fileId,
            @JsonProperty("file_name") String fileName) {}

    record Update(@JsonProperty("file_name") String fileName, String star) {}

    record Binned(
            String id,
            @JsonProperty("file_name") String fileName,
            String type,
            @JsonProperty("file_size") String size,
            String dtime,
            String status,
            int isv,
            String cid,
            @JsonProperty("parent_name") String parentName,
            @JsonProperty("pick_code") String pickCode,
            String ico,
            String sha1) {}

    record Quota(@JsonProperty("package") List<QuotaPackage> packages, int count, int surplus, int used) {}

    record QuotaPackage(
            int surplus,
            int used,
            int count,
            String name,
            @JsonProperty("expire_info") List<QuotaExpiry> expiries) {}

    record QuotaExpiry(
            int surplus, @JsonProperty("expire_time") long time) {}

    record AddedLink(
            boolean state,
            long code,
            String message,
            @JsonProperty("info_hash") String infoHash,
            String url) {}

    record Tasks(int page, @JsonProperty("page_count") int pages, int count, List<Task> tasks) {}

    record Task(
            @JsonProperty("info_hash") String infoHash,
            @JsonProperty("add_time") long added,
            int percentDone,
            long size,
            String name,
            @JsonProperty("last_update") long updated,
            @JsonProperty("file_id") String fileId,
            @JsonProperty("delete_file_id") String deleteFileId,
            int status,
            String url,
            @JsonProperty("wp_path_id") String folderId,
            int def2,
            @JsonProperty("play_long") int playLong,
            @JsonProperty("can_appeal") int canAppeal) {}

    record TorrentInfo(
            @JsonProperty("file_size") long size,
            @JsonProperty("torrent_name") String name,
            @JsonProperty("file_count") int count,
            @JsonProperty("info_hash") String infoHash,
            @JsonProperty("torrent_filelist") List<TorrentFile> files) {}

    record TorrentFile(long size, String path, int wanted) {}

    record History(
            @JsonProperty("add_time") long added,
            @JsonProperty("file_id") String fileId,
            @JsonProperty("file_name") String fileName,
            String hash,
            @JsonProperty("pick_code") String pickCode,
            String time) {}

    record Subtitles(Subtitle autoload, List<Subtitle> list) {}

    record Subtitle(
            String sid,
            String language,
            String title,
            String url,
            String type,
            String sha1,
            @JsonProperty("file_id") String fileId,
            @JsonProperty("file_name") String fileName,
            @JsonProperty("pick_code") String pickCode,
            @JsonProperty("caption_map_id") String captionMapId,
            @JsonProperty("is_caption_map") int isCaptionMap,
            @JsonProperty("sync_time") int syncTime) {}

    record Restored(boolean state, String error, int errno) {}

    record Refusal(boolean state, long code, String message, long errno, String error) {}

    record AuthReply<T>(int state, long code, String message, T data, String error, long errno) {}

    record NoTokens(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("expires_in") long expiresIn) {}

    record QrStatus(String msg, Integer status, String version) {}

    record Found(
            @JsonProperty("file_id") String fileId,
            @JsonProperty("user_id") String userId,
            @JsonProperty("file_size") String size,
            @JsonProperty("user_ptime") String uploaded,
            @JsonProperty("parent_id") String parentId,
            @JsonProperty("area_id") String area,
            @JsonProperty("is_private") int hidden,
            @JsonProperty("file_category") String category) {}

    record Link(
            @JsonProperty("file_name") String fileName,
            @JsonProperty("file_size") long size,
            @JsonProperty("pick_code") String pickCode,
            String sha1,
            Url url) {}

    record Url(String url) {}

    @Test
    @DisplayName("the strict decoder takes no number for a text and no text for a number")
    void strictDecoder() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(StrictJson.decode(json.readTree("{\"star\":\"1\"}"), Update.class).star)
                .isEqualTo("1");
        for (String wrong : List.of("{\"star\":1}", "{\"star\":{}}", "{\"file_name\":[]}")) {
            assertThatThrownBy(() -> StrictJson.decode(json.readTree(wrong), Update.class))
                    .isInstanceOf(JsonProcessingException.class);
        }
        for (String wrong : List.of("{\"errno\":\"1\"}", "{\"state\":1}", "{\"code\":1.5}", "[]")) {
            assertThatThrownBy(() -> StrictJson.decode(json.readTree(wrong), Refusal.class))
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    @DisplayName("a listing: its area and folder are numbers, the ids of its rows are texts")
    void listingHasTheTypesOfStrictClients() throws Exception {
        ListReply reply =
                StrictJson.decode(caller.get(FILES, "cid", folder, "show_dir", 1, "limit", 10), ListReply.class);

        assertThat(reply.aid).isEqualTo(1);
        assertThat(reply.cid).isEqualTo(Long.parseLong(folder));
        assertThat(reply.data).extracting(Row::fid).containsExactly(file.id());
        assertThat(reply.path).extracting(PathElement::name).endsWith("films");
        assertThat(StrictJson.decode(caller.get(FILES, "show_dir", 1), ListReply.class).data)
                .extracting(Row::fc)
                .containsExactly("0");
    }

    @Test
    @DisplayName("details: the ids of all ancestors are texts, also that of the root")
    void detailsHaveTextIds() throws Exception {
        Details details =
                StrictJson.decode(caller.get(INFO, "file_id", file.id()).path("data"), Details.class);

        assertThat(details.paths).extracting(Ancestor::fileId).containsExactly("0", folder);
        assertThat(details.fileId).isEqualTo(file.id());
    }

    @Test
    @DisplayName("details are told by GET and by POST, by id and by path")
    void detailsByEitherMethod() throws Exception {
        for (JsonNode reply : List.of(
                caller.get(INFO, "file_id", file.id()),
                caller.get(INFO, "path", ">films>film.mkv"),
                caller.post(INFO, "file_id", file.id()),
                caller.post(INFO, "path", "/films/film.mkv"))) {
            assertThat(StrictJson.decode(reply.path("data"), Details.class).fileId)
                    .isEqualTo(file.id());
        }
    }

    @Test
    @DisplayName("an update: the star is a text")
    void updateHasTheStarAsText() throws Exception {
        JsonNode reply = caller.post("/open/ufile/update", "file_id", file.id(), "star", 1);

        assertThat(StrictJson.decode(reply.path("data"), Update.class)).isEqualTo(new Update("film.mkv", "1"));
    }

    @Test
    @DisplayName("the recycle bin: the folder of a row is a text")
    void recycleBin() throws Exception {
        emulator.drive().remove(file.id());

        JsonNode data = caller.get("/open/rb/list").path("data");

        assertThat(StrictJson.decode(data.path(file.id()), Binned.class).cid).isEqualTo(folder);
        assertThat(data.path("count").isTextual()).isTrue();
    }

    @Test
    @DisplayName("a restoration: an object by id says of each whether it came back")
    void restorationReportsEachId() throws Exception {
        emulator.drive().remove(file.id());

        JsonNode data = caller.post("/open/rb/revert", "tid", file.id() + ",42").path("data");

        assertThat(StrictJson.decode(data.path(file.id()), Restored.class)).isEqualTo(new Restored(true, "", 0));
        assertThat(StrictJson.decode(data.path("42"), Restored.class))
                .extracting(Restored::state, Restored::errno)
                .containsExactly(false, 430004);
        assertThat(emulator.drive().isBinned(file.id())).isFalse();
    }

    @Test
    @DisplayName("cloud download: its hashes and ids are texts, its sizes, times and states numbers")
    void cloudDownloadHasTheTypesOfStrictClients() throws Exception {
        Content content = emulator.offline().torrent("film.mkv", Map.of("film.mkv", Content.of("film")));
        EmulatedFile torrent = emulator.drive().addFile(folder, "film.torrent", content);
        JsonNode added = caller.post("/open/offline/add_task_urls", "urls", "http://a.example/b\nfoo:bar");
        emulator.offline().task("http://a.example/b").finish();

        assertThat(StrictJson.decode(added.path("data").path(0), AddedLink.class).state)
                .isTrue();
        assertThat(StrictJson.decode(added.path("data").path(1), AddedLink.class).code)
                .isEqualTo(10004);
        Quota quota =
                StrictJson.decode(caller.get("/open/offline/get_quota_info").path("data"), Quota.class);
        assertThat(quota.packages.get(0).expiries.get(0).surplus).isEqualTo(1499);
        Tasks tasks =
                StrictJson.decode(caller.get("/open/offline/get_task_list").path("data"), Tasks.class);
        assertThat(tasks.tasks).extracting(Task::status).containsExactly(2);
        JsonNode info =
                caller.post("/open/offline/torrent", "pick_code", torrent.pickCode(), "torrent_sha1", torrent.sha1());
        assertThat(StrictJson.decode(info.path("data"), TorrentInfo.class).files)
                .containsExactly(new TorrentFile(4, "film.mkv", 1));
    }

    @Test
    @DisplayName("video: a position is a text, a subtitle has no number but those of its state")
    void videoHasTheTypesOfStrictClients() throws Exception {
        emulator.videos().setPosition(file.id(), 7);
        emulator.drive().addFile(folder, "film.srt", Content.of("text"));

        JsonNode history = caller.get("/open/video/history", "pick_code", file.pickCode());
        JsonNode subtitles = caller.get("/open/video/subtitle", "pick_code", file.pickCode());

        assertThat(StrictJson.decode(history.path("data"), History.class).time).isEqualTo("7");
        Subtitles decoded = StrictJson.decode(subtitles.path("data"), Subtitles.class);
        assertThat(decoded.list).containsExactly(decoded.autoload);
    }

    @Test
    @DisplayName("a search and a link: sizes are texts in the one, numbers in the other")
    void searchAndLink() throws Exception {
        JsonNode found = caller.get("/open/ufile/search", "search_value", "film");
        JsonNode links = caller.post("/open/ufile/downurl", "pick_code", file.pickCode());

        assertThat(StrictJson.decode(found.path("data").path(1), Found.class).size)
                .isEqualTo("4");
        Link link = StrictJson.decode(links.path("data").path(file.id()), Link.class);
        assertThat(link.size).isEqualTo(4);
        assertThat(link.url.url).startsWith(emulator.cdnBaseUrl());
    }

    @Test
    @DisplayName("a refused link tells its code and text in both spellings")
    void refusedLink() throws Exception {
        assertBothSpellings(caller.post("/open/ufile/downurl", "pick_code", "nosuchpickcode000"), 50003);
    }

    @ParameterizedTest
    @ValueSource(strings = {FILES, INFO, "/open/user/info", "/open/no/such/path"})
    @DisplayName("a refused access token is told in both spellings, whatever was asked for")
    void refusedAccessToken(String path) throws Exception {
        assertBothSpellings(caller.getAs("garbage", path), 40140123);
        emulator.account().expireAccessTokens();
        assertBothSpellings(caller.get(path), 40140125);
    }

    @Test
    @DisplayName("every other refusal of the API host is told in both spellings too")
    void otherRefusals() throws Exception {
        assertBothSpellings(caller.get(FILES, "cid", 42), 20018);
        assertBothSpellings(caller.post("/open/ufile/delete", "file_ids", 42), 430004);
        assertBothSpellings(caller.get("/open/no/such/path"), 980006);
    }

    private static void assertBothSpellings(JsonNode reply, long code) throws Exception {
        Refusal refusal = StrictJson.decode(reply, Refusal.class);
        assertThat(refusal).isEqualTo(new Refusal(false, code, refusal.message, code, refusal.message));
        assertThat(refusal.message).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/refreshToken", "/open/authDeviceCode", "/open/deviceCodeToToken", "/open/unknown"})
    @DisplayName("a refusal of the auth host has an object in data, and both spellings")
    void refusalOfAuthHost(String path) throws Exception {
        JsonNode reply = caller.authPost(path, "refresh_token", "garbage", "client_id", "none", "uid", "none");

        assertThat(StrictJson.decode(reply.path("data"), NoTokens.class)).isEqualTo(new NoTokens(null, null, 0));
        assertThat(reply.path("state").isInt()).isTrue();
        assertThat(reply.path("state").intValue()).isZero();
        assertThat(reply.path("code").longValue())
                .isNotZero()
                .isEqualTo(reply.path("errno").longValue());
        assertThat(reply.path("message").textValue())
                .isNotEmpty()
                .isEqualTo(reply.path("error").textValue());
    }

    @Test
    @DisplayName("while nobody has scanned the QR code its status is 0")
    void unscannedCode() throws Exception {
        assertThat(status(startLogin(emulator.authBaseUrl()))).isZero();
    }

    @Test
    @DisplayName("the QR host serves the auth paths: a whole log-in and a refresh need no other host")
    void logInAtQrHost() throws Exception {
        String host = emulator.qrCodeBaseUrl();
        JsonNode login = startLogin(host);
        assertThat(status(login)).isZero();
        emulator.account().qrLogins().scan(login.path("uid").asText());
        assertThat(status(login)).isEqualTo(1);
        emulator.account().qrLogins().confirm(login.path("uid").asText());
        assertThat(status(login)).isEqualTo(2);

        JsonNode tokens = caller.postTo(
                        host,
                        "/open/deviceCodeToToken",
                        "uid",
                        login.path("uid").asText(),
                        "code_verifier",
                        VERIFIER)
                .path("data");

        assertThat(StrictJson.decode(tokens, NoTokens.class).expiresIn).isEqualTo(7200);
        assertThat(caller.getAs(tokens.path("access_token").asText(), "/open/user/info")
                        .path("code")
                        .asLong())
                .isZero();
        JsonNode refreshed = caller.postTo(
                host,
                "/open/refreshToken",
                "refresh_token",
                tokens.path("refresh_token").asText());
        assertThat(refreshed.path("code").asLong()).isZero();
    }

    private JsonNode startLogin(String host) throws Exception {
        return caller.postTo(
                        host,
                        "/open/authDeviceCode",
                        "client_id",
                        emulator.clientId(),
                        "code_challenge",
                        "aK9RwtQvfHoYch10_-EgzIhAdJgHr1Jqn4o5Rhl_iXc",
                        "code_challenge_method",
                        "sha256")
                .path("data");
    }

    private int status(JsonNode login) throws Exception {
        return StrictJson.decode(poll(emulator, login).path("data"), QrStatus.class).status;
    }

    private JsonNode poll(Open115Emulator host, JsonNode login) throws Exception {
        String query = "?uid=" + login.path("uid").asText() + "&time="
                + login.path("time").asText() + "&sign=" + login.path("sign").asText();
        return caller.json(HttpRequest.newBuilder(URI.create(host.qrCodeBaseUrl() + "/get/status/" + query))
                .build());
    }

    @Test
    @DisplayName("in its chaos mode the emulator answers in every shape that was seen, with the same values")
    void chaosHasEveryShape() throws Exception {
        try (Open115Emulator chaotic = Open115Emulator.builder()
                .typeChaos(true)
                .qrHold(Duration.ofMillis(1))
                .start()) {
            ServiceCaller other = new ServiceCaller(chaotic);
            EmulatedDrive drive = chaotic.drive();
            EmulatedFile kept = drive.addFile(drive.folder("/a"), "b.txt", Content.of("b"));
            EmulatedFile binned = drive.addFile(drive.folder("/a"), "c.txt", Content.of("c"));
            drive.remove(binned.id());

            new Shapes()
                    .expect("area as number", reply -> reply.path("aid").isInt())
                    .expect("area as text", reply -> reply.path("aid").isTextual())
                    .expect("state as boolean", reply -> reply.path("state").isBoolean())
                    .expect("state as number", reply -> reply.path("state").isInt())
                    .in(() -> other.get(FILES));
            new Shapes()
                    .expect("root as text", reply -> root(reply).isTextual())
                    .expect("root as number", reply -> root(reply).isInt())
                    .expect("details in an array", reply -> reply.path("data").isArray())
                    .expect("details as object", reply -> reply.path("data").isObject())
                    .in(() -> other.get(INFO, "path", "/a/b.txt"));
            new Shapes()
                    .expect("size as whole number", reply -> total(reply).isIntegralNumber())
                    .expect("size with a fraction", reply -> total(reply).isDouble())
                    .expect("size as text", reply -> total(reply).isTextual())
                    .in(() -> other.get("/open/user/info"));
            new Shapes()
                    .expect("star as text", reply -> reply.at("/data/star").isTextual())
                    .expect("star as number", reply -> reply.at("/data/star").isInt())
                    .in(() -> other.post("/open/ufile/update", "file_id", kept.id(), "star", 1));
            new Shapes()
                    .expect("folder as text", reply -> folderOf(reply, binned).isTextual())
                    .expect("folder as number", reply -> folderOf(reply, binned).isLong())
                    .in(() -> other.get("/open/rb/list"));
            new Shapes()
                    .expect("restored as object", reply -> reply.path("data").isObject())
                    .expect("restored as array", reply -> reply.path("data").isArray())
                    .in(() -> {
                        drive.remove(kept.id());
                        return other.post("/open/rb/revert", "tid", kept.id());
                    });
        }
    }

    @Test
    @DisplayName("in its chaos mode the emulator refuses in every shape that was seen, on every host")
    void chaosRefusesInEveryShape() throws Exception {
        try (Open115Emulator chaotic = Open115Emulator.builder()
                .typeChaos(true)
                .qrHold(Duration.ofMillis(1))
                .start()) {
            ServiceCaller other = new ServiceCaller(chaotic);
            for (Callable<JsonNode> refusal : List.<Callable<JsonNode>>of(
                    () -> other.get(INFO, "file_id", 42),
                    () -> other.getAs("garbage", FILES),
                    () -> other.post("/open/ufile/downurl", "pick_code", "nosuchpickcode000"),
                    () -> other.refresh("garbage"))) {
                new Shapes()
                        .expect("code only", reply -> reply.has("code") && !reply.has("errno"))
                        .expect("errno only", reply -> !reply.has("code") && reply.has("errno"))
                        .expect("both", reply -> reply.has("code") && reply.has("errno"))
                        .expect("no state", reply -> !reply.has("state"))
                        .expect("null as state", reply -> reply.path("state").isNull())
                        .expect("state as boolean", reply -> reply.path("state").isBoolean())
                        .expect("state as number", reply -> reply.path("state").isInt())
                        .expect("no data", reply -> !reply.has("data"))
                        .expect("null as data", reply -> reply.path("data").isNull())
                        .expect("array as data", reply -> reply.path("data").isArray())
                        .expect("object as data", reply -> reply.path("data").isObject())
                        .in(refusal);
            }
            JsonNode login = startLogin(chaotic.authBaseUrl());
            new Shapes()
                    .expect("status 0", reply -> reply.at("/data/status").isInt())
                    .expect(
                            "no status",
                            reply -> reply.path("data").isObject()
                                    && reply.path("data").isEmpty())
                    .expect("array as data", reply -> reply.path("data").isArray())
                    .expect("no data", reply -> !reply.has("data"))
                    .in(() -> poll(chaotic, login));
        }
    }

    private static JsonNode root(JsonNode details) {
        JsonNode data = details.path("data").isArray() ? details.path("data").path(0) : details.path("data");
        return data.path("paths").path(0).path("file_id");
    }

    private static JsonNode total(JsonNode userInfo) {
        return userInfo.at("/data/rt_space_info/all_total/size");
    }

    private static JsonNode folderOf(JsonNode bin, EmulatedFile file) {
        return bin.path("data").path(file.id()).path("cid");
    }
}
