/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DriveListingTest extends DriveFilesFixture {

    private static final String LIST = "/open/ufile/files";

    private void addFiles(int count) {
        for (int i = 0; i < count; i++) {
            emulator.drive().addFile(folder, "file " + i + ".txt", Content.of("content " + i));
            emulator.clock().advance(Duration.ofSeconds(1));
        }
    }

    @Test
    @DisplayName("R7 10 000 files are 10 000 ids, within ceil(n/1150)+2 calls that all name their order")
    void tenThousandFilesInTenCalls() {
        for (int i = 0; i < 10_000; i++) {
            emulator.drive().addFile(folder, "f" + i, Content.generated(1, 1));
        }
        FolderListing listing = files.list(ListQuery.subtree(folder, 1150));
        assertThat(listing.rows()).extracting(FileItem::id).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(emulator.requests().count(LIST)).isEqualTo(9 + 1);
        assertThat(emulator.requests().of(LIST)).allSatisfy(DriveListingTest::namesItsOrder);
    }

    private static void namesItsOrder(LoggedRequest request) {
        assertThat(request.parameters())
                .containsEntry("o", "user_utime")
                .containsEntry("asc", "0")
                .containsEntry("custom_order", "2")
                .containsEntry("record_open_time", "0");
    }

    @Test
    void listsByTheMatrixOfShowDirAndCur() {
        addFiles(2);
        String below = emulator.drive().createFolder(folder, "below");
        emulator.drive().addFile(below, "deep.txt", Content.of("deep"));
        assertThat(files.list(ListQuery.subtree(folder, 100)).rows())
                .extracting(FileItem::name)
                .containsExactlyInAnyOrder("file 0.txt", "file 1.txt", "deep.txt");
        assertThat(files.list(ListQuery.filesOf(folder, 100)).rows())
                .extracting(FileItem::name)
                .containsExactlyInAnyOrder("file 0.txt", "file 1.txt");
        assertThat(files.list(ListQuery.childrenOf(folder, 100)).rows())
                .extracting(FileItem::name)
                .containsExactlyInAnyOrder("file 0.txt", "file 1.txt", "below");
        assertThat(emulator.requests().count(LIST)).isEqualTo(3);
    }

    @Test
    void readsWhatARowTells() {
        EmulatedFile file = emulator.drive().addFile(folder, "a/b \u00e4.mkv", Content.of("x"));
        emulator.drive().setStarred(file.id(), true);
        FolderListing listing = files.list(ListQuery.childrenOf(folder, 100));
        assertThat(listing.rows())
                .containsExactly(new FileItem(
                        file.id(),
                        file.pickCode(),
                        folder,
                        file.name(),
                        false,
                        1,
                        file.sha1(),
                        file.uploadTime(),
                        file.updateTime(),
                        State.READY,
                        true));
        assertThat(listing.path().below(FileItem.ROOT_ID)).containsExactly(new FolderPath.Element(folder, "incoming"));
    }

    @Test
    @DisplayName("R9 a row says whether its content can be had")
    void aRowSaysWhetherItsContentCanBeDownloaded() {
        String unfinished = add("unfinished");
        emulator.drive().setUploadState(unfinished, 0);
        String failed = add("failed");
        emulator.drive().setUploadState(failed, 2);
        String unknown = add("unknown");
        emulator.drive().setSha1Known(unknown, false);
        String banned = add("banned");
        emulator.drive().setBanned(banned, true);
        String masked = add("a**b");
        String binned = add("binned");
        emulator.drive().setArea(binned, 7);
        FilePage page = files.page(ListQuery.filesOf(folder, 100), 0);
        assertThat(page.rows())
                .extracting(row -> row.id() + row.state())
                .containsExactlyInAnyOrder(
                        unfinished + State.UNFINISHED,
                        failed + State.UNFINISHED,
                        unknown + State.UNFINISHED,
                        banned + State.BANNED,
                        masked + State.MASKED,
                        binned + State.DELETED);
        assertThat(files.list(ListQuery.filesOf(folder, 100)).rows()).hasSize(5);
    }

    private String add(String name) {
        return emulator.drive().addFile(folder, name, Content.of(name)).id();
    }

    @Test
    void anEmptyFolderIsEmpty() {
        assertThat(files.list(ListQuery.childrenOf(folder, 100)).rows()).isEmpty();
        assertThat(emulator.requests().count(LIST)).isEqualTo(1);
    }

    @Test
    void aFolderThatIsGoneIsNotFound() {
        emulator.drive().remove(folder);
        assertThatThrownBy(() -> files.list(ListQuery.subtree(folder, 100))).isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("R7 a listing of another folder than the one asked for is not found, never its content")
    void aListingOfAnotherFolderIsNotFound() {
        addFiles(3);
        emulator.faults().arm(LIST, Fault.echoedFolder("0"));
        assertThatThrownBy(() -> files.list(ListQuery.subtree(folder, 100)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(folder)
                .hasMessageContaining("the service listed folder 0 instead");
    }

    @Test
    @DisplayName("R7 an empty folder id never reaches the service, which would list the root")
    void anEmptyIdNeverReachesTheService() {
        assertThatThrownBy(() -> files.list(ListQuery.subtree("", 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folder id");
        assertThatThrownBy(() -> files.createFolder("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.move(List.of("5"), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.path(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    @DisplayName("R1 a success without rows is unreadable, not empty")
    void aReplyWithoutRowsIsUnreadable() {
        emulator.faults().arm(LIST, Fault.rewrite(reply -> reply.remove("data")));
        assertThatThrownBy(() -> files.page(ListQuery.filesOf(folder, 100), 0))
                .isInstanceOf(UnreadableReplyException.class);
        emulator.faults().arm(LIST, Fault.rewrite(reply -> reply.putNull("count")));
        assertThatThrownBy(() -> files.page(ListQuery.filesOf(folder, 100), 0))
                .isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    void asksForSmallerPagesWhenLargeOnesFail() {
        addFiles(1300);
        Fault tooLarge = Fault.html(500);
        emulator.faults().arm(LIST, tooLarge);
        assertThat(files.list(ListQuery.filesOf(folder, 1150)).rows()).hasSize(1300);
        assertThat(files.list(ListQuery.filesOf(folder, 1150)).rows()).hasSize(1300);
        assertThat(emulator.requests().of(LIST))
                .extracting(request -> request.parameter("limit"))
                .containsExactly("1150", "1000", "1000", "100", "1000", "1000", "100");
    }

    @Test
    @DisplayName(
            "R7 a page tells how many rows were asked for in the end, so that a short page is told from a full one")
    void tellsTheLimitThatWasUsed() {
        addFiles(250);
        emulator.faults()
                .arm(LIST, Fault.html(500))
                .when(request -> Integer.parseInt(request.parameter("limit")) > 200)
                .always();
        FilePage full = files.page(ListQuery.filesOf(folder, 1150), 0);
        assertThat(full.limit()).isEqualTo(200);
        assertThat(full.isFull()).isTrue();
        emulator.faults().arm(LIST, Fault.shortPage(199));
        FilePage cut = files.page(ListQuery.filesOf(folder, 1150), 0);
        assertThat(cut.limit()).isEqualTo(200);
        assertThat(cut.isFull()).isFalse();
        assertThat(emulator.requests().of(LIST))
                .extracting(request -> request.parameter("limit"))
                .containsExactly("1150", "1000", "200", "200");
    }

    @Test
    void aPageIsFullAtTheLimitThatTheServiceNames() {
        addFiles(3);
        emulator.faults().arm(LIST, Fault.shortPage(2), Fault.rewrite(reply -> reply.put("limit", "2")));
        FilePage page = files.page(ListQuery.filesOf(folder, 100), 0);
        assertThat(page.limit()).isEqualTo(2);
        assertThat(page.isFull()).isTrue();
    }

    @Test
    void doesNotAskForSmallerPagesForEverBecauseTheServiceWasDown() {
        addFiles(3);
        emulator.faults().arm(LIST, Fault.html(500)).times(3);
        assertThatThrownBy(() -> files.list(ListQuery.filesOf(folder, 1150))).hasMessageContaining("HTTP 500");
        files.list(ListQuery.filesOf(folder, 1150));
        assertThat(emulator.requests().of(LIST))
                .extracting(request -> request.parameter("limit"))
                .containsExactly("1150", "1000", "200", "1150");
    }

    @Test
    @DisplayName("R7 a file deleted and one added between two pages: nothing is lost silently")
    void anExchangeBetweenTwoPagesLosesNothing() {
        addFiles(300);
        List<FileItem> before = files.list(ListQuery.filesOf(folder, 100)).rows();
        emulator.requests().reset();
        emulator.faults().before(LIST, 3, () -> {
            emulator.drive().remove(before.get(5).id());
            addFiles(1);
        });
        FolderListing listing = files.list(ListQuery.filesOf(folder, 100));
        List<String> present = emulator.drive().filesBelow(folder).stream()
                .map(EmulatedFile::id)
                .toList();
        assertThat(listing.rows()).extracting(FileItem::id).containsExactlyInAnyOrderElementsOf(present);
        assertThat(emulator.requests().count(LIST)).isEqualTo(5 + 5);
    }

    @Test
    void iteratesWithoutHoldingAPageTwice() {
        addFiles(250);
        List<String> ids = new ArrayList<>();
        files.iterate(ListQuery.filesOf(folder, 100)).forEachRemaining(row -> ids.add(row.id()));
        assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void tellsTheAncestorsInOneCall() {
        String below = emulator.drive().createFolder(folder, "a/b");
        assertThat(files.path(below).below(FileItem.ROOT_ID))
                .containsExactly(new FolderPath.Element(folder, "incoming"), new FolderPath.Element(below, "a/b"));
        assertThat(files.path(FileItem.ROOT_ID).folderId()).isEqualTo(FileItem.ROOT_ID);
        assertThat(emulator.requests().count(LIST)).isEqualTo(1);
    }
}
