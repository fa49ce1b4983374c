/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cloud download (docs/115-open-api.md E). */
class OfflineRulesTest extends RestartableService {

    private static final String QUOTA = "/open/offline/get_quota_info";
    private static final String LIST = "/open/offline/get_task_list";
    private static final String ADD = "/open/offline/add_task_urls";
    private static final String TORRENT = "/open/offline/torrent";
    private static final String ADD_TORRENT = "/open/offline/add_task_bt";
    private static final String DELETE = "/open/offline/del_task";
    private static final String CLEAR = "/open/offline/clear_task";
    private static final String HASH = "00112233445566778899aabbccddeeff00112233";
    private static final String MAGNET = "magnet:?xt=urn:btih:" + HASH + "&dn=a%20film";
    private static final String LINK = "https://example.org/clips/clip%2001.mkv?x=1";

    private EmulatedOffline offline;
    private String folder;

    @Override
    void fill() {
        offline = emulator.offline();
        folder = drive.folder("/cloud");
    }

    @Test
    @DisplayName(
            "each link is answered in its order: taken with an info hash, bad with 10004, there already with 10008")
    void answersEachLinkInItsOrder() throws Exception {
        JsonNode data = added(MAGNET, "foo:bar", "", LINK, MAGNET, "ed2k://|file|a.iso|100|" + "0".repeat(32) + "|/");

        assertThat(data).hasSize(5);
        assertThat(data.path(0).path("info_hash").textValue()).isEqualTo(HASH);
        assertThat(data.path(0).path("url").textValue()).isEqualTo(MAGNET);
        assertThat(data.path(1).path("code").intValue()).isEqualTo(10004);
        assertThat(data.path(1).has("info_hash")).isFalse();
        assertThat(data.path(2).path("info_hash").textValue()).matches("[0-9a-f]{40}");
        assertThat(data.path(3).path("code").intValue()).isEqualTo(10008);
        assertThat(data.path(3).path("state").booleanValue()).isFalse();
        assertThat(data.path(4).path("state").booleanValue()).isTrue();
        assertThat(offline.usedQuota()).isEqualTo(3);
        assertThat(added("ftp://host/x", "http:nohost", "magnet:?dn=nothing").findValues("code"))
                .extracting(JsonNode::intValue)
                .containsExactly(0, 10004, 10004);
    }

    @Test
    @DisplayName("a magnet link may write its hash in base 32 or in capitals: it is the same task")
    void knowsAMagnetLinkInEachSpelling() throws Exception {
        added(MAGNET);

        assertThat(added("magnet:?dn=b&xt=urn:btih:" + HASH.toUpperCase(Locale.ROOT))
                        .findValue("code")
                        .intValue())
                .isEqualTo(10008);
        assertThat(added("magnet:?xt=urn:btih:AAISEM2EKVTHPCEZVK54ZXPO74ABCIRT")
                        .findValue("code")
                        .intValue())
                .isEqualTo(10008);
    }

    @Test
    @DisplayName("a call takes 115 links, of which none is taken when there are more, or no folder, or no space")
    void refusesWholeCalls() throws Exception {
        assertThat(addedCode(links(116), folder)).isEqualTo(1000011);
        assertThat(addedCode("", folder)).isEqualTo(990002);
        assertThat(addedCode(MAGNET, "42")).isEqualTo(10014);
        emulator.uploads().setSpace(0);
        assertThat(addedCode(MAGNET, folder)).isEqualTo(91006);
        assertThat(offline.usedQuota()).isZero();
        assertThat(offline.tasks()).isEmpty();
        emulator.uploads().setSpace(1000);
        assertThat(addedCode(links(115), folder)).isZero();
        assertThat(offline.tasks()).hasSize(115);
    }

    @Test
    @DisplayName("the quota counts tasks, ends within a call with 10010, and then refuses whole calls with 1000012")
    void quotaEndsWithinACall() throws Exception {
        offline.setQuota(2);
        assertThat(added(MAGNET, LINK, "http://a.example/b").findValues("code"))
                .extracting(JsonNode::intValue)
                .containsExactly(0, 0, 10010);
        assertThat(addedCode("http://a.example/b", folder)).isEqualTo(1000012);

        JsonNode quota = caller.get(QUOTA).path("data");
        assertThat(quota.path("count").intValue()).isEqualTo(2);
        assertThat(quota.path("used").intValue()).isEqualTo(2);
        assertThat(quota.path("surplus").intValue()).isZero();
        assertThat(quota.at("/package/0/expire_info/0/expire_time").isIntegralNumber())
                .isTrue();
    }

    @Test
    @DisplayName("the task list comes in pages of the service's size, the newest task first")
    void listsTasksInPages() throws Exception {
        offline.setPageSize(50);
        caller.post(ADD, "urls", links(115), "wp_path_id", folder);

        List<String> urls = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            JsonNode data = caller.get(LIST, "page", page).path("data");
            assertThat(data.path("page").intValue()).isEqualTo(page);
            assertThat(data.path("page_count").intValue()).isEqualTo(3);
            assertThat(data.path("count").intValue()).isEqualTo(115);
            data.path("tasks").forEach(task -> urls.add(task.path("url").textValue()));
        }

        assertThat(urls).hasSize(115).doesNotHaveDuplicates().startsWith("http://example.org/114");
        assertThat(caller.get(LIST, "page", 4).at("/data/tasks")).isEmpty();
        assertThat(caller.get(LIST).at("/data/tasks")).hasSize(50);
    }

    @Test
    @DisplayName(
            "a task is assigned, downloads and finishes as the test says, and its file is in the folder of the task")
    void taskIsSteeredByTheTest() throws Exception {
        added(LINK);
        OfflineTask task = offline.task(LINK);
        assertThat(row(0, 0).path("file_id").textValue()).isEmpty();
        assertThat(row(0, 0).path("name").textValue()).isEqualTo("clip 01.mkv");

        task.identify("clip.mkv", 4);
        task.progress(40);
        assertThat(row(1, 40).path("size").intValue()).isEqualTo(4);
        task.assign();
        row(0, 0);
        emulator.clock().advance(Duration.ofSeconds(60));
        String id = task.finish("clip.mkv", Content.of("clip"));

        JsonNode row = row(2, 100);
        assertThat(row.path("file_id").textValue()).isEqualTo(id);
        assertThat(row.path("delete_file_id").textValue()).isEqualTo(id);
        assertThat(row.path("wp_path_id").textValue()).isEqualTo(folder);
        assertThat(row.path("last_update").longValue() - row.path("add_time").longValue())
                .isEqualTo(60);
        assertThat(drive.file(id).orElseThrow().folderId()).isEqualTo(folder);
        assertThatThrownBy(task::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("the lines of the README steer a task")
    void taskIsSteeredAsTheReadmeShows() throws Exception {
        added("https://example.org/film.mkv");

        OfflineTask task = emulator.offline().task("https://example.org/film.mkv");
        task.progress(40);
        task.finish("film.mkv", Content.generated(1, 5000));

        assertThat(row(2, 100).path("size").intValue()).isEqualTo(5000);
    }

    @Test
    @DisplayName("a task may finish with a folder, or fail and keep its progress")
    void taskFinishesWithAFolderOrFails() throws Exception {
        added(MAGNET, LINK);
        OfflineTask failed = offline.task(LINK);
        failed.progress(70);
        failed.fail();
        String id = offline.task(HASH)
                .finish("a film", Map.of("film.mkv", Content.of("film"), "extras/cover.jpg", Content.of("jpg")));

        assertThat(row(-1, 70).path("file_id").textValue()).isEmpty();
        assertThat(drive.folder("/cloud/a film")).isEqualTo(id);
        assertThat(drive.fileAt("/cloud/a film/extras/cover.jpg")).isPresent();
    }

    @Test
    @DisplayName("what is finished may be listed late, though the task names its file")
    void finishedFileIsListedLate() throws Exception {
        start(frozen().visibilityDelay(Duration.ofSeconds(5)));
        added(LINK);

        String id = offline.task(LINK).finish();

        assertThat(row(2, 100).path("file_id").textValue()).isEqualTo(id);
        assertThat(drive.names(folder)).isEmpty();
        emulator.clock().advance(Duration.ofSeconds(5));
        row(2, 100);
        assertThat(drive.names(folder)).containsExactly("clip 01.mkv");
    }

    @Test
    @DisplayName("a link whose content is declared finishes at once, and when told so each one finishes by the clock")
    void tasksFinishWithoutATest() throws Exception {
        offline.provide(LINK, "known.mkv", Content.of("known"));
        added(LINK);
        assertThat(drive.fileAt("/cloud/known.mkv")).isPresent();
        row(2, 100);

        offline.setFinishAfter(Duration.ofSeconds(10));
        added(MAGNET);
        row(1, 0);
        emulator.clock().advance(Duration.ofSeconds(4));
        row(1, 40);
        emulator.clock().advance(Duration.ofSeconds(6));
        row(2, 100);
        assertThat(drive.fileAt("/cloud/a film")).isPresent();
    }

    @Test
    @DisplayName("a torrent file on the drive says what it leads to, with what is wanted")
    void readsATorrentFile() throws Exception {
        EmulatedFile file = torrentFile();

        JsonNode data = torrent(file.pickCode(), file.sha1()).path("data");

        assertThat(data.path("torrent_name").textValue()).isEqualTo("clip");
        assertThat(data.path("file_count").intValue()).isEqualTo(3);
        assertThat(data.path("file_size").longValue()).isEqualTo(10_106);
        assertThat(data.path("info_hash").textValue()).matches("[0-9a-f]{40}");
        assertThat(data.at("/torrent_filelist/0/path").textValue()).isEqualTo("clip/clip 01.mkv");
        assertThat(data.path("torrent_filelist").findValues("wanted"))
                .extracting(JsonNode::intValue)
                .containsExactly(1, 1, 0);
        assertThat(torrent(file.pickCode(), "0".repeat(40)).path("code").asLong())
                .isEqualTo(990002);
        assertThat(torrent("nosuchpickcode000", file.sha1()).path("code").asLong())
                .isEqualTo(20018);
        EmulatedFile none = drive.addFile(folder, "no.torrent", Content.of("d4:infod6:lengthi"));
        assertThat(torrent(none.pickCode(), none.sha1()).path("code").asLong()).isEqualTo(990002);
    }

    @Test
    @DisplayName("a torrent is downloaded as far as it is wanted, into a path below the folder")
    void downloadsTheWantedFilesOfATorrent() throws Exception {
        EmulatedFile file = torrentFile();
        String hash =
                torrent(file.pickCode(), file.sha1()).at("/data/info_hash").textValue();

        assertThat(addTorrent(file, hash, "", "A/B")).isEqualTo(990002);
        assertThat(addTorrent(file, hash, "0,3", "A/B")).isEqualTo(990002);
        assertThat(addTorrent(file, hash, "0", "")).isEqualTo(990002);
        assertThat(addTorrent(file, HASH, "0", "A/B")).isEqualTo(990002);
        emulator.uploads().setSpace(5000);
        assertThat(addTorrent(file, hash, "0", "A/B")).isEqualTo(91006);
        emulator.uploads().setSpace(50_000);
        assertThat(addTorrent(file, hash, "0,1", "A/B")).isZero();
        assertThat(addTorrent(file, hash, "0,1", "A/B")).isEqualTo(10008);

        offline.task(hash).finish();

        EmulatedFile film = drive.fileAt("/cloud/A/B/clip/clip 01.mkv").orElseThrow();
        assertThat(film.sha1()).isEqualTo(Content.generated(7, 10_000).sha1());
        assertThat(drive.fileAt("/cloud/A/B/clip/extras/sample.mkv")).isPresent();
        assertThat(drive.fileAt("/cloud/A/B/clip/readme.txt")).isEmpty();
        assertThat(offline.usedQuota()).isEqualTo(1);
    }

    @Test
    @DisplayName("a task is deleted with or without its file, and its link can be added again")
    void deletesATaskWithOrWithoutItsFile() throws Exception {
        for (int withFile : List.of(0, 1)) {
            added(LINK);
            String id = offline.task(LINK).finish();
            assertThat(code(DELETE, "info_hash", offline.task(LINK).infoHash(), "del_source_file", withFile))
                    .isZero();
            assertThat(drive.isBinned(id)).isEqualTo(withFile == 1);
            assertThat(offline.tasks()).isEmpty();
        }
        assertThat(code(DELETE, "info_hash", HASH)).isEqualTo(990002);
        assertThat(code(DELETE)).isEqualTo(990002);
    }

    @Test
    @DisplayName("tasks are cleared by their status, with flag 4 and 5 together with their files")
    void clearsTasksByTheirStatus() throws Exception {
        assertThat(clearedBy(0)).containsExactly("finished");
        assertThat(clearedBy(1)).containsExactly("finished", "failed", "running", "assigned");
        assertThat(clearedBy(2)).containsExactly("failed");
        assertThat(clearedBy(3)).containsExactly("running", "assigned");
        assertThat(drive.binned()).isEmpty();
        assertThat(clearedBy(4)).containsExactly("finished");
        assertThat(drive.binned()).hasSize(1);
        assertThat(clearedBy(5)).containsExactly("finished", "failed", "running", "assigned");
        assertThat(drive.binned()).hasSize(2);
        assertThat(code(CLEAR)).isEqualTo(990002);
        assertThat(code(CLEAR, "flag", 6)).isEqualTo(990002);
    }

    @Test
    @DisplayName("in its chaos mode the quota lacks parts, and states and progress have other types")
    void chaosHasEveryShape() throws Exception {
        start(frozen().typeChaos(true));
        offline.addTask(LINK, folder).progress(40);

        new Shapes()
                .expect("no package", reply -> !reply.path("data").has("package"))
                .expect("no surplus", reply -> !reply.path("data").has("surplus"))
                .expect("null", reply -> reply.at("/data/package/0/expire_info").isNull())
                .in(() -> caller.get(QUOTA));
        new Shapes()
                .expect(
                        "fraction",
                        reply -> reply.at("/data/tasks/0/percentDone").isDouble())
                .expect("whole", reply -> reply.at("/data/tasks/0/percentDone").isInt())
                .expect("count as text", reply -> reply.at("/data/count").isTextual())
                .in(() -> caller.get(LIST));
        new Shapes()
                .expect("number", reply -> reply.at("/data/0/state").isInt())
                .expect("boolean", reply -> reply.at("/data/0/state").isBoolean())
                .in(() -> caller.post(ADD, "urls", LINK));
    }

    /** Names of the tasks of four kinds that a flag clears. */
    private List<String> clearedBy(int flag) throws Exception {
        caller.post(CLEAR, "flag", 1);
        for (String name : List.of("finished", "failed", "running", "assigned")) {
            offline.addTask("http://example.org/" + name, folder);
        }
        offline.task("http://example.org/finished").finish();
        offline.task("http://example.org/failed").fail();
        offline.task("http://example.org/running").progress(1);
        List<OfflineTask> before = offline.tasks();

        assertThat(code(CLEAR, "flag", flag)).isZero();

        before.removeAll(offline.tasks());
        return before.stream().map(task -> task.url().substring(19)).toList();
    }

    private EmulatedFile torrentFile() {
        Map<String, Content> files = new LinkedHashMap<>();
        files.put("clip 01.mkv", Content.generated(7, 10_000));
        files.put("extras/sample.mkv", Content.generated(8, 100));
        files.put("readme.txt", Content.of("readme"));
        return drive.addFile(EmulatedDrive.ROOT, "clip.torrent", offline.torrent("clip", files));
    }

    private JsonNode torrent(String pickCode, String sha1) throws Exception {
        return caller.post(TORRENT, "pick_code", pickCode, "torrent_sha1", sha1);
    }

    private long addTorrent(EmulatedFile file, String hash, String wanted, String path) throws Exception {
        return code(
                ADD_TORRENT,
                "info_hash",
                hash,
                "wanted",
                wanted,
                "save_path",
                path,
                "torrent_sha1",
                file.sha1(),
                "pick_code",
                file.pickCode(),
                "wp_path_id",
                folder);
    }

    /** The newest task of a status; the list must have one, that far in percent. */
    private JsonNode row(int status, int percent) throws Exception {
        for (JsonNode task : caller.get(LIST).at("/data/tasks")) {
            if (task.path("status").intValue() == status) {
                assertThat(task.path("percentDone").intValue()).isEqualTo(percent);
                return task;
            }
        }
        throw new AssertionError("no task of status " + status);
    }

    private JsonNode added(String... links) throws Exception {
        return caller.post(ADD, "urls", String.join("\n", links), "wp_path_id", folder)
                .path("data");
    }

    private long addedCode(String links, String folderId) throws Exception {
        return code(ADD, "urls", links, "wp_path_id", folderId);
    }

    private static String links(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "http://example.org/" + i)
                .collect(Collectors.joining("\n"));
    }
}
