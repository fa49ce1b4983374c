/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.client.offline.OfflineLink.Outcome;
import io.github.open115.client.offline.OfflineTask.Status;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cloud download over HTTP, with exact counts of calls. */
class OfflineDownloadsTest {

    private static final String ADD = "/open/offline/add_task_urls";
    private static final String LIST = "/open/offline/get_task_list";
    private static final String HASH = "00112233445566778899aabbccddeeff00112233";
    private static final String MAGNET = "magnet:?xt=urn:btih:" + HASH;

    private EmulatedAccountFixture account;
    private Open115Emulator emulator;
    private OfflineDownloads offline;
    private String folder;

    @BeforeEach
    void connect(@TempDir Path state) {
        account = new EmulatedAccountFixture(state);
        emulator = account.emulator();
        offline = account.client().offline();
        folder = emulator.drive().folder("/films");
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    @DisplayName("500 links are added with 5 calls, and the results are in the order of the links")
    void addsFiveHundredLinksWithFiveCalls() {
        List<String> links = links(500);

        List<OfflineLink> added = offline.add(links, folder, false);

        assertThat(added).extracting(OfflineLink::url).isEqualTo(links);
        assertThat(added).extracting(OfflineLink::outcome).containsOnly(Outcome.added);
        assertThat(added).extracting(OfflineLink::infoHash).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(emulator.requests().count(ADD)).isEqualTo(5);
        assertThat(emulator.requests().count(LIST)).isZero();
        assertThat(emulator.offline().usedQuota()).isEqualTo(500);
        assertThat(emulator.offline().tasks())
                .allSatisfy(task -> assertThat(task.folderId()).isEqualTo(folder));
    }

    @Test
    @DisplayName("a link that has a task already is existing, not refused, and costs no quota")
    void takesALinkThatIsThereForExisting() {
        offline.add(links(3), folder, false);

        List<OfflineLink> again = offline.add(links(4), folder, true);

        assertThat(again)
                .extracting(OfflineLink::outcome)
                .containsExactly(Outcome.existing, Outcome.existing, Outcome.existing, Outcome.added);
        assertThat(again.get(0).code()).isEqualTo(10008);
        assertThat(emulator.offline().usedQuota()).isEqualTo(4);
    }

    @Test
    @DisplayName("the info hash of an existing magnet link is that in the link")
    void knowsTheHashOfAMagnetLink() {
        emulator.offline().addTask(MAGNET, folder);

        assertThat(offline.add(List.of(MAGNET), folder, true)).singleElement().satisfies(link -> {
            assertThat(link.outcome()).isEqualTo(Outcome.existing);
            assertThat(link.infoHash()).isEqualTo(HASH);
        });
    }

    @Test
    @DisplayName("one refused link among others is a result; with failOnRejected an exception, after all were sent")
    void reportsARefusedLink() {
        List<String> links = List.of(link(0), "foo:bar", link(1));

        assertThat(offline.add(links, folder, false))
                .extracting(OfflineLink::outcome)
                .containsExactly(Outcome.added, Outcome.rejected, Outcome.added);
        assertThatThrownBy(() -> offline.add(links, folder, true))
                .isInstanceOfSatisfying(
                        LinksNotAddedException.class,
                        e -> assertThat(e.links())
                                .extracting(OfflineLink::outcome)
                                .containsExactly(Outcome.existing, Outcome.rejected, Outcome.existing))
                .hasMessageContaining("1 of 3 links were refused: link 2 (foo:bar), code 10004");
    }

    @Test
    @DisplayName("if all links are refused, the exception names each, without what may be a secret in it")
    void namesEachRefusedLink() {
        assertThatThrownBy(() -> offline.add(List.of("foo:bar", "ftp://me:word@", "nothing"), folder, false))
                .isInstanceOf(LinksNotAddedException.class)
                .hasMessageContainingAll("link 1 (foo:bar)", "link 2 (ftp:///***)", "link 3 (nothing)")
                .hasMessageNotContaining("word");
    }

    @Test
    @DisplayName("a link that is given twice is sent once, and has two results")
    void sendsALinkOnce() {
        List<OfflineLink> added = offline.add(List.of(link(0), " " + link(0) + " ", link(1)), folder, true);

        assertThat(added)
                .extracting(OfflineLink::outcome)
                .containsOnly(Outcome.added)
                .hasSize(3);
        assertThat(emulator.requests().of(ADD))
                .singleElement()
                .satisfies(request -> assertThat(request.parameter("urls")).isEqualTo(link(0) + "\n" + link(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://a.example/\nhttp://b.example/"})
    @DisplayName("an empty link, or one with a line break, is refused before a call")
    void refusesBadLinksBeforeACall(String bad) {
        assertThatThrownBy(() -> offline.add(List.of(link(0), bad), folder, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("link 2");
        assertThatThrownBy(() -> offline.add(List.of(), folder, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> offline.add(List.of(link(0)), "", false)).hasMessageContaining("folder id");
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    @DisplayName("quota, space and a missing folder refuse the call; a quota that ends within a call its last links")
    void tellsWhatIsUsedUp() {
        emulator.offline().setQuota(2);
        assertThat(offline.add(links(3), folder, false))
                .extracting(OfflineLink::outcome)
                .containsExactly(Outcome.added, Outcome.added, Outcome.rejected);
        assertThatThrownBy(() -> offline.add(links(3), folder, false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1000012");
        assertThatThrownBy(() -> offline.add(links(3), "4711", false)).isInstanceOf(NotFoundException.class);
        emulator.faults().arm(ADD, Fault.error(91006, "no space"));
        assertThatThrownBy(() -> offline.add(links(3), folder, false)).hasMessageContaining("91006");
    }

    @Test
    @DisplayName("if a later call fails, the exception has the links of the earlier ones, and the kind of the failure")
    void tellsWhatWasAddedBeforeAFailure() {
        emulator.faults().arm(ADD, Fault.html(405)).after(1);

        LinksNotAddedException failure =
                catchThrowableOfType(LinksNotAddedException.class, () -> offline.add(links(200), folder, false));

        assertThat(failure).hasMessageContaining("115 of 200 links").hasCauseInstanceOf(ThrottledException.class);
        assertThat(failure.kind()).isEqualTo(((ThrottledException) failure.getCause()).kind());
        assertThat(failure.links())
                .hasSize(115)
                .extracting(OfflineLink::outcome)
                .containsOnly(Outcome.added);
    }

    @Test
    @DisplayName("a row that shortens its link belongs to the link in its place")
    void matchesRowsByOrder() {
        emulator.faults()
                .arm(
                        ADD,
                        Fault.rewrite(reply -> reply.get("data")
                                .forEach(row -> ((ObjectNode) row)
                                        .put("url", row.get("url").asText().substring(0, 8)))));

        assertThat(offline.add(links(3), folder, true))
                .extracting(OfflineLink::url)
                .isEqualTo(links(3));
        assertThat(emulator.requests().count(LIST)).isZero();
    }

    @Test
    @DisplayName("all pages of tasks, with every member")
    void listsAllPages() {
        offline.add(links(70), folder, false);
        emulator.offline().task(link(0)).fail();
        emulator.offline().task(link(1)).progress(40);
        String fileId = emulator.offline().task(link(2)).finish("film.mkv", Content.generated(1, 5000));
        emulator.requests().reset();

        List<OfflineTask> tasks = offline.tasks();

        Instant now = account.clock().instant();
        assertThat(tasks).hasSize(70);
        assertThat(task(tasks, 0).status()).isEqualTo(Status.failed);
        assertThat(task(tasks, 1).status()).isEqualTo(Status.downloading);
        assertThat(task(tasks, 1).percentDone()).isEqualTo(40);
        assertThat(task(tasks, 3).status()).isEqualTo(Status.assigning);
        assertThat(task(tasks, 3).fileId()).isNull();
        assertThat(task(tasks, 2))
                .isEqualTo(new OfflineTask(
                        emulator.offline().task(link(2)).infoHash(),
                        "film.mkv",
                        link(2),
                        5000,
                        Status.finished,
                        100,
                        fileId,
                        folder,
                        now,
                        now));
        assertThat(emulator.requests().count(LIST)).isEqualTo(3);
    }

    @Test
    @DisplayName("R1 a list whose pages do not fit together is read again, and is an error if they never do")
    void readsTheListAgain() {
        offline.add(links(40), folder, false);
        emulator.requests().reset();
        emulator.faults().before(LIST, 2, () -> emulator.offline().addTask("https://files.example/late", folder));

        assertThat(offline.tasks()).hasSize(41);
        assertThat(emulator.requests().count(LIST)).isEqualTo(4);

        emulator.faults()
                .arm(LIST, Fault.rewrite(reply -> ((ObjectNode) reply.get("data")).putArray("tasks")))
                .always();
        assertThatThrownBy(offline::tasks).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("no tasks are an empty list; a reply without its data is an error")
    void tellsNoTasksFromNoAnswer() {
        assertThat(offline.tasks()).isEmpty();

        emulator.faults().arm(LIST, Fault.body("{\"state\":true,\"message\":\"\",\"code\":0,\"data\":[]}"));
        assertThatThrownBy(offline::tasks).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("the samples of the description of the service")
    void readsTheSamples() {
        emulator.faults().arm(LIST, Fault.body("""
                {"state":true,"message":"","code":0,"data":{"page":1,"page_count":1,"count":1,"tasks":[{
                "info_hash":"00112233445566778899aabbccddeeff00112233","add_time":1790000000,"percentDone":100,
                "size":734003200,"name":"clip 01.mkv","last_update":1790000060,"file_id":"3100000000000000777",
                "delete_file_id":"3100000000000000777","status":2,
                "url":"magnet:?xt=urn:btih:00112233445566778899aabbccddeeff00112233",
                "wp_path_id":"3100000000000000100","def2":4,"play_long":3605,"can_appeal":0}]}}"""));
        assertThat(offline.tasks())
                .containsExactly(new OfflineTask(
                        HASH,
                        "clip 01.mkv",
                        MAGNET,
                        734003200,
                        Status.finished,
                        100,
                        "3100000000000000777",
                        "3100000000000000100",
                        Instant.ofEpochSecond(1790000000),
                        Instant.ofEpochSecond(1790000060)));

        emulator.faults().arm("/open/offline/get_quota_info", Fault.body("""
                {"state":true,"message":"","code":0,"data":{"count":1500,"used":12,"surplus":1488,"package":[
                {"name":"monthly quota","count":1500,"used":12,"surplus":1488,
                "expire_info":[{"surplus":1488,"expire_time":1792000000}]}]}}"""));
        assertThat(offline.quota())
                .isEqualTo(new OfflineQuota(
                        1500,
                        12,
                        1488,
                        List.of(new OfflineQuota.QuotaPackage(
                                "monthly quota",
                                1500,
                                12,
                                1488,
                                List.of(new OfflineQuota.Expiration(1488, Instant.ofEpochSecond(1792000000)))))));

        emulator.faults().arm("/open/offline/get_quota_info", Fault.body("""
                {"state":1,"data":{"count":"10","used":3,"package":[{"name":"x","expire_info":null}]}}"""));
        assertThat(offline.quota())
                .isEqualTo(new OfflineQuota(10, 3, 7, List.of(new OfflineQuota.QuotaPackage("x", 0, 0, 0, List.of()))));
    }

    @Test
    @DisplayName("deletes tasks by their info hash, with their files if that is said")
    void deletesTasks() {
        List<OfflineLink> added = offline.add(links(3), folder, false);
        String fileId = emulator.offline().task(link(0)).finish("film.mkv", Content.of("film"));

        offline.delete(List.of(added.get(1).infoHash()), false);
        offline.delete(List.of(added.get(0).infoHash()), true);

        assertThat(offline.tasks()).extracting(OfflineTask::url).containsExactly(link(2));
        assertThat(emulator.drive().isBinned(fileId)).isTrue();
        assertThat(emulator.requests().count("/open/offline/del_task")).isEqualTo(2);
    }

    @Test
    @DisplayName("R43 a deletion whose reply is lost is looked up, and repeated only if the task is there")
    void looksUpALostDeletion() {
        List<OfflineLink> added = offline.add(links(3), folder, false);
        List<String> hashes = added.stream().map(OfflineLink::infoHash).toList();
        emulator.requests().reset();

        emulator.faults().arm("/open/offline/del_task", Fault.lostReply());
        emulator.faults()
                .arm("/open/offline/del_task", Fault.dropBeforeEffect())
                .after(1);
        offline.delete(hashes, false);

        assertThat(emulator.offline().tasks()).isEmpty();
        assertThat(emulator.requests().count(LIST)).isEqualTo(1);
        assertThat(emulator.requests().of("/open/offline/del_task"))
                .extracting(request -> request.parameter("info_hash"))
                .containsExactly(hashes.get(0), hashes.get(1), hashes.get(2), hashes.get(1));
    }

    @Test
    @DisplayName("a task that is gone already counts as deleted; a refusal of one that is there is an error")
    void takesAGoneTaskForDeleted() {
        String hash = offline.add(links(1), folder, false).get(0).infoHash();

        offline.delete(List.of(HASH), true);

        emulator.faults().arm("/open/offline/del_task", Fault.error(990002, "parameters"));
        assertThatThrownBy(() -> offline.delete(List.of(hash), false)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> offline.delete(List.of(), false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> offline.delete(List.of("a b"), false)).hasMessageContaining("no info hash");
    }

    @ParameterizedTest
    @CsvSource({
        "finished, false, 0",
        "finished, true, 4",
        "failed, false, 2",
        "running, false, 3",
        "all, false, 1",
        "all, true, 5"
    })
    @DisplayName("clears the tasks of a scope")
    void clears(OfflineScope scope, boolean deleteSourceFiles, String flag) {
        offline.add(links(3), folder, false);
        emulator.offline().task(link(0)).fail();
        String fileId = emulator.offline().task(link(1)).finish("film.mkv", Content.of("film"));

        offline.clear(scope, deleteSourceFiles);

        assertThat(emulator.requests().of("/open/offline/clear_task"))
                .extracting(request -> request.parameter("flag"))
                .containsExactly(flag);
        assertThat(emulator.offline().tasks()).hasSize(scope == OfflineScope.all ? 0 : 2);
        assertThat(emulator.drive().isBinned(fileId)).isEqualTo(deleteSourceFiles);
    }

    @Test
    @DisplayName("R43 clearing is never repeated: a lost reply is looked up, and is an error if tasks are left")
    void neverClearsTwice() {
        offline.add(links(2), folder, false);
        emulator.offline().task(link(0)).fail();

        emulator.faults().arm("/open/offline/clear_task", Fault.lostReply());
        offline.clear(OfflineScope.failed, false);
        emulator.faults().arm("/open/offline/clear_task", Fault.dropBeforeEffect());
        assertThatThrownBy(() -> offline.clear(OfflineScope.running, false)).isInstanceOf(NoReplyException.class);

        assertThat(emulator.requests().count("/open/offline/clear_task")).isEqualTo(2);
        assertThat(emulator.requests().count(LIST)).isEqualTo(2);
        assertThatThrownBy(() -> offline.clear(OfflineScope.failed, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("reads a torrent file, and adds its wanted files, or those that are selected")
    void addsATorrent() {
        String[] torrent = torrentFile();

        TorrentInfo info = offline.torrentInfo(torrent[0], torrent[1]);
        assertThat(info.name()).isEqualTo("clip");
        assertThat(info.size()).isEqualTo(5000 + 1);
        assertThat(info.files()).extracting(TorrentInfo.TorrentFile::wanted).containsExactly(true, false);
        assertThat(info.files()).extracting(TorrentInfo.TorrentFile::index).containsExactly(0, 1);

        OfflineLink added = offline.addTorrent(torrent[0], torrent[1], List.of(), folder, null);

        assertThat(added).isEqualTo(new OfflineLink(null, info.infoHash(), Outcome.added, 0, ""));
        assertThat(offline.addTorrent(torrent[0], torrent[1], List.of(1, 0), folder, "A/B")
                        .outcome())
                .isEqualTo(Outcome.existing);
        assertThat(emulator.requests().of("/open/offline/add_task_bt"))
                .extracting(request -> request.parameter("wanted"), request -> request.parameter("save_path"))
                .containsExactly(tuple("0", "clip"), tuple("0,1", "A/B"));
        assertThat(emulator.offline().usedQuota()).isEqualTo(1);
    }

    @Test
    @DisplayName("a file that the torrent does not have is refused with its possible numbers")
    void refusesAFileThatIsNotThere() {
        String[] torrent = torrentFile();

        assertThatThrownBy(() -> offline.addTorrent(torrent[0], torrent[1], List.of(2), folder, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no file 2: use numbers from 0 to 1");
        assertThatThrownBy(() -> offline.torrentInfo(torrent[0], null)).hasMessageContaining("SHA-1");
        assertThatThrownBy(() -> offline.torrentInfo("e" + torrent[0].substring(1), torrent[1]))
                .isInstanceOf(NotFoundException.class);
        assertThat(emulator.requests().count("/open/offline/add_task_bt")).isZero();
    }

    @Test
    @DisplayName("R43 a torrent whose reply is lost is looked up and not added twice")
    void looksUpALostTorrent() {
        String[] torrent = torrentFile();
        emulator.faults().arm("/open/offline/add_task_bt", Fault.lostReply());

        assertThat(offline.addTorrent(torrent[0], torrent[1], List.of(), folder, null)
                        .outcome())
                .isEqualTo(Outcome.added);
        assertThat(emulator.requests().count("/open/offline/add_task_bt")).isEqualTo(1);
    }

    @Test
    @DisplayName("the records are written as JSON and read back without a module")
    void recordsAreJson() throws Exception {
        offline.add(links(1), folder, false);
        OfflineTask task = offline.tasks().get(0);
        OfflineQuota quota = offline.quota();
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readValue(json.writeValueAsString(task), OfflineTask.class))
                .isEqualTo(task);
        assertThat(json.readValue(json.writeValueAsString(quota), OfflineQuota.class))
                .isEqualTo(quota);
        OfflineLink link = new OfflineLink(link(0), HASH, Outcome.rejected, 10004, "bad");
        assertThat(json.readValue(json.writeValueAsString(link), OfflineLink.class))
                .isEqualTo(link);
        TorrentInfo torrent = new TorrentInfo(HASH, "clip", 1, List.of(new TorrentInfo.TorrentFile(0, "a/b", 1, true)));
        assertThat(json.readValue(json.writeValueAsString(torrent), TorrentInfo.class))
                .isEqualTo(torrent);
        assertThat(json.readTree(json.writeValueAsString(task)).fieldNames())
                .toIterable()
                .containsExactly(
                        "infoHash",
                        "name",
                        "url",
                        "size",
                        "status",
                        "percentDone",
                        "fileId",
                        "folderId",
                        "addedAt",
                        "updatedAt");
    }

    @Test
    @DisplayName("R39 the text of a record does not show the address of a file")
    void hidesAddresses() {
        String secret = "https://me:word@files.example/path/file?signature=secret";

        assertThat(new OfflineLink(secret, null, Outcome.added, 0, null).toString())
                .contains("https://files.example/***")
                .doesNotContain("word", "secret", "path/");
        assertThat(new OfflineTask(HASH, "n", secret, 0, null, 0, null, null, null, null).toString())
                .doesNotContain("word", "secret");
    }

    private String[] torrentFile() {
        Map<String, Content> files = new LinkedHashMap<>();
        files.put("clip 01.mkv", Content.generated(1, 5000));
        files.put("readme.txt", Content.of("x"));
        Content content = emulator.offline().torrent("clip", files);
        EmulatedFile file = emulator.drive().addFile(folder, "clip.torrent", content);
        return new String[] {file.pickCode(), file.sha1()};
    }

    private OfflineTask task(List<OfflineTask> tasks, int number) {
        return tasks.stream()
                .filter(task -> task.url().equals(link(number)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> links(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(OfflineDownloadsTest::link).toList());
    }

    private static String link(int number) {
        return "https://files.example/file-" + number + ".bin";
    }
}
