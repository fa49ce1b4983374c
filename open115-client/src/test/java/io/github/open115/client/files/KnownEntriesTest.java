/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is known of entries, and when it is no longer an answer. */
class KnownEntriesTest extends DriveFilesFixture {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final MaxAge AGE = new MaxAge(TEN_MINUTES, TEN_MINUTES, 1150, false);

    @BeforeEach
    void beginInAFolderBelow() {
        folder = drive.folder("/a/b");
    }

    private EmulatedFile put(String name) {
        return drive.addFile(folder, name, Content.of(name));
    }

    private static FolderListing large(FileItem like, String folderId, int rows) {
        List<FileItem> items = IntStream.range(0, rows)
                .mapToObj(i -> new FileItem(
                        folderId + " " + i, "p", folderId, "n" + i, false, 1, like.sha1(), null, null, like.state()))
                .toList();
        return new FolderListing(items, rows, new FolderPath(List.of(new FolderPath.Element(folderId, folderId))));
    }

    @Test
    @DisplayName("R41 an answer from the future, because the clock was set back, is not given")
    void givesNoAnswerFromTheFuture() {
        put("x");
        KnownEntries known = new KnownEntries(emulator.clock());
        known.keep(files.list(ListQuery.childrenOf(folder, 1150)), known.now());
        known.lookedUp(List.of("a", "b", "x"), files.info(List.of("a", "b", "x")), known.now());
        emulator.clock().advance(Duration.ofHours(-1));
        assertThat(known.listing(folder, AGE)).isEmpty();
        assertThat(known.byPath(FolderPath.ROOT, List.of("a", "b", "x"), AGE)).isEmpty();
    }

    @Test
    @DisplayName("a listing that was begun before an own change is not kept, however long it takes")
    void keepsNoSlowListingFromBeforeAChange() {
        EmulatedFile file = put("x");
        KnownEntries known = new KnownEntries(emulator.clock());
        Instant since = known.now();
        FolderListing listing = files.list(ListQuery.childrenOf(folder, 1150));
        known.changed(List.of(file.id()), null);
        emulator.clock().advance(Duration.ofSeconds(15));
        String other = put("y").id();
        known.changed(List.of(other), null);

        known.keep(listing, since);

        assertThat(known.listing(folder, AGE)).isEmpty();
        emulator.clock().advance(TEN_MINUTES);
        known.changed(List.of(other), null);
        known.keep(listing, since);
        assertThat(known.listing(folder, new MaxAge(TEN_MINUTES, Duration.ofHours(1), 1150, false)))
                .isEmpty();
    }

    @Test
    @DisplayName("while the service still shows what was before an own change, nothing is kept of it")
    void keepsNothingWhileAChangeSettles() {
        KnownEntries known = new KnownEntries(emulator.clock());
        put("x");
        FolderListing listing = files.list(ListQuery.childrenOf(folder, 1150));
        FileDetails details = files.info(List.of("a", "b", "x"));
        // begun before the change, or soon after it
        for (Duration later : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(9))) {
            known.changed(List.of(details.item().id()), null);
            known.keep(listing, known.now().plus(later));
            known.lookedUp(List.of("a", "b", "x"), details, known.now().plus(later));
            assertThat(known.listing(folder, AGE)).isEmpty();
            assertThat(known.byPath(FolderPath.ROOT, List.of("a", "b", "x"), AGE))
                    .isEmpty();
        }
        known.changed(List.of(), folder);
        known.keep(listing, known.now());
        assertThat(known.listing(folder, AGE)).isEmpty();
        emulator.clock().advance(Duration.ofSeconds(10));
        known.keep(listing, known.now());
        known.lookedUp(List.of("a", "b", "x"), details, known.now());
        assertThat(known.listing(folder, AGE)).contains(listing);
        assertThat(known.byPath(FolderPath.ROOT, List.of("a", "b", "x"), AGE)).contains(details);
    }

    @Test
    @DisplayName("listings of 50,000 rows are kept in all, the least recently used are dropped first")
    void dropsTheLeastRecentlyUsedListing() {
        KnownEntries known = new KnownEntries(emulator.clock());
        put("x");
        FileItem row = files.list(ListQuery.childrenOf(folder, 1150)).rows().get(0);
        for (int i = 1; i <= 5; i++) {
            known.keep(large(row, "folder " + i, 12_499), known.now());
            if (i == 4) {
                assertThat(known.listing("folder 1", AGE)).isPresent();
            }
        }
        assertThat(known.listing("folder 1", AGE)).isPresent();
        assertThat(known.listing("folder 2", AGE)).isEmpty();
        assertThat(known.listing("folder 5", AGE)).isPresent();
        known.keep(large(row, "too large", 50_000), known.now());
        assertThat(known.listing("too large", AGE)).isEmpty();
    }
}
