package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriveEntriesTest {

    private static final String INFO = "/open/folder/get_info";

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private DriveFiles files;
    private String folder;
    private EmulatedFile file;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        files = EmulatedClient.connect(emulator, state).files();
        folder = emulator.drive().folder("/incoming");
        file = emulator.drive().addFile(folder, "clip 01.mkv", Content.of("bytes"));
    }

    @Test
    void describesAFile() {
        FileDetails details = files.info(file.id());
        assertThat(details.item().name()).isEqualTo("clip 01.mkv");
        assertThat(details.item().folder()).isFalse();
        assertThat(details.item().size()).isEqualTo(5);
        assertThat(details.item().sha1()).isEqualTo(file.sha1());
        assertThat(details.item().pickCode()).isEqualTo(file.pickCode());
        assertThat(details.item().parentId()).isEqualTo(folder);
        assertThat(details.item().created()).isEqualTo(file.uploadTime());
        assertThat(details.item().updated()).isEqualTo(file.updateTime());
        assertThat(details.parent().folderId()).isEqualTo(folder);
        assertThat(details.fileCount()).isZero();
    }

    @Test
    void describesAFolderWithItsCounts() {
        String below = emulator.drive().createFolder(folder, "below");
        emulator.drive().addFile(below, "x", Content.of("x"));
        FileDetails details = files.info(folder);
        assertThat(details.item().folder()).isTrue();
        assertThat(details.fileCount()).isEqualTo(2);
        assertThat(details.folderCount()).isEqualTo(1);
        assertThat(details.parent().folderId()).isEqualTo(FileItem.ROOT_ID);
    }

    @Test
    void takesDetailsInAnArrayAsWell() {
        emulator.faults()
                .arm(
                        INFO,
                        Fault.rewrite(
                                reply -> reply.set("data", reply.arrayNode().add(reply.get("data")))));
        assertThat(files.info(file.id()).item().id()).isEqualTo(file.id());
    }

    @Test
    void tellsNotFoundFromUnreadable() {
        assertThatThrownBy(() -> files.info("3100000000000099999")).isInstanceOf(NotFoundException.class);
        emulator.faults().arm(INFO, Fault.rewrite(reply -> reply.putArray("data")));
        assertThatThrownBy(() -> files.info(file.id())).isInstanceOf(NotFoundException.class);
        emulator.faults().arm(INFO, Fault.rewrite(reply -> reply.putObject("data")));
        assertThatThrownBy(() -> files.info(file.id())).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("R41 details with an impossible id are unreadable, those with impossible times lack the times")
    void readsImpossibleDetails() {
        emulator.faults()
                .arm(INFO, Fault.rewrite(reply -> reply.withObject("data").put("file_id", "../../x")));
        assertThatThrownBy(() -> files.info(List.of("incoming", "clip 01.mkv")))
                .isInstanceOf(UnreadableReplyException.class);

        emulator.faults()
                .arm(
                        INFO,
                        Fault.rewrite(reply -> reply.withObject("data")
                                .put("ptime", Long.MAX_VALUE)
                                .put("utime", "1e30")));
        FileItem item = files.info(file.id()).item();
        assertThat(item.created()).isNull();
        assertThat(item.updated()).isNull();
        assertThat(item.state()).isEqualTo(FileItem.State.READY);
    }

    @Test
    @DisplayName("R41 the id that stands for an impossible one in a listing is never sent")
    void sendsNoIdThatStandsForAnother() {
        emulator.faults()
                .arm("/open/ufile/files", Fault.rewrite(reply -> ((ObjectNode) reply.at("/data/0")).put("fid", "x")));
        FileItem row = files.list(ListQuery.childrenOf(folder, 100)).rows().get(0);
        int requests = emulator.requests().all().size();

        assertThat(row.state()).isEqualTo(FileItem.State.IMPOSSIBLE);
        assertThat(row.name()).isEqualTo("clip 01.mkv");
        assertThatThrownBy(() -> files.info(row.id())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.delete(List.of(row.id()))).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).hasSize(requests);
    }

    @Test
    @DisplayName("R41 a search leaves impossible rows out")
    void findsNoImpossibleRows() {
        EmulatedFile other = emulator.drive().addFile(folder, "clip 02.mkv", Content.of("b"));
        emulator.faults()
                .arm(
                        "/open/ufile/search",
                        Fault.rewrite(reply -> reply.path("data").forEach(row -> {
                            if (row.path("file_name").asText().equals("clip 01.mkv")) {
                                ((ObjectNode) row).put("user_utime", Long.MAX_VALUE);
                            }
                        })));
        assertThat(files.search(folder, "clip", 10)).extracting(FileItem::id).containsExactly(other.id());
    }

    @Test
    @DisplayName("R31 a path is looked up by its names, which may contain slashes")
    void findsByNames() {
        String odd = emulator.drive().createFolder(folder, "a/b\\c");
        EmulatedFile inside = emulator.drive().addFile(odd, " x/\ud83d\ude00.txt", Content.of("y"));
        assertThat(files.info(List.of("incoming", "a/b\\c", " x/\ud83d\ude00.txt"))
                        .item()
                        .id())
                .isEqualTo(inside.id());
        assertThat(emulator.requests().of("POST " + INFO))
                .extracting(request -> request.parameter("path"))
                .containsExactly(">incoming>a/b\\c> x/\ud83d\ude00.txt");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"0, root", "3100000000000099999, root", "3100000000000099999, elsewhere"})
    @DisplayName("R42 the root, or an entry of the right name in another folder, is not the answer to a path")
    void refusesAnotherEntry(String id, String parent) {
        emulator.faults().arm(INFO, Fault.rewrite(reply -> {
            ObjectNode data = (ObjectNode) reply.get("data");
            data.put("file_id", id);
            ArrayNode paths = data.putArray("paths");
            paths.addObject().put("file_id", 0).put("file_name", "root");
            if (!parent.equals("root")) {
                paths.addObject().put("file_id", "3100000000000088888").put("file_name", parent);
            }
        }));
        assertThatThrownBy(() -> files.info(List.of("incoming", "clip 01.mkv")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("path >incoming>clip 01.mkv does not exist")
                .hasMessageContaining("clip 01.mkv' (id " + id + ") instead");
    }

    @Test
    @DisplayName("R42 a root that carries the name that was asked for is not the answer to its path")
    void refusesTheRoot() {
        emulator.faults().arm(INFO, Fault.rewrite(reply -> {
            ObjectNode data = (ObjectNode) reply.get("data");
            data.put("file_id", 0);
            data.putArray("paths");
        }));
        assertThatThrownBy(() -> files.info(List.of("incoming"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("R42 a new folder is never the root, which files would be moved into")
    void createsNoRoot() {
        emulator.faults()
                .arm(
                        "/open/folder/add",
                        Fault.rewrite(reply -> ((ObjectNode) reply.get("data"))
                                .put("file_id", "0")
                                .put("cid", "0")));
        assertThatThrownBy(() -> files.createFolder(folder, "new")).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    void noNamesAreTheRootFolder() {
        FileDetails root = files.info(List.of());
        assertThat(root.item().id()).isEqualTo(FileItem.ROOT_ID);
        assertThat(root.parent()).isNull();
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void aPathThatCannotExistIsNotAskedFor() {
        assertThatThrownBy(() -> files.info(List.of("a>b"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> files.info(List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void searchesPageByPage() {
        for (int i = 0; i < 1300; i++) {
            emulator.drive().addFile(folder, "report " + i + ".pdf", Content.generated(1, 2));
        }
        assertThat(files.search(folder, "report", 5)).hasSize(5);
        assertThat(files.search(folder, "report", 10_000))
                .hasSize(1300)
                .allSatisfy(row -> assertThat(row.size()).isEqualTo(2))
                .extracting(FileItem::id)
                .doesNotHaveDuplicates();
        assertThat(files.search(folder, "clip", 10)).extracting(FileItem::id).containsExactly(file.id());
        assertThat(files.search(folder, "nothing", 10)).isEmpty();
        assertThatThrownBy(() -> files.search(folder, " ", 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchesWithTheFirstFortyCharacters() {
        files.search(folder, "\ud83d\ude00".repeat(60), 10);
        assertThat(emulator.requests().of("/open/ufile/search"))
                .extracting(request -> request.parameter("search_value"))
                .containsExactly("\ud83d\ude00".repeat(40));
    }

    @Test
    void movesInBatchesOfAThousand() {
        String target = emulator.drive().folder("/done");
        List<String> ids = IntStream.range(0, 2001)
                .mapToObj(i -> emulator.drive()
                        .addFile(folder, "f" + i, Content.generated(1, 1))
                        .id())
                .toList();
        files.move(ids, target);
        assertThat(emulator.drive().filesBelow(target)).hasSize(2001);
        assertThat(emulator.requests().of("/open/ufile/move"))
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.parameter("to_cid")).isEqualTo(target));
    }

    @Test
    void deletesIntoTheRecycleBinAndTakesGoneForDeleted() {
        files.delete(List.of(file.id()));
        assertThat(emulator.drive().isBinned(file.id())).isTrue();
        emulator.faults().arm("/open/ufile/delete", Fault.error(231011, "deleted"));
        files.delete(List.of(file.id()));
        emulator.faults().arm("/open/ufile/delete", Fault.error(430004, "gone"));
        files.delete(List.of(file.id()));
        emulator.faults().arm("/open/ufile/delete", Fault.error(20018, "gone"));
        assertThatThrownBy(() -> files.delete(List.of(file.id())))
                .as("no proof that it is gone")
                .isInstanceOf(NotFoundException.class);
        emulator.faults().arm("/open/ufile/delete", Fault.error(231011, "one of them"));
        assertThatThrownBy(() -> files.delete(List.of(file.id(), folder))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesToDeleteNothingOrEverything() {
        assertThatThrownBy(() -> files.delete(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> files.delete(List.of("0"))).hasMessageContaining("root folder");
        assertThatThrownBy(() -> files.delete(List.of("1,2"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void renames() {
        files.rename(file.id(), "clip 02.mkv");
        assertThat(emulator.drive().names(folder)).containsExactly("clip 02.mkv");
        FileItem item = files.info(file.id()).item();
        emulator.requests().reset();
        files.rename(item, "clip 02.mkv");
        assertThat(emulator.requests().all()).isEmpty();
        files.rename(files.info(folder).item(), "out.going");
        assertThat(emulator.drive().names(FileItem.ROOT_ID)).containsExactly("out.going");
    }

    @ParameterizedTest
    @CsvSource({"clip.avi,extension", "clip,extension", "clip.mkv.v2,extension", "a<b.mkv,allows none", "'',empty"})
    void refusesANameThatTheServiceWouldChange(String name, String reason) {
        FileItem item = files.info(file.id()).item();
        assertThatThrownBy(() -> files.rename(item, name))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
        assertThat(emulator.requests().count("/open/ufile/update")).isZero();
    }

    @Test
    void refusesFolderNamesThatAreTooLong() {
        FileItem item = files.info(folder).item();
        assertThatThrownBy(() -> files.rename(item, "\u00e4".repeat(128))).hasMessageContaining("255 bytes");
        assertThatThrownBy(() -> files.createFolder(folder, "a".repeat(256))).hasMessageContaining("255 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", " a ", "..", "\ud83d\ude00", "2026-10"})
    @DisplayName("R31 folders keep the exact name they are created with")
    void createsFolders(String name) {
        String id = files.createFolder(folder, name);
        assertThat(files.path(id).below(folder)).containsExactly(new FolderPath.Element(id, name));
        assertThatThrownBy(() -> files.createFolder(folder, name)).isInstanceOf(NameConflictException.class);
    }

    @Test
    void aFolderCreatedWithoutAnIdIsUnreadable() {
        emulator.faults().arm("/open/folder/add", Fault.rewrite(reply -> reply.putArray("data")));
        assertThatThrownBy(() -> files.createFolder(folder, "x")).isInstanceOf(UnreadableReplyException.class);
    }
}
