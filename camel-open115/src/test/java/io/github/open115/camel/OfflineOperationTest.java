/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.offline.LinksNotAddedException;
import io.github.open115.client.offline.OfflineLink;
import io.github.open115.client.offline.OfflineLink.Outcome;
import io.github.open115.client.offline.OfflineQuota;
import io.github.open115.client.offline.OfflineTask;
import io.github.open115.client.offline.TorrentInfo;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of the cloud download, with exact counts of calls. */
class OfflineOperationTest {

    private static final String ADD = "open115:/films?operation=offlineAdd";
    private static final String DELETE = "open115:/?operation=offlineDelete";
    private static final String ONE = "https://files.example/one.bin";
    private static final String TWO = "https://files.example/two.bin";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    @Test
    @DisplayName("a text with a link in each line is added to the folder of the endpoint, which is created once")
    void addsTheLinesOfAText() {
        Exchange first = drive.send(ADD, ONE + "\r\n\n  " + TWO + "\n", Map.of("kept", "1"));

        assertThat(links(first)).extracting(OfflineLink::url).containsExactly(ONE, TWO);
        assertThat(links(first)).extracting(OfflineLink::outcome).containsOnly(Outcome.added);
        assertThat(first.getMessage().getHeaders()).containsEntry("kept", "1");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "add", 1L, "add_task_urls", 1L));
        assertThat(drive.emulator().offline().task(ONE).folderId())
                .isEqualTo(drive.emulator().drive().folder("/films"));

        Exchange second = drive.send(ADD, List.of(TWO, "foo:bar"), Map.of());

        assertThat(links(second)).extracting(OfflineLink::outcome).containsExactly(Outcome.existing, Outcome.rejected);
        assertThat(drive.calls()).isEqualTo(Map.of("add_task_urls", 1L));
    }

    @Test
    @DisplayName("500 links of a collection are added with 5 calls")
    void addsFiveHundredLinks() {
        List<String> links = IntStream.range(0, 500)
                .mapToObj(i -> "https://files.example/" + i)
                .toList();

        assertThat(links(drive.send("open115:/?operation=offlineAdd", links, Map.of())))
                .hasSize(500);
        assertThat(drive.calls()).isEqualTo(Map.of("add_task_urls", 5L));
    }

    @Test
    @DisplayName("with failOnRejectedLink one refused link fails the exchange, and the body stays")
    void failsOnARejectedLink() {
        Exchange result = drive.send(ADD + "&failOnRejectedLink=true", ONE + "\nfoo:bar", Map.of());

        assertThat(result.getException())
                .isInstanceOf(LinksNotAddedException.class)
                .hasMessageContaining("link 2 (foo:bar), code 10004");
        assertThat(result.getMessage().getBody()).isEqualTo(ONE + "\nfoo:bar");
        assertThat(drive.send(ADD, "foo:bar", Map.of()).getException()).isInstanceOf(LinksNotAddedException.class);
    }

    @Test
    @DisplayName("a body without links is refused before a call, with what to send")
    void refusesABodyWithoutLinks() {
        EmulatedFile file = drive.put("/a", "one.txt", "1");
        for (Object body :
                new Object[] {null, "", " \n ", List.of(), List.of(ONE, 7), ResolveLinkOperationTest.record(file)}) {
            Exchange result = drive.send(ADD, body, Map.of());
            assertThat(result.getException())
                    .as("body %s", body)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("send a text with a link in each line, or a collection of links");
            assertThat(drive.calls()).isEmpty();
        }
    }

    @Test
    @DisplayName("a folder that was deleted since the last links is created again")
    void createsADeletedFolderAgain() {
        drive.send(ADD, ONE, Map.of());
        drive.emulator().drive().remove(drive.emulator().drive().folder("/films"));

        Exchange result = drive.send(ADD, TWO, Map.of());

        assertThat(links(result)).extracting(OfflineLink::outcome).containsExactly(Outcome.added);
        assertThat(drive.calls()).containsEntry("add_task_urls", 2L).containsEntry("add", 1L);
    }

    @Test
    @DisplayName("with autoCreate=false a missing folder is an error that says what to do")
    void createsNoFolderIfThatIsForbidden() {
        assertThat(drive.send(ADD + "&autoCreate=false", ONE, Map.of()).getException())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("The folder '/films' to download into does not exist")
                .hasMessageContaining("autoCreate=false");
        assertThat(drive.calls()).doesNotContainKeys("add", "add_task_urls");
    }

    @Test
    @DisplayName("R43 a lost reply is looked up in the list of tasks, and the links are not sent again")
    void neverAddsTwice() {
        drive.emulator().faults().arm("/open/offline/add_task_urls", Fault.lostReply());

        Exchange result = drive.send("open115:/?operation=offlineAdd", ONE, Map.of());

        assertThat(links(result)).extracting(OfflineLink::outcome).containsExactly(Outcome.added);
        assertThat(drive.calls()).isEqualTo(Map.of("add_task_urls", 1L, "get_task_list", 1L));
        assertThat(drive.emulator().offline().usedQuota()).isEqualTo(1);
    }

    @Test
    @DisplayName("lists the tasks, tells the quota, and clears what has finished")
    void listsAndClears() {
        drive.send(ADD, List.of(ONE, TWO), Map.of());
        drive.emulator().offline().task(ONE).finish("one.bin", Content.of("1"));

        List<?> tasks = drive.send("open115:/?operation=offlineList", null, Map.of())
                .getMessage()
                .getBody(List.class);
        assertThat(tasks).hasSize(2).allMatch(OfflineTask.class::isInstance);
        OfflineQuota quota = drive.send("open115:/?operation=offlineQuota", null, Map.of())
                .getMessage()
                .getBody(OfflineQuota.class);
        assertThat(quota.used()).isEqualTo(2);
        assertThat(quota.remaining()).isEqualTo(1498);

        Exchange cleared = drive.send("open115:/?operation=offlineClear", "before", Map.of());
        assertThat(cleared.getMessage().getBody()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("clear_task", 1L));
        assertThat(drive.emulator().offline().tasks())
                .extracting(task -> task.url())
                .containsExactly(TWO);

        drive.send("open115:/?operation=offlineClear&offlineScope=ALL", null, Map.of());
        assertThat(drive.emulator().offline().tasks()).isEmpty();
    }

    @Test
    @DisplayName("deletes the task of the header, else those of the body")
    void deletes() {
        List<OfflineLink> added = links(drive.send(ADD, List.of(ONE, TWO, TWO + "2", TWO + "3", TWO + "4"), Map.of()));
        List<?> tasks = drive.send("open115:/?operation=offlineList", null, Map.of())
                .getMessage()
                .getBody(List.class);

        Exchange result = drive.send(
                DELETE, tasks, Map.of("CamelOpen115InfoHash", added.get(0).infoHash()));
        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getBody()).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("del_task", 1L));
        drive.send(DELETE, added.get(1), Map.of());
        drive.send(DELETE, List.of(added.get(2), added.get(3).infoHash()), Map.of());
        assertThat(drive.calls()).isEqualTo(Map.of("del_task", 2L));
        assertThat(drive.emulator().offline().tasks())
                .extracting(task -> task.url())
                .containsExactly(TWO + "4");
        drive.emulator().offline().task(TWO + "4").finish("four.bin", Content.of("4"));

        drive.send(DELETE + "&deleteSourceFiles=true", tasks.get(0), Map.of());
        assertThat(drive.emulator().drive().binned()).hasSize(1);
    }

    @Test
    @DisplayName("a message without a task is refused before a call, with what to set")
    void refusesAMessageWithoutATask() {
        OfflineLink rejected = new OfflineLink("foo:bar", null, Outcome.rejected, 10004, "");
        for (Object body : new Object[] {null, "0011", List.of(), List.of(7), rejected}) {
            assertRefused(drive.send(DELETE, body, Map.of()), "names no task to delete");
        }
        assertRefused(
                drive.send(DELETE, null, Map.of("CamelOpen115InfoHash", " ")), "CamelOpen115InfoHash has no value");
        assertRefused(drive.send(DELETE, null, Map.of("CamelOpen115InfoHash", "a,b")), "no info hash");
    }

    @Test
    @DisplayName("reads a torrent file of the drive, and adds it with the files of the header")
    void addsATorrent() {
        Map<String, Content> files = new LinkedHashMap<>();
        files.put("a.mkv", Content.generated(1, 5000));
        files.put("b.mkv", Content.generated(2, 5000));
        files.put("c.txt", Content.of("c"));
        drive.emulator()
                .drive()
                .addFile(
                        drive.emulator().drive().folder("/films"),
                        "clip.torrent",
                        drive.emulator().offline().torrent("clip", files));
        Map<String, Object> headers = Map.of("CamelFileName", "clip.torrent");

        TorrentInfo info = drive.send("open115:/films?operation=offlineTorrentInfo", null, headers)
                .getMessage()
                .getBody(TorrentInfo.class);
        assertThat(info.files()).extracting(TorrentInfo.TorrentFile::wanted).containsExactly(true, true, false);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "torrent", 1L));

        Exchange added = drive.send(
                "open115:/films?operation=offlineAddTorrent",
                null,
                Map.of(
                        "CamelFileName",
                        "clip.torrent",
                        "CamelOpen115TorrentFiles",
                        "0, 2",
                        "CamelOpen115SavePath",
                        "new/clip"));

        assertThat(added.getMessage().getBody())
                .isEqualTo(new OfflineLink(null, info.infoHash(), Outcome.added, 0, ""));
        assertThat(drive.calls().get("add_task_bt")).isEqualTo(1);
        assertThat(drive.emulator().requests().of("/open/offline/add_task_bt"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.parameter("wanted")).isEqualTo("0,2");
                    assertThat(request.parameter("save_path")).isEqualTo("new/clip");
                    assertThat(request.parameter("wp_path_id"))
                            .isEqualTo(drive.emulator().drive().folder("/films"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "0,", "-1", "0;1"})
    @DisplayName("numbers of files that are none are refused before a call")
    void refusesBadNumbers(String numbers) {
        drive.put("/films", "clip.torrent", "none");
        assertRefused(
                drive.send(
                        "open115:/films?operation=offlineAddTorrent",
                        null,
                        Map.of("CamelFileName", "clip.torrent", "CamelOpen115TorrentFiles", numbers)),
                "CamelOpen115TorrentFiles");
    }

    @Test
    @DisplayName("options that cannot be used are refused when the endpoint is created, with the choices")
    void refusesBadOptions() {
        assertThatThrownBy(() -> drive.routes().context().getEndpoint("open115:/?offlineScope=some"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining("offlineScope=some")
                .hasStackTraceContaining("finished, failed, running, all");
        assertThatThrownBy(() -> drive.routes()
                        .context()
                        .getEndpoint("open115:/?operation=offlineClear&offlineScope=failed&deleteSourceFiles=true"))
                .hasStackTraceContaining("deleteSourceFiles=true")
                .hasStackTraceContaining("offlineScope=failed has no files");
    }

    @Test
    @DisplayName("the results become JSON, and the same results again")
    void becomeJson() throws Exception {
        drive.routes().context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").marshal().json();
                from("direct:task").unmarshal().json(OfflineTask.class);
            }
        });
        drive.send(ADD, ONE, Map.of());
        Object task = drive.send("open115:/?operation=offlineList", null, Map.of())
                .getMessage()
                .getBody(List.class)
                .get(0);

        String json = drive.routes().template().requestBody("direct:json", task, String.class);

        assertThat(json).contains("\"status\":\"assigning\"", "\"infoHash\":");
        assertThat(drive.routes().template().requestBody("direct:task", json)).isEqualTo(task);
    }

    private void assertRefused(Exchange result, String message) {
        assertThat(result.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(drive.calls()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<OfflineLink> links(Exchange result) {
        assertThat(result.getException()).isNull();
        return result.getMessage().getBody(List.class);
    }
}
