/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What counts as new: an identity that the folder did not have, not a date (R8); and only when it is finished (R9). */
class NewFilesTest extends PollFixture {

    @Test
    @DisplayName("R8 uploaded, copied, moved in, restored and dated 2001: each is delivered once")
    void everyWayIn() throws Exception {
        EmulatedFile template = put("/elsewhere", "copied.txt");
        EmulatedFile old = drive().addFile(
                        drive().folder("/elsewhere"),
                        "moved.txt",
                        Content.of("moved"),
                        Instant.parse("2001-02-03T04:05:06Z"));
        EmulatedFile binned = put("/inbox", "restored.txt");
        drive().remove(binned.id());
        try (Routes routes = route("recursive=true")) {
            pollOn(routes, 2);
            assertThat(delivered).isEmpty();
            put("/inbox", "uploaded.txt");
            drive().copy(template.id(), drive().folder("/inbox"));
            drive().move(old.id(), drive().folder("/inbox/sub"));
            drive().restore(binned.id());
            drive().addFile(
                            drive().folder("/inbox"),
                            "ancient.txt",
                            Content.of("ancient"),
                            Instant.parse("2001-01-01T00:00:00Z"));
            pollOn(routes, 3);
            assertThat(delivered)
                    .containsExactlyInAnyOrder(
                            "uploaded.txt", "copied.txt", "sub/moved.txt", "restored.txt", "ancient.txt");
        }
    }

    @Test
    @DisplayName("R8 renamed in place or moved within the tree: not again; replaced under its name: delivered")
    void renamedAndReplaced() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt", "one");
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            drive().rename(file.id(), "b.txt");
            drive().move(file.id(), drive().folder("/inbox/sub"));
            pollOn(routes, 3);
            assertThat(delivered).containsExactly("a.txt");
            drive().remove(file.id());
            put("/inbox/sub", "b.txt", "two");
            pollOn(routes, 3);
            assertThat(delivered).containsExactly("a.txt", "sub/b.txt");
        }
    }

    @Test
    @DisplayName(
            "R9 unfinished, without SHA-1, banned, masked or binned files are not delivered; finished ones are, once")
    void onlyFinishedFiles() throws Exception {
        EmulatedFile uploading = put("/inbox", "uploading.txt");
        drive().setUploadState(uploading.id(), 0);
        EmulatedFile broken = put("/inbox", "broken.txt");
        drive().setUploadState(broken.id(), 2);
        EmulatedFile hashless = put("/inbox", "hashless.txt");
        drive().setSha1Known(hashless.id(), false);
        drive().setBanned(put("/inbox", "banned.txt").id(), true);
        put("/inbox", "ma**ked.txt");
        drive().setArea(put("/inbox", "binned.txt").id(), 7);
        put("/inbox", "good.txt");
        try (Routes routes = route("recursive=true")) {
            pollOn(routes, 3);
            assertThat(delivered).containsExactly("good.txt");
            drive().setUploadState(uploading.id(), 1);
            drive().setSha1Known(hashless.id(), true);
            pollOn(routes, 3);
            assertThat(delivered).containsExactlyInAnyOrder("good.txt", "uploading.txt", "hashless.txt");
        }
        assertThat(emulator().requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("R29 one bad file does not stop the others of its poll")
    void oneBadFile() throws Exception {
        for (int i = 0; i < 96; i++) {
            put("/inbox", "good-" + i + ".txt");
        }
        put("/inbox", "..");
        drive().setBanned(put("/inbox", "banned.txt").id(), true);
        put("/inbox", "failing.txt");
        deliveries.failingFor(name -> name.equals("failing.txt"));
        try (Routes routes = route("")) {
            poll(routes);
            assertThat(delivered).hasSize(96);
            assertThat(delivered).filteredOn(name -> name.startsWith("good-")).hasSize(96);
        }
    }
}
