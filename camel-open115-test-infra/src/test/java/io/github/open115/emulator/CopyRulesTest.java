/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code /open/ufile/copy} and {@code /open/folder/add} (docs/115-open-api.md C.4, C.5, I.4, I.6). */
class CopyRulesTest {

    private static final String COPY = "/open/ufile/copy";
    private static final String ADD = "/open/folder/add";
    private static final Duration DELAY = Duration.ofSeconds(5);

    private Open115Emulator emulator;
    private EmulatedDrive drive;
    private ServiceCaller caller;
    private String folder;
    private String target;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    @DisplayName("a copy of a name that is there makes a second entry of it, unless nodupli forbids it")
    void copyMakesASecondEntryOfTheSameName() throws Exception {
        start(Open115Emulator.builder());
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));
        drive.addFile(target, "a.txt", Content.of("other"));

        assertThat(code(COPY, "file_id", file.id(), "pid", target, "nodupli", 1))
                .isZero();
        assertThat(drive.names(target)).containsExactly("a.txt");
        assertThat(code(COPY, "file_id", file.id(), "pid", target, "no_dupli", 1))
                .as("misspelled, without an effect")
                .isZero();
        assertThat(code(COPY, "file_id", file.id(), "pid", folder))
                .as("beside itself")
                .isZero();

        assertThat(drive.names(target)).containsExactly("a.txt", "a.txt");
        assertThat(drive.names(folder)).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("a folder is copied with all that is in it, several entries in one call, the root by default")
    void copiesFoldersWithAllThatIsInThem() throws Exception {
        start(Open115Emulator.builder());
        drive.addFile(drive.folder("/in/x/y"), "deep.txt", Content.of("deep"));
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));

        assertThat(code(COPY, "file_id", drive.folder("/in/x") + "," + file.id()))
                .isZero();

        EmulatedFile deep = drive.fileAt("/x/y/deep.txt").orElseThrow();
        assertThat(drive.fileAt("/in/x/y/deep.txt").orElseThrow().id()).isNotEqualTo(deep.id());
        assertThat(drive.fileAt("/a.txt")).isPresent();
    }

    @Test
    @DisplayName("copies count against the space, and one call takes at most 50,000 entries")
    void refusesCopiesThatAreTooMuch() throws Exception {
        start(Open115Emulator.builder());
        EmulatedFile file = drive.addFile(folder, "a.bin", Content.generated(1, 600));
        emulator.uploads().setSpace(1000);
        assertThat(code(COPY, "file_id", file.id(), "pid", target)).isEqualTo(91005);
        emulator.uploads().setSpace(1200);
        assertThat(code(COPY, "file_id", file.id(), "pid", target)).isZero();

        String crowd = drive.folder("/crowd");
        Content empty = Content.of("");
        for (int i = 0; i < 50_000; i++) {
            drive.addFile(crowd, "f" + i, empty);
        }
        assertThat(code(COPY, "file_id", crowd, "pid", target)).isEqualTo(91004);
        assertThat(code("/open/ufile/move", "file_ids", crowd, "to_cid", target))
                .isEqualTo(990023);
        assertThat(code("/open/ufile/delete", "file_ids", crowd)).isEqualTo(990023);
        assertThat(code(COPY, "file_id", file.id(), "pid", crowd)).isEqualTo(2);
        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_cid", crowd))
                .isEqualTo(2);
        assertThat(code(ADD, "file_name", "one more", "pid", crowd)).isEqualTo(2);
    }

    @Test
    @DisplayName("a copy may be listed but not downloadable yet, with code 70004")
    void copyIsListedBeforeItCanBeDownloaded() throws Exception {
        start(frozen().copiesIncompleteFor(DELAY));
        drive.addFile(folder, "a.txt", Content.of("a"));

        assertThat(code(COPY, "file_id", folder, "pid", target)).isZero();

        EmulatedFile copy = drive.fileAt("/target/in/a.txt").orElseThrow();
        assertThat(linkRefusal(copy)).isEqualTo(70004);
        emulator.clock().advance(DELAY);
        assertThat(linkRefusal(copy)).isZero();
    }

    @Test
    @DisplayName("while a copy goes on, the next copy, deletion and restoration is refused with 990009")
    void operationsExcludeEachOtherWhileOneGoesOn() throws Exception {
        start(frozen().busyFor(DELAY));
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));
        EmulatedFile binned = drive.addFile(folder, "b.txt", Content.of("b"));
        drive.remove(binned.id());

        assertThat(code(COPY, "file_id", file.id(), "pid", target)).isZero();

        assertThat(drive.names(target)).containsExactly("a.txt");
        assertThat(code(COPY, "file_id", file.id(), "pid", target)).isEqualTo(990009);
        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_cid", target))
                .isEqualTo(990009);
        assertThat(code("/open/ufile/delete", "file_ids", file.id())).isEqualTo(990009);
        assertThat(code("/open/rb/revert", "tid", binned.id())).isEqualTo(990009);
        assertThat(code("/open/rb/del", "tid", binned.id())).isEqualTo(990009);
        assertThat(code(ADD, "file_name", "x", "pid", folder))
                .as("a new folder waits for nobody")
                .isZero();
        emulator.clock().advance(DELAY);
        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_cid", target))
                .isZero();
        assertThat(code(COPY, "file_id", file.id(), "pid", folder)).isEqualTo(990019);
    }

    @Test
    @DisplayName("the reply to a copy is an empty array, or names the new ids when told so")
    void replyNamesTheCopiesWhenToldSo() throws Exception {
        start(Open115Emulator.builder().copiesNamed(true));
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));

        JsonNode data = caller.post(COPY, "file_id", file.id(), "pid", target).path("data");

        EmulatedFile copy = drive.fileAt("/target/a.txt").orElseThrow();
        assertThat(data).hasSize(1);
        assertThat(data.path(0).path("file_id").textValue()).isEqualTo(copy.id());
        assertThat(data.path(0).path("pick_code").textValue()).isEqualTo(copy.pickCode());
        try (Open115Emulator plain = Open115Emulator.start()) {
            String id = plain.drive().createFolder(EmulatedDrive.ROOT, "f");
            assertThat(new ServiceCaller(plain)
                            .post(COPY, "file_id", plain.drive().createFolder(id, "g"))
                            .path("data")
                            .toString())
                    .isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("in its chaos mode a copy names objects, or ids, or nothing")
    void chaosNamesCopiesInEveryShape() throws Exception {
        start(Open115Emulator.builder().typeChaos(true));
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));

        new Shapes()
                .expect("objects", reply -> reply.path("data").path(0).isObject())
                .expect("ids", reply -> reply.path("data").path(0).isTextual())
                .expect(
                        "nothing",
                        reply -> reply.path("data").isArray()
                                && reply.path("data").isEmpty())
                .in(() -> caller.post(COPY, "file_id", file.id(), "pid", target));
    }

    @Test
    @DisplayName("a new folder that is not listed yet has its name taken and can be filled")
    void newFolderCanBeFilledBeforeItIsListed() throws Exception {
        start(frozen().visibilityDelay(DELAY));
        EmulatedFile file = drive.addFile(folder, "a.txt", Content.of("a"));

        String outer = created("outer", EmulatedDrive.ROOT);
        String inner = created("inner", outer);

        assertThat(code("/open/ufile/move", "file_ids", file.id(), "to_cid", inner))
                .isZero();
        assertThat(code(ADD, "file_name", "outer")).isEqualTo(20004);
        assertThat(code(ADD, "file_name", "inner", "pid", outer)).isEqualTo(20004);
        assertThat(caller.get("/open/folder/get_info", "file_id", outer)
                        .path("code")
                        .asLong())
                .isEqualTo(430004);
        assertThat(drive.names(EmulatedDrive.ROOT)).containsExactly("in", "target");
        emulator.clock().advance(DELAY);
        assertThat(caller.get("/open/folder/get_info", "path", "/outer/inner/a.txt")
                        .path("code")
                        .asLong())
                .isZero();
    }

    @Test
    @DisplayName("a folder is renamed to at most 255 bytes, though created with up to 255 characters")
    void folderNamesAreLimitedInBytesOnRename() throws Exception {
        start(Open115Emulator.builder());
        String id = created("名".repeat(255), folder);

        assertThat(code("/open/ufile/update", "file_id", id, "file_name", "名".repeat(86)))
                .isEqualTo(20002);
        assertThat(code("/open/ufile/update", "file_id", id, "file_name", "名".repeat(85)))
                .isZero();
    }

    @Test
    @DisplayName("a late reply tells of what was done at once")
    void lateReplyComesAfterTheEffect() throws Exception {
        start(Open115Emulator.builder());
        emulator.faults().arm(ADD, Fault.lateReply(Duration.ofMillis(20)));

        long before = System.nanoTime();
        created("late", folder);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000);
        assertThat(drive.names(folder)).containsExactly("late");
    }

    @Test
    @DisplayName("random faults of changes fire, the same ones for the same seed")
    void randomFaultsOfChangesFire() throws Exception {
        start(Open115Emulator.builder());
        RandomFaults faults = new RandomFaults(emulator, 1);
        for (int i = 0; i < 50; i++) {
            faults.armChange();
        }
        for (String path : List.of(ADD, COPY, "/open/ufile/delete", "/open/rb/revert")) {
            try {
                caller.post(path, "file_name", "x");
            } catch (Exception lost) {
                // dropped by a fault
            }
        }

        assertThat(faults.fired()).isPositive();
    }

    private static Open115Emulator.Builder frozen() {
        return Open115Emulator.builder().clock(new EmulatorClock().freeze());
    }

    private void start(Open115Emulator.Builder builder) {
        emulator = builder.start();
        drive = emulator.drive();
        caller = new ServiceCaller(emulator);
        folder = drive.folder("/in");
        target = drive.folder("/target");
    }

    private String created(String name, String parent) throws Exception {
        return caller.post(ADD, "file_name", name, "pid", parent)
                .at("/data/file_id")
                .textValue();
    }

    private long linkRefusal(EmulatedFile file) throws Exception {
        return caller.post("/open/ufile/downurl", "pick_code", file.pickCode())
                .path("errno")
                .asLong();
    }

    private long code(String path, Object... parameters) throws Exception {
        return caller.post(path, parameters).path("code").asLong();
    }
}
