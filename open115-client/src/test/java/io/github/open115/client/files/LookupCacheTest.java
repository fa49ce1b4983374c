/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which look-ups and listings are answered without a call, and which ask the service. */
class LookupCacheTest extends DriveFilesFixture {

    private static final String LIST = "/open/ufile/files";
    private static final String INFO = "/open/folder/get_info";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final MaxAge AGE = new MaxAge(TEN_MINUTES, TEN_MINUTES, 1150, false);

    @BeforeEach
    void beginInAFolderBelow() {
        folder = drive.folder("/a/b");
    }

    private EmulatedFile put(String name) {
        return drive.addFile(folder, name, Content.of(name));
    }

    private List<EmulatedFile> putMany(int number) {
        return IntStream.range(0, number).mapToObj(i -> put("file " + i)).toList();
    }

    private FileDetails at(String... names) {
        return at(AGE, names);
    }

    private FileDetails at(MaxAge maxAge, String... names) {
        return files.info(FolderPath.ROOT, Arrays.asList(names), maxAge);
    }

    private List<String> listed() {
        return files.list(ListQuery.childrenOf(folder, 1150), AGE).rows().stream()
                .map(FileItem::name)
                .sorted()
                .toList();
    }

    private void assertCalls(long listings, long lookUps) {
        assertThat(List.of(emulator.requests().count(LIST), emulator.requests().count(INFO)))
                .as("listings, look-ups")
                .containsExactly(listings, lookUps);
        emulator.requests().reset();
    }

    @Test
    @DisplayName("many files of one folder by path: one look-up and one listing, each answer as a look-up gives it")
    void listsInPlaceOfLookUps() {
        List<EmulatedFile> put = putMany(100);
        for (EmulatedFile file : put) {
            FileDetails found = at("a", "b", file.name());
            assertThat(found).isEqualTo(files.info(List.of("a", "b", file.name())));
        }
        assertCalls(1, 101);
        put.forEach(file -> assertThat(at("a", "b", file.name()).item().id()).isEqualTo(file.id()));
        assertCalls(0, 0);
    }

    @Test
    @DisplayName("a listing made for another purpose shows that a file was replaced, deleted or moved")
    void anyListingRefutesLookUps() {
        EmulatedFile old = put("x");
        EmulatedFile deleted = put("y");
        EmulatedFile moved = put("z");
        at("a", "b", "x");
        at("a", "b", "y");
        files.info(moved.id(), AGE);
        drive.remove(old.id());
        EmulatedFile replaced = put("x");
        drive.remove(deleted.id());
        drive.move(moved.id(), drive.folder("/elsewhere"));
        emulator.clock().advance(Duration.ofSeconds(1));
        files.list(ListQuery.childrenOf(folder, 1150));
        files.list(ListQuery.childrenOf(drive.folder("/elsewhere"), 1150));
        emulator.requests().reset();

        assertThat(at("a", "b", "x").item().id()).isEqualTo(replaced.id());
        assertThatThrownBy(() -> at("a", "b", "y")).isInstanceOf(NotFoundException.class);
        assertThat(files.info(moved.id(), AGE).item().parentId()).isEqualTo(drive.folder("/elsewhere"));
        assertThat(emulator.requests().count(INFO)).isEqualTo(3);
    }

    @Test
    @DisplayName("a folder that was just listed answers look-ups by id, and by path if its parents are known")
    void answersFromListings() {
        EmulatedFile file = put("x");
        files.list(ListQuery.childrenOf(folder, 1150), AGE);
        assertThat(files.info(file.id(), AGE)).isEqualTo(files.info(file.id()));
        assertCalls(1, 1);
        assertThat(at("a", "b", "x").item().id()).isEqualTo(file.id());
        assertCalls(0, 1);
        files.list(ListQuery.childrenOf(FileItem.ROOT_ID, 1150), AGE);
        files.list(ListQuery.childrenOf(drive.folder("/a"), 1150), AGE);
        assertThat(at("a", "b").item().id()).isEqualTo(folder);
        put("y");
        assertThat(at("a", "b", "x").item().id()).isEqualTo(file.id());
        assertCalls(2, 0);
    }

    @Test
    @DisplayName("paths from a folder whose place is known need no listing of the folders above it")
    void startsFromAFolder() {
        EmulatedFile file = put("x");
        FolderPath root = files.path(folder);
        files.list(ListQuery.childrenOf(folder, 1150), AGE);
        emulator.requests().reset();
        assertThat(files.info(root, List.of("x"), AGE).item().id()).isEqualTo(file.id());
        assertCalls(0, 0);
        drive.rename(drive.folder("/a"), "renamed");
        files.list(ListQuery.childrenOf(folder, 1150), AGE.askingAgain());
        assertThatThrownBy(() -> files.info(root, List.of("x"), AGE)).isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("an answer is given until it has the age, or a caller asks again; without an age nothing is kept")
    void keepsUntilTheAge() {
        put("x");
        assertThat(listed()).containsExactly("x");
        at("a", "b", "x");
        emulator.requests().reset();
        emulator.clock().advance(TEN_MINUTES.minusMillis(1));
        listed();
        at("a", "b", "x");
        assertCalls(0, 0);
        emulator.clock().advance(Duration.ofMillis(1));
        at("a", "b", "x");
        listed();
        assertCalls(1, 1);
        files.list(ListQuery.childrenOf(folder, 1150), AGE.askingAgain());
        at(AGE.askingAgain(), "a", "b", "x");
        assertCalls(1, 1);
        for (int i = 0; i < 2; i++) {
            files.list(ListQuery.childrenOf(folder, 1150), MaxAge.NONE);
            at(MaxAge.NONE, "a", "b", "x");
        }
        assertCalls(2, 2);
    }

    @Test
    @DisplayName(
            "what a listing leaves open is asked for: an absent name, twins, other case, a file that is not complete")
    void asksWhatAListingLeavesOpen() {
        put("x");
        put("twin");
        put("twin");
        drive.createFolder(folder, "x and folder");
        put("x and folder");
        EmulatedFile unfinished = put("unfinished");
        drive.setUploadState(unfinished.id(), 0);
        at("a", "b", "x");
        listed();
        emulator.requests().reset();
        assertThatThrownBy(() -> at("a", "b", "none")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> at("a", "b", "X")).isInstanceOf(NotFoundException.class);
        for (String name : List.of("twin", "x and folder", "unfinished")) {
            assertThat(at("a", "b", name)).isEqualTo(files.info(List.of("a", "b", name)));
        }
        assertCalls(0, 8);
        assertThatThrownBy(() -> at("a", "b", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> at("a", "b", "a>b")).isInstanceOf(NotFoundException.class);
        assertCalls(0, 0);
        assertThat(files.info(unfinished.id(), AGE)).isEqualTo(files.info(unfinished.id()));
        assertCalls(0, 2);
    }

    @Test
    @DisplayName("R42 one of twin folders is not taken for the other one: the path is asked for")
    void twinFolders() {
        String parent = drive.folder("/a");
        EmulatedFile inFirst = put("x");
        String twin = drive.createFolder(parent, "b");
        EmulatedFile inTwin = drive.addFile(twin, "x", Content.of("other"));
        for (String id : List.of(FileItem.ROOT_ID, parent, folder)) {
            files.list(ListQuery.childrenOf(id, 1150), AGE);
        }
        emulator.requests().reset();
        assertThat(at("a", "b", "x").item().id()).isEqualTo(inTwin.id()).isNotEqualTo(inFirst.id());
        assertCalls(0, 1);
        assertThat(files.info(files.path(folder), List.of("x"), AGE).item().id())
                .isEqualTo(inFirst.id());
    }

    @Test
    @DisplayName("own changes show at once: the service is asked again for the changed entries")
    void ownChangesShow() {
        List<EmulatedFile> put = putMany(4);
        String other = drive.folder("/other");
        listed();
        put.forEach(file -> at("a", "b", file.name()));
        files.rename(put.get(0).id(), "renamed");
        assertThat(listed()).containsExactly("file 1", "file 2", "file 3", "renamed");
        assertThat(at("a", "b", "renamed").item().id()).isEqualTo(put.get(0).id());
        assertThatThrownBy(() -> at("a", "b", "file 0")).isInstanceOf(NotFoundException.class);
        files.list(ListQuery.childrenOf(other, 1150), AGE);
        files.move(List.of(put.get(1).id()), other);
        assertThat(listed()).containsExactly("file 2", "file 3", "renamed");
        assertThat(files.list(ListQuery.childrenOf(other, 1150), AGE).rows()).hasSize(1);
        assertThatThrownBy(() -> at("a", "b", "file 1")).isInstanceOf(NotFoundException.class);
        files.delete(List.of(put.get(2).id()));
        assertThat(listed()).containsExactly("file 3", "renamed");
        assertThatThrownBy(() -> at("a", "b", "file 2")).isInstanceOf(NotFoundException.class);
        files.createFolder(folder, "created");
        assertThat(listed()).containsExactly("created", "file 3", "renamed");
        assertThat(at("a", "b", "created").item().folder()).isTrue();
    }

    @Test
    @DisplayName("a change of a folder is a change of all entries below it")
    void changesOfFolders() {
        EmulatedFile file = put("x");
        listed();
        at("a", "b", "x");
        files.info(file.id(), AGE);
        files.rename(drive.folder("/a"), "renamed");
        assertThatThrownBy(() -> at("a", "b", "x")).isInstanceOf(NotFoundException.class);
        assertThat(files.info(file.id(), AGE).parent().elements().get(1).name()).isEqualTo("renamed");
        files.delete(List.of(folder));
        assertThatThrownBy(this::listed).isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("a change whose reply was lost may have been made")
    void lostReplies() {
        EmulatedFile file = put("x");
        listed();
        emulator.faults().arm("/open/ufile/update", Fault.lostReply());
        assertThatThrownBy(() -> files.rename(file.id(), "y")).isInstanceOf(Open115Exception.class);
        assertThat(listed()).containsExactly("y");
    }

    @Test
    @DisplayName("a reply that shows a change made elsewhere ends the answers that it refutes")
    void believesNewerReplies() {
        EmulatedFile file = put("x");
        listed();
        drive.rename(file.id(), "renamed");
        files.info(file.id());
        assertThat(listed()).containsExactly("renamed");
        put("new");
        files.page(ListQuery.subtree(FileItem.ROOT_ID, 1150), 0);
        assertThat(listed()).containsExactly("new", "renamed");
        at("a", "b", "renamed");
        drive.remove(file.id());
        files.list(ListQuery.childrenOf(folder, 1150));
        assertThatThrownBy(() -> at("a", "b", "renamed")).isInstanceOf(NotFoundException.class);
        assertThat(listed()).containsExactly("new");
    }

    @Test
    @DisplayName("a listing that fails or is not complete is an error, and not kept; the known one stays")
    void keepsNoFailure() {
        put("x");
        emulator.faults().arm(LIST, Fault.error(20003, "no"));
        assertThatThrownBy(this::listed).isInstanceOf(Open115Exception.class);
        emulator.faults().arm(LIST, Fault.emptyPage()).always();
        assertThatThrownBy(this::listed).isInstanceOf(IncompleteListingException.class);
        emulator.faults().clear();
        assertThat(listed()).containsExactly("x");
        emulator.faults().arm(LIST, Fault.error(20003, "no"));
        assertThatThrownBy(() -> files.list(ListQuery.childrenOf(folder, 1150), AGE.askingAgain()))
                .isInstanceOf(Open115Exception.class);
        assertThat(listed()).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fails", "miscounts", "is gone"})
    @DisplayName("a folder that cannot be listed for one call costs one call more, once")
    void looksUpWhereItCannotList(String how) {
        List<EmulatedFile> put = putMany(8);
        Fault fault = switch (how) {
            case "fails" -> Fault.error(20003, "no");
            case "miscounts" -> Fault.countOffBy(1);
            default -> Fault.echoedFolder(FileItem.ROOT_ID);
        };
        emulator.faults().arm(LIST, fault).always();
        put.forEach(file -> assertThat(at("a", "b", file.name()).item().id()).isEqualTo(file.id()));
        assertCalls(1, 8);
    }

    @Test
    @DisplayName("a folder of several pages is listed when a quarter of the look-ups pays for it, up to six calls")
    void listsLargeFoldersLater() {
        List<EmulatedFile> put = putMany(100);
        MaxAge smallPages = new MaxAge(TEN_MINUTES, TEN_MINUTES, 40, false);
        put.forEach(file ->
                assertThat(at(smallPages, "a", "b", file.name()).item().id()).isEqualTo(file.id()));
        // the first page shows 100 rows; three pages and a look at the newest rows are four calls
        assertCalls(1 + 4, 1 + 16);
        emulator.clock().advance(TEN_MINUTES);
        MaxAge tiny = new MaxAge(TEN_MINUTES, TEN_MINUTES, 10, false);
        put.forEach(
                file -> assertThat(at(tiny, "a", "b", file.name()).item().id()).isEqualTo(file.id()));
        assertCalls(1, 100);
    }

    @Test
    @DisplayName("a listing that answers nothing costs one call more in the time that it is trusted")
    void boundsTheCostOfAListing() {
        put("x");
        put("twin");
        put("twin");
        for (int i = 0; i < 5; i++) {
            at("a", "b", "x");
            at("a", "b", "twin");
            assertThatThrownBy(() -> at("a", "b", "none")).isInstanceOf(NotFoundException.class);
            emulator.clock().advance(Duration.ofSeconds(50));
        }
        // x, twin and five times none
        assertCalls(1, 7);
    }

    @Test
    @DisplayName("two look-ups more than a minute apart do not list the folder")
    void listsWithinAMinute() {
        putMany(3);
        for (int i = 0; i < 3; i++) {
            at("a", "b", "file " + i);
            emulator.clock().advance(Duration.ofMinutes(1));
        }
        assertCalls(0, 3);
    }

    @Test
    @DisplayName("threads that ask at the same time wait for one look-up and one listing")
    void asksOnceForAll() throws Exception {
        List<EmulatedFile> put = putMany(20);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<FileDetails>> found = new ArrayList<>();
            for (EmulatedFile file : put) {
                found.add(CompletableFuture.supplyAsync(() -> at("a", "b", file.name()), threads));
            }
            for (int i = 0; i < put.size(); i++) {
                assertThat(found.get(i).get(5, TimeUnit.MINUTES).item().id())
                        .isEqualTo(put.get(i).id());
            }
            assertCalls(1, 1);
            emulator.clock().advance(TEN_MINUTES);
            List<CompletableFuture<List<String>>> lists = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(this::listed, threads))
                    .toList();
            for (CompletableFuture<List<String>> list : lists) {
                assertThat(list.get(5, TimeUnit.MINUTES)).hasSize(20);
            }
            assertCalls(1, 0);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("threads that ask for the same file at the same time share the failure")
    void sharesAFailure() throws Exception {
        CompletableFuture<Void> others = new CompletableFuture<>();
        emulator.faults().before(INFO, 1, others::join);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<FileDetails>> found = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> at("a", "b", "none"), threads))
                    .toList();
            // the other threads wait already, or ask later and find no call to wait for
            others.complete(null);
            for (CompletableFuture<FileDetails> one : found) {
                assertThatThrownBy(() -> one.get(5, TimeUnit.MINUTES)).hasCauseInstanceOf(NotFoundException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
