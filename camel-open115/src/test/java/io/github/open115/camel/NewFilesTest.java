package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What counts as new: an identity that the folder did not have, not a date (R8); and only when it is finished (R9). */
class NewFilesTest {

    private static final String INBOX = "open115:/inbox?recursive=true&" + Routes.QUICK;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private EmulatedDrive drive;
    private String inbox;
    private final Deliveries deliveries = new Deliveries();

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
        drive = emulator.drive();
        inbox = drive.folder("/inbox");
    }

    @Test
    @DisplayName("R8 uploaded, copied, moved in, restored and dated 2001: each is delivered once")
    void everyWayIn() throws Exception {
        String elsewhere = drive.folder("/elsewhere");
        EmulatedFile template = drive.addFile(elsewhere, "copied.txt", Content.of("copied"));
        EmulatedFile old =
                drive.addFile(elsewhere, "moved.txt", Content.of("moved"), Instant.parse("2001-02-03T04:05:06Z"));
        EmulatedFile binned = drive.addFile(inbox, "restored.txt", Content.of("restored"));
        drive.remove(binned.id());
        try (Routes routes =
                Routes.authorized(emulator, state).from(INBOX, deliveries).start()) {
            awaitPolls(2);
            assertThat(deliveries.names()).isEmpty();
            drive.addFile(inbox, "uploaded.txt", Content.of("uploaded"));
            drive.copy(template.id(), inbox);
            drive.move(old.id(), drive.folder("/inbox/sub"));
            drive.restore(binned.id());
            drive.addFile(inbox, "ancient.txt", Content.of("ancient"), Instant.parse("2001-01-01T00:00:00Z"));
            awaitPolls(3);
            assertThat(deliveries.names())
                    .containsExactlyInAnyOrder(
                            "uploaded.txt", "copied.txt", "sub/moved.txt", "restored.txt", "ancient.txt");
        }
    }

    @Test
    @DisplayName("R8 renamed in place or moved within the tree: not again; replaced under its name: delivered")
    void renamedAndReplaced() throws Exception {
        EmulatedFile file = drive.addFile(inbox, "a.txt", Content.of("one"));
        try (Routes routes =
                Routes.authorized(emulator, state).from(INBOX, deliveries).start()) {
            await().until(() -> deliveries.names().size() == 1);
            drive.rename(file.id(), "b.txt");
            drive.move(file.id(), drive.folder("/inbox/sub"));
            awaitPolls(3);
            assertThat(deliveries.names()).containsExactly("a.txt");
            drive.remove(file.id());
            drive.addFile(drive.folder("/inbox/sub"), "b.txt", Content.of("two"));
            awaitPolls(3);
            assertThat(deliveries.names()).containsExactly("a.txt", "sub/b.txt");
        }
    }

    @Test
    @DisplayName(
            "R9 unfinished, without SHA-1, banned, masked or binned files are not delivered; finished ones are, once")
    void onlyFinishedFiles() throws Exception {
        EmulatedFile uploading = drive.addFile(inbox, "uploading.txt", Content.of("uploading"));
        drive.setUploadState(uploading.id(), 0);
        EmulatedFile broken = drive.addFile(inbox, "broken.txt", Content.of("broken"));
        drive.setUploadState(broken.id(), 2);
        EmulatedFile hashless = drive.addFile(inbox, "hashless.txt", Content.of("hashless"));
        drive.setSha1Known(hashless.id(), false);
        drive.setBanned(drive.addFile(inbox, "banned.txt", Content.of("banned")).id(), true);
        drive.addFile(inbox, "ma**ked.txt", Content.of("masked"));
        drive.setArea(drive.addFile(inbox, "binned.txt", Content.of("binned")).id(), 7);
        drive.addFile(inbox, "good.txt", Content.of("good"));
        try (Routes routes =
                Routes.authorized(emulator, state).from(INBOX, deliveries).start()) {
            awaitPolls(3);
            assertThat(deliveries.names()).containsExactly("good.txt");
            drive.setUploadState(uploading.id(), 1);
            drive.setSha1Known(hashless.id(), true);
            awaitPolls(3);
            assertThat(deliveries.names()).containsExactlyInAnyOrder("good.txt", "uploading.txt", "hashless.txt");
        }
        assertThat(emulator.requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("R29 one bad file does not stop the others of its poll")
    void oneBadFile() throws Exception {
        for (int i = 0; i < 96; i++) {
            drive.addFile(inbox, "good-" + i + ".txt", Content.of("good " + i));
        }
        drive.addFile(inbox, "..", Content.of("unusable name"));
        drive.setBanned(drive.addFile(inbox, "banned.txt", Content.of("banned")).id(), true);
        drive.addFile(inbox, "failing.txt", Content.of("failing"));
        deliveries.failingFor(name -> name.equals("failing.txt"));
        try (Routes routes = Routes.authorized(emulator, state)
                .from("open115:/inbox?repeatCount=1&" + Routes.QUICK, deliveries)
                .start()) {
            await().until(() -> deliveries.names().size() == 96);
            assertThat(deliveries.names())
                    .filteredOn(name -> name.startsWith("good-"))
                    .hasSize(96);
        }
    }

    private void awaitPolls(int polls) {
        long before = emulator.requests().count("/open/ufile/files");
        await().until(() -> emulator.requests().count("/open/ufile/files") >= before + polls);
    }
}
