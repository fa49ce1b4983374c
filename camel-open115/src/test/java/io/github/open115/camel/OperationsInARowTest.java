package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file the operations of one route act on: what is newest decides. */
class OperationsInARowTest {

    private static final String INFO = "open115:/a?operation=info";
    private static final String DOWNLOAD = "open115:/a?operation=download";
    private static final String MOVE = "open115:/a?operation=move";
    private static final String RENAME = "open115:/a?operation=rename";
    private static final String DELETE = "open115:/a?operation=delete";
    private static final String LIST = "open115:/a?operation=list";
    private static final String LINK = "open115:/a?operation=resolveLink";

    private static final String NAME = "CamelFileName";
    private static final String ID = "CamelOpen115FileId";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private final Queue<String> contents = new ConcurrentLinkedQueue<>();
    private String target;

    @BeforeEach
    void makeTarget() {
        target = drives().folder("/target");
    }

    private EmulatedDrive drives() {
        return drive.emulator().drive();
    }

    /** Sends a message through a route that is made of these steps. */
    private Exchange through(Consumer<RouteDefinition> steps, Object body, Map<String, Object> headers)
            throws Exception {
        add(steps);
        return drive.send("direct:in", body, headers);
    }

    private void add(Consumer<RouteDefinition> steps) throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from("direct:in").errorHandler(noErrorHandler()));
            }
        });
    }

    /** Sends a polled file through a route. */
    private Exchange polled(String folder, Consumer<RouteDefinition> steps) throws Exception {
        add(steps);
        try (ConsumerTemplate consumer = drive.routes().context().createConsumerTemplate()) {
            Exchange polled = consumer.receiveNoWait("open115:" + folder);
            drive.emulator().requests().reset();
            return drive.routes().template().send("direct:in", polled);
        }
    }

    private void read(Exchange exchange) {
        contents.add(exchange.getMessage().getHeader(NAME) + "="
                + exchange.getMessage().getBody(String.class));
    }

    private static Message message(Exchange result) {
        assertThat(result.getException()).isNull();
        return result.getMessage();
    }

    @Test
    @DisplayName(
            "R42 a file that was named and renamed is the one that is looked up and downloaded next, for no call more")
    void followsARenamedFile() throws Exception {
        EmulatedFile file = drive.put("/a/sub", "old.txt", "content");
        Message result = message(through(
                route -> route.to(RENAME).to(INFO).to(DOWNLOAD).process(this::read),
                null,
                Map.of(NAME, "sub/old.txt", "CamelOpen115NewName", "new.txt")));
        assertThat(result.getHeaders())
                .containsEntry(ID, file.id())
                .containsEntry(NAME, "sub/new.txt")
                .containsEntry("CamelFileNameOnly", "new.txt")
                .containsEntry("CamelFileAbsolutePath", "a/sub/new.txt")
                .containsEntry("CamelFileParent", "a/sub")
                .containsEntry("CamelOpen115Name", "new.txt");
        assertThat(contents).containsExactly("sub/new.txt=content");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 2L, "update", 1L, "downurl", 1L));
    }

    @Test
    @DisplayName("R42 rename leaves the new name in all headers, move the new parent and no old path")
    void leavesTheNewPlace() throws Exception {
        drive.put("/a", "old.txt", "content");
        Map<String, Object> headers =
                Map.of(NAME, "old.txt", "CamelOpen115NewName", "new.txt", "CamelOpen115TargetFolderId", target);
        Message result = message(
                through(route -> route.to(RENAME).process(this::noteHeaders).to(MOVE), null, headers));
        assertThat(contents).containsExactly("new.txt new.txt new.txt a/new.txt a");
        assertThat(result.getHeaders())
                .containsEntry(NAME, "new.txt")
                .containsEntry("CamelOpen115ParentId", target)
                .doesNotContainKeys("CamelFileAbsolutePath", "CamelFileParent", "CamelFileRelativePath");
    }

    private void noteHeaders(Exchange exchange) {
        contents.add(String.join(
                " ",
                List.of(NAME, "CamelFileNameOnly", "CamelFileRelativePath", "CamelFileAbsolutePath", "CamelFileParent")
                        .stream()
                        .map(name -> exchange.getMessage().getHeader(name, String.class))
                        .toList()));
    }

    @Test
    @DisplayName("R42 of two files of one name, move, download and delete in a row act on the one that the first found")
    void keepsToOneTwin() throws Exception {
        EmulatedFile one = drive.put("/a", "s.txt", "one");
        EmulatedFile two = drive.put("/a", "s.txt", "two");
        Message result = message(through(
                route -> route.to(MOVE)
                        .to(DOWNLOAD)
                        .process(this::read)
                        .to(DELETE)
                        .to(DELETE),
                null,
                Map.of(NAME, "s.txt", "CamelOpen115TargetFolderId", target)));
        String moved = result.getHeader(ID, String.class);
        assertThat(contents).containsExactly("s.txt=" + (moved.equals(one.id()) ? "one" : "two"));
        assertThat(drives().binned()).containsExactly(moved);
        assertThat(drives().names(drives().folder("/a"))).containsExactly("s.txt");
        assertThat(List.of(one.id(), two.id())).contains(moved);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "move", 1L, "downurl", 1L, "delete", 1L));
    }

    @Test
    @DisplayName("R42 a name that is no String, as of a Groovy route, keeps to the twin that was found, too")
    void keepsToOneTwinByNameThatIsNoString() throws Exception {
        drive.put("/a", "s.txt", "one");
        drive.put("/a", "s.txt", "two");
        Message result = message(through(
                route -> route.to(MOVE).to(DELETE),
                null,
                Map.of(NAME, new StringBuilder("s.txt"), "CamelOpen115TargetFolderId", target)));
        assertThat(drives().binned()).containsExactly(result.getHeader(ID, String.class));
        assertThat(drives().names(target)).isEmpty();
        assertThat(drives().names(drives().folder("/a"))).containsExactly("s.txt");
    }

    @Test
    @DisplayName("R42 a route that removes the component's headers still goes on with the twin that it found")
    void keepsToOneTwinByName() throws Exception {
        drive.put("/a", "s.txt", "one");
        drive.put("/a", "s.txt", "two");
        Message result = message(through(
                route -> route.to(INFO)
                        .setProperty("found")
                        .header(ID)
                        .removeHeaders("CamelOpen115*")
                        .to(DELETE),
                null,
                Map.of(NAME, "s.txt")));
        assertThat(drives().binned()).containsExactly(result.getExchange().getProperty("found", String.class));
    }

    @Test
    @DisplayName(
            "R42 a name that the route sets after an operation names another file, also for an operation that changes")
    void aNameThatIsSetAfterwardsWins() throws Exception {
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        EmulatedFile two = drive.put("/a", "two.txt", "2");
        message(through(
                route -> route.to(INFO)
                        .setHeader(NAME)
                        .constant("two.txt")
                        .to(DOWNLOAD)
                        .process(this::read)
                        .setHeader(NAME)
                        .constant("one.txt")
                        .to(DELETE),
                null,
                Map.of(NAME, "one.txt")));
        assertThat(contents).containsExactly("two.txt=2");
        assertThat(drives().binned()).containsExactly(one.id()).doesNotContain(two.id());
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 3L, "downurl", 1L, "delete", 1L));
    }

    @Test
    @DisplayName("R42 the same name set anew is looked for anew: the file may have been replaced meanwhile")
    void theSameNameSetAgainIsLookedForAgain() throws Exception {
        EmulatedFile old = drive.put("/a", "flag.txt", "old");
        Message result = message(through(
                route -> route.setHeader(NAME)
                        .constant("flag.txt")
                        .to(DELETE)
                        .process(exchange -> drive.put("/a", "flag.txt", "new"))
                        .setHeader(NAME)
                        .constant("flag.txt")
                        .to(INFO),
                null,
                Map.of()));
        assertThat(result.getHeader(ID)).isNotEqualTo(old.id());
    }

    @Test
    @DisplayName("R42 an id or a pick code that the route sets after an operation names another file")
    void anIdThatIsSetAfterwardsWins() throws Exception {
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        EmulatedFile two = drive.put("/a", "two.txt", "2");
        message(through(
                route -> route.to(INFO)
                        .setHeader("CamelOpen115PickCode")
                        .constant(two.pickCode())
                        .to(DOWNLOAD)
                        .process(this::read)
                        .setHeader(ID)
                        .constant(one.id())
                        .to(DELETE),
                null,
                Map.of(NAME, "one.txt")));
        assertThat(contents).containsExactly("two.txt=2");
        assertThat(drives().binned()).containsExactly(one.id());
        // the name that is left of the other file contradicts nothing, so that nothing need be compared
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "downurl", 1L, "delete", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {INFO, DOWNLOAD, LINK, RENAME, MOVE})
    @DisplayName(
            "R42 what was deleted stays described for a log; another operation on it fails without a call and says why")
    void saysThatTheFileWasDeleted(String next) throws Exception {
        drive.put("/a", "gone.txt", "x");
        drive.put("/a", "gone.txt", "a twin");
        Exchange result = through(
                route -> route.to(DELETE).to(next),
                null,
                Map.of(NAME, "gone.txt", "CamelOpen115NewName", "new.txt", "CamelOpen115TargetFolderId", target));
        assertThat(result.getMessage().getHeaders())
                .containsEntry(NAME, "gone.txt")
                .containsEntry("CamelOpen115Name", "gone.txt")
                .containsKey("CamelOpen115Sha1");
        assertThat(result.getException())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("was deleted by an earlier operation")
                .hasMessageContaining(ID);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "delete", 1L));
        assertThat(drives().binned()).as("not the twin as well").hasSize(1);
        assertThat(drives().names(drives().folder("/a"))).containsExactly("gone.txt");
    }

    @Test
    @DisplayName("R42 list after delete lists the folder of the endpoint, not the file that is gone")
    void listsAfterADeletion() throws Exception {
        EmulatedFile file = drive.put("/a", "one.txt", "x");
        drive.put("/a", "two.txt", "x");
        Message result = message(through(route -> route.to(DELETE).to(LIST), null, Map.of(ID, file.id())));
        assertThat(result.getBody(Open115File[].class)).hasSize(1);
    }

    @Test
    @DisplayName("R42 a polled trigger, list, split, download: each file of the list is fetched under its name")
    void downloadsWhatATriggerLists() throws Exception {
        drive.put("/triggers", "go.txt", "trigger");
        drive.put("/a", "one.txt", "1");
        drive.put("/a", "x/y.txt", "2");
        message(polled(
                "/triggers",
                route -> route.to(LIST)
                        .split()
                        .body()
                        .to(DOWNLOAD)
                        .process(this::read)
                        .end()));
        assertThat(contents).containsExactlyInAnyOrder("one.txt=1", "x_y.txt=2");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 1L, "downurl", 2L));
    }

    @Test
    @DisplayName("R42 what a trigger lists is deleted file by file, the trigger stays")
    void deletesWhatATriggerLists() throws Exception {
        EmulatedFile trigger = drive.put("/triggers", "go.txt", "trigger");
        drive.put("/a", "s.txt", "1");
        drive.put("/a", "s.txt", "2");
        message(polled(
                "/triggers", route -> route.to(LIST).split().body().to(DELETE).end()));
        assertThat(drives().binned()).hasSize(2).doesNotContain(trigger.id());
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 1L, "delete", 2L));
    }

    @Test
    @DisplayName("R42 a header that the route of a trigger sets wins over the trigger, by name and by id")
    void aTriggerNamesAnotherFile() throws Exception {
        drive.put("/triggers", "go.txt", "trigger");
        drive.put("/a", "by name.txt", "1");
        EmulatedFile byId = drive.put("/a", "by id.txt", "2");
        message(polled(
                "/triggers",
                route -> route.setHeader(NAME)
                        .constant("by name.txt")
                        .to(DOWNLOAD)
                        .process(this::read)
                        .setHeader(ID)
                        .constant(byId.id())
                        .to(DOWNLOAD)
                        .process(this::read)));
        assertThat(contents).containsExactly("by name.txt=1", "by id.txt=2");
    }

    @Test
    @DisplayName("R42 list, split, download into a folder writes names, and the files that were meant")
    void writesNames(@TempDir Path directory) throws Exception {
        drive.put("/a", "one.txt", "1");
        drive.put("/a", "../evil.txt", "2");
        message(through(
                route -> route.to(LIST)
                        .split()
                        .body()
                        .to(DOWNLOAD)
                        .to("file:" + directory)
                        .end(),
                null,
                Map.of(NAME, "of the caller")));
        assertThat(directory).isDirectoryContaining(path -> path.endsWith("one.txt"));
        assertThat(directory.resolve("one.txt")).hasContent("1");
        assertThat(directory.resolve(".._evil.txt")).hasContent("2");
        assertThat(directory.toFile().list()).hasSize(2);
    }

    @Test
    @DisplayName("R42 a file of a list goes by its id also where the route sets its own name for it")
    void aNameThatFitsTheBody() throws Exception {
        drive.put("/a", "s.txt", "1");
        drive.put("/a", "s.txt", "2");
        message(through(
                route -> route.to(LIST)
                        .split()
                        .body()
                        .setHeader(NAME)
                        .constant("s.txt")
                        .to(DOWNLOAD)
                        .process(this::read)
                        .end(),
                null,
                Map.of()));
        assertThat(contents).containsExactlyInAnyOrder("s.txt=1", "s.txt=2");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 1L, "downurl", 2L));
    }

    @Test
    @DisplayName("R42 the folder that was listed by its id is not what the operations after the split act on")
    void leavesAListedFolderAlone() throws Exception {
        String folder = drive.put("/in", "one.txt", "1").folderId();
        drive.put("/in/deep", "two.txt", "2");
        message(through(
                route -> route.to("open115:?operation=list")
                        .split()
                        .body()
                        .choice()
                        .when()
                        .simple("${body.folder}")
                        .to("open115:?operation=list")
                        .split()
                        .body()
                        .to(DELETE)
                        .endChoice()
                        .otherwise()
                        .to(DELETE)
                        .end()
                        .end(),
                null,
                Map.of(ID, folder)));
        assertThat(drives().names(folder)).containsExactly("deep");
        assertThat(drives().names(drives().folder("/in/deep"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {INFO, DOWNLOAD, LINK, RENAME, MOVE, DELETE})
    @DisplayName(
            "R42 a body and a name of another file are refused by each operation where nobody knows who set the name")
    void refusesWhatCannotBeTold(String uri) {
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        drive.put("/a", "two.txt", "2");
        Map<String, Object> headers =
                Map.of(NAME, "two.txt", "CamelOpen115NewName", "new.txt", "CamelOpen115TargetFolderId", target);
        Exchange result = drive.send(uri, ResolveLinkOperationTest.record(one), headers);
        assertThat(result.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names different files")
                .hasMessageContaining("header CamelFileName says 'two.txt'")
                .hasMessageContaining("'one.txt'");
        assertThat(result.getMessage().getHeaders()).isEqualTo(headers);
        assertThat(drive.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {RENAME, MOVE, DELETE})
    @DisplayName("R42 a name that the route has set to write a download under is refused by what changes the drive")
    void refusesTheNameOfALocalFile(String uri) throws Exception {
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        drive.put("/a", "local.txt", "another");
        Exchange result = through(
                route ->
                        route.to(DOWNLOAD).setHeader(NAME).constant("local.txt").to(uri),
                null,
                Map.of(ID, one.id(), "CamelOpen115NewName", "new.txt", "CamelOpen115TargetFolderId", target));
        assertThat(result.getException()).hasMessageContaining("names different files");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
    }

    @Test
    @DisplayName("R42 an option aims once: the message goes on with its own file, though the body is of the other")
    void anOptionAimsOnce() throws Exception {
        EmulatedFile own = drive.put("/in", "own.txt", "own");
        EmulatedFile template = drive.put("/a", "template.txt", "template");
        message(polled(
                "/in",
                route -> route.to(DOWNLOAD + "&fileName=template.txt")
                        .process(this::read)
                        .to("open115:/in?operation=delete")));
        assertThat(contents).containsExactly("own.txt=template");
        assertThat(drives().binned()).containsExactly(own.id()).doesNotContain(template.id());
    }

    @Test
    @DisplayName(
            "R42 CamelOverruleFileName takes the place of all other headers once, and is removed; kept when it fails")
    void anOverrulingNameIsUsedOnce() throws Exception {
        EmulatedFile keep = drive.put("/a", "keep.txt", "1");
        EmulatedFile trash = drive.put("/a", "trash.txt", "2");
        Message result = message(through(
                route -> route.to(DELETE).process(this::read).to(DOWNLOAD).process(this::read),
                ResolveLinkOperationTest.record(keep),
                Map.of(ID, keep.id(), NAME, "keep.txt", "CamelOverruleFileName", "trash.txt")));
        assertThat(drives().binned()).containsExactly(trash.id());
        assertThat(contents).containsExactly("keep.txt=null", "keep.txt=1");
        assertThat(result.getHeaders()).containsEntry(ID, keep.id()).doesNotContainKey("CamelOverruleFileName");

        Exchange failed = drive.send(DELETE, null, Map.of(NAME, "keep.txt", "CamelOverruleFileName", "trash.txt"));
        assertThat(failed.getException()).isInstanceOf(NotFoundException.class);
        assertThat(failed.getMessage().getHeaders()).containsEntry("CamelOverruleFileName", "trash.txt");
        Exchange aimed = drive.send(DELETE + "&fileName=keep.txt", null, Map.of("CamelOverruleFileName", "trash.txt"));
        assertThat(aimed.getException()).isNull();
        assertThat(drives().binned()).contains(keep.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicast", "parallel", "wireTap", "seda"})
    @DisplayName("R42 copies of an exchange know what was found before they were made")
    void copiesKnowTheFile(String way) throws Exception {
        drive.put("/a", "s.txt", "one");
        drive.put("/a", "s.txt", "two");
        Queue<String> ids = new ConcurrentLinkedQueue<>();
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:next").to(INFO).process(exchange -> ids.add(id(exchange)));
                from("seda:next?concurrentConsumers=2").to("direct:next");
            }
        });
        Exchange result = through(
                route -> {
                    RouteDefinition found = route.to(INFO).removeHeaders("CamelOpen115*");
                    switch (way) {
                        case "wireTap" -> found.wireTap("direct:next").wireTap("direct:next");
                        case "seda" -> found.to("seda:next", "seda:next");
                        case "parallel" ->
                            found.multicast()
                                    .parallelProcessing()
                                    .to("direct:next", "direct:next")
                                    .end();
                        default ->
                            found.multicast().to("direct:next", "direct:next").end();
                    }
                },
                null,
                Map.of(NAME, "s.txt"));
        assertThat(result.getException()).isNull();
        await().until(() -> ids.size() == 2);
        assertThat(ids)
                .containsOnly(drive.emulator()
                        .requests()
                        .of("GET /open/folder/get_info")
                        .get(0)
                        .parameter("file_id"));
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(ID, String.class);
    }

    @Test
    @DisplayName("R42 the file of another component's poll names nothing where the body is a file of the drive")
    void passesOverAPolledLocalFile(@TempDir Path inbox) throws Exception {
        Files.writeString(inbox.resolve("go.txt"), "trigger");
        drive.put("/a", "one.txt", "1");
        add(route ->
                route.to(LIST).split().body().to(DOWNLOAD).process(this::read).end());
        try (ConsumerTemplate consumer = drive.routes().context().createConsumerTemplate()) {
            Exchange polled = consumer.receiveNoWait("file:" + inbox + "?noop=true");
            message(drive.routes().template().send("direct:in", polled));
        }
        assertThat(contents).containsExactly("one.txt=1");
    }

    @Test
    @DisplayName("R42 a file that is polled in the middle of a route is newer than what was found before")
    void aPollIsNewer() throws Exception {
        drive.put("/a", "one.txt", "1");
        drive.put("/in", "polled.txt", "2");
        message(through(
                route -> route.to(INFO)
                        .pollEnrich("open115:/in", 0)
                        .to("open115:/b?operation=download")
                        .process(this::read)
                        .to("open115:/b?operation=delete"),
                null,
                Map.of(NAME, "one.txt")));
        assertThat(contents).containsExactly("polled.txt=2");
        assertThat(drives().fileAt("/a/one.txt")).isPresent();
        assertThat(drives().fileAt("/in/polled.txt")).isEmpty();
    }

    @Test
    @DisplayName("R42 the expression in fileId is evaluated once for each message")
    void evaluatesOptionsOnce() {
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        drive.routes().context().getRegistry().bind("ids", new Object() {
            @SuppressWarnings("unused") // called by the expression
            public String next() {
                contents.add("asked");
                return one.id();
            }
        });
        for (String operation : List.of("info", "download", "resolveLink", "serve", "rename", "list", "delete")) {
            contents.clear();
            drive.send(
                    "open115:/a?operation=" + operation + "&fileId=RAW(${bean:ids.next})",
                    List.of(),
                    Map.of("CamelOpen115NewName", "new.txt"));
            assertThat(contents).as(operation).containsExactly("asked");
        }
    }

    @Test
    @DisplayName(
            "a path that is not there says which header or option gave it, and that it is below the endpoint's folder")
    void saysWhereANameIsLookedFor() {
        drive.put("/films", "film.mkv", "x");
        Exchange result = drive.send("open115:/films?operation=info", null, Map.of(NAME, "films/film.mkv"));
        assertThat(result.getException())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("The header CamelFileName names 'films/film.mkv'")
                .hasMessageContaining("below the folder '/films' of the endpoint")
                .hasMessageContaining("path >films>films>film.mkv does not exist")
                .hasMessageMatching("[^\\[]*\\[[^\\[]*");
    }
}
