/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static io.github.open115.client.files.FakeFolder.withCount;
import static io.github.open115.client.files.FakeFolder.withOffset;
import static io.github.open115.client.files.FakeFolder.withRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Three pages of 100 and one of 10, of which neighbours share a row: offsets 0, 99, 198, 297. */
class CompleteListingTest {

    private static final int FILES = 307;
    private static final int PAGE = 100;
    /** Four pages, and a look at the newest rows. */
    private static final int CALLS_OF_A_CLEAN_PASS = 5;
    /** Four pages. */
    private static final int CALLS_OF_A_DOUBTFUL_PASS = 4;

    private final List<Duration> pauses = new ArrayList<>();
    private final FakeFolder folder = FakeFolder.of(FILES);

    private FolderListing list(FakeFolder source) {
        return new CompleteListing(source, pauses::add).read(ListQuery.filesOf("7", PAGE));
    }

    private void assertComplete(FakeFolder source, int calls) {
        FolderListing listing = list(source);
        assertThat(listing.rows()).extracting(FileItem::id).doesNotHaveDuplicates();
        assertThat(listing.rows()).containsExactlyInAnyOrderElementsOf(source.rows);
        assertThat(listing.path()).isEqualTo(FakeFolder.PATH);
        assertThat(source.calls()).isEqualTo(calls);
    }

    private void assertIncomplete(FakeFolder source) {
        assertThatThrownBy(() -> list(source))
                .isInstanceOf(IncompleteListingException.class)
                .hasMessageContaining("folder 7")
                .hasMessageContaining("3 attempts");
    }

    @Test
    void oneConsistentPageCostsOneCall() {
        assertComplete(FakeFolder.of(99), 1);
        assertComplete(FakeFolder.of(0), 1);
    }

    @Test
    @DisplayName("R7 each page begins with the last row of the one before")
    void eachPageBeginsWithTheLastRowOfThePageBefore() {
        assertComplete(folder, CALLS_OF_A_CLEAN_PASS);
        assertThat(folder.offsets).containsExactly(0L, 99L, 198L, 297L, 0L);
        assertThat(list(FakeFolder.of(FILES)).rows())
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(FileItem::updated).reversed());
    }

    @Test
    @DisplayName("R7 a last page that is full costs one more call, within ceil(n/limit)+2")
    void fullLastPageCostsOneMoreCall() {
        assertComplete(FakeFolder.of(100), 1 + 2);
        assertComplete(FakeFolder.of(199), 2 + 2);
    }

    @Test
    @DisplayName("R7 a count too high is believed wrong after two attempts that agree")
    void countTooHighIsWrongIfTwoPassesAgree() {
        folder.bendAll(page -> withCount(page, page.count() + 1));
        assertComplete(folder, 2 * (CALLS_OF_A_DOUBTFUL_PASS + 1));
        assertThat(list(folder).count()).isEqualTo(FILES + 1);
    }

    @Test
    @DisplayName("R7 a count too low is believed wrong after two attempts that agree")
    void countTooLowIsWrongIfTwoPassesAgree() {
        folder.bendAll(page -> withCount(page, page.count() - 5));
        assertComplete(folder, 2 * CALLS_OF_A_DOUBTFUL_PASS);
    }

    @Test
    @DisplayName("R7 a count far too low does not end the listing at a full page")
    void countFarTooLowDoesNotEndTheListing() {
        folder.bendAll(page -> withCount(page, 100));
        assertComplete(folder, 2 * CALLS_OF_A_DOUBTFUL_PASS);
    }

    @Test
    @DisplayName("R7 a count that changes leads to a second attempt")
    void changedCountLeadsToASecondPass() {
        folder.bend(2, page -> withCount(page, page.count() + 3));
        assertComplete(folder, CALLS_OF_A_DOUBTFUL_PASS + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 one empty page is asked for again after 250 ms")
    void emptyPageIsReadASecondTime() {
        folder.bend(3, page -> withRows(page, List.of()));
        assertComplete(folder, CALLS_OF_A_CLEAN_PASS + 1);
        assertThat(pauses).containsExactly(Duration.ofMillis(250));
    }

    @Test
    @DisplayName("R1 a page that stays empty is no end, however often it agrees with itself")
    void pageThatStaysEmptyIsNoEnd() {
        FakeFolder broken = FakeFolder.of(FILES);
        broken.bendAll(page -> page.offset() == 198 ? withRows(page, List.of()) : page);
        assertIncomplete(broken);
        assertThat(broken.calls()).isEqualTo(3 * 4);
    }

    @Test
    @DisplayName("R1 no rows with a count above zero is no empty folder")
    void noRowsWithACountAreNoEmptyFolder() {
        folder.bendAll(page -> withRows(page, List.of()));
        assertIncomplete(folder);
        assertThat(folder.calls()).isEqualTo(3 * 2);
    }

    @Test
    @DisplayName("R7 a short page in the middle costs no row")
    void shortPageCostsNoRow() {
        folder.bend(2, page -> withRows(page, page.rows().subList(0, 40)));
        assertComplete(folder, CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 a wrong echoed offset leads to a second attempt")
    void wrongOffsetLeadsToASecondPass() {
        folder.bend(2, page -> withOffset(page, 0));
        assertComplete(folder, CALLS_OF_A_DOUBTFUL_PASS + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 a service that always starts over is never believed")
    void serviceThatAlwaysStartsOverIsNeverBelieved() {
        FakeFolder stuck = FakeFolder.of(FILES);
        stuck.bendAll(page -> withRows(page, stuck.rows.subList(0, 100)));
        assertIncomplete(stuck);
        assertThat(stuck.calls()).isEqualTo(3 * 2);
    }

    @Test
    @DisplayName("R7 rows repeated on a page are listed once, after a second attempt")
    void repeatedRowsAreListedOnce() {
        folder.bend(3, page -> {
            List<FileItem> rows = new ArrayList<>(page.rows());
            rows.add(50, folder.at(0));
            return withRows(page, rows.subList(0, 100));
        });
        assertComplete(folder, CALLS_OF_A_DOUBTFUL_PASS + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 a file deleted among the rows already read leads to a second attempt")
    void fileDeletedAmongTheReadRowsLeadsToASecondPass() {
        folder.before(3, () -> folder.delete(folder.at(10)));
        assertComplete(folder, CALLS_OF_A_DOUBTFUL_PASS + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 a file added in front leads to a second attempt")
    void fileAddedInFrontLeadsToASecondPass() {
        folder.before(3, folder::upload);
        assertComplete(folder, CALLS_OF_A_DOUBTFUL_PASS + 1 + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 one deleted and one added among the rows already read is noticed at the end")
    void exchangeAmongTheReadRowsIsFoundInTheNewestRows() {
        folder.before(3, () -> {
            folder.delete(folder.at(10));
            folder.upload();
        });
        assertComplete(folder, CALLS_OF_A_CLEAN_PASS + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 an unread file renamed to the front while one that was read goes is noticed at the end")
    void renamedFileThatJumpedToTheFrontIsFoundInTheNewestRows() {
        folder.before(3, () -> {
            folder.delete(folder.at(10));
            folder.touch(folder.at(280));
            folder.moveIn(1);
        });
        assertComplete(folder, CALLS_OF_A_CLEAN_PASS + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    @DisplayName("R7 more new files than a page holds while listing: read again")
    void moreNewFilesThanAPageHoldsAreRead() {
        folder.before(2, () -> {
            for (int i = 0; i < 250; i++) {
                folder.upload();
            }
        });
        FolderListing listing = list(folder);
        assertThat(listing.rows()).hasSize(FILES + 250);
    }

    @Test
    @DisplayName("R7 a folder that changes all the time is reported as incomplete")
    void folderThatAlwaysChangesIsIncomplete() {
        for (int call = 1; call < 40; call++) {
            folder.before(call, () -> {
                folder.delete(folder.at(10));
                folder.upload();
            });
        }
        assertIncomplete(folder);
    }

    @Test
    @DisplayName("R7 rows of one time whose order is not stable are found by two attempts together")
    void unstableTiesAreFoundByTwoPassesTogether() {
        FakeFolder ties = new FakeFolder();
        for (int i = 0; i < 150; i++) {
            ties.moveIn(500_000);
        }
        FileItem last = ties.at(99);
        FileItem unlucky = ties.at(100);
        // the first attempt never meets the row behind the end of its first page: it changes places with the one before
        ties.bend(2, page -> withRows(page, replace(page.rows(), unlucky, ties.at(0))));
        ties.bend(1, page -> withRows(page, replace(page.rows(), unlucky, last)));
        ties.bend(3, page -> withRows(page, replace(page.rows(), ties.at(3), unlucky)));
        FolderListing listing = list(ties);
        assertThat(listing.rows()).containsExactlyInAnyOrderElementsOf(ties.rows);
    }

    private static List<FileItem> replace(List<FileItem> rows, FileItem old, FileItem by) {
        List<FileItem> changed = new ArrayList<>(rows);
        changed.replaceAll(row -> row.equals(old) ? by : row);
        return changed;
    }

    @Test
    @DisplayName("R7 in another order the newest rows prove nothing: two attempts must agree")
    void inAnotherOrderTwoPassesMustAgree() {
        folder.bendAll(FakeFolder::inAnotherOrder);
        assertComplete(folder, 2 * CALLS_OF_A_DOUBTFUL_PASS);
    }

    @Test
    @DisplayName("R7 newest rows that are not the newest prove nothing: two attempts must agree")
    void ifTheNewestRowsComeInAnotherOrderTwoPassesMustAgree() {
        folder.bend(CALLS_OF_A_CLEAN_PASS, FakeFolder::inAnotherOrder);
        assertComplete(folder, CALLS_OF_A_CLEAN_PASS + CALLS_OF_A_DOUBTFUL_PASS);
    }

    @Test
    @DisplayName("R7 an exchange that another order hides is found by the second attempt and proved by the third")
    void exchangeInAnotherOrderIsProvedByTheThirdPass() {
        folder.bendAll(FakeFolder::inAnotherOrder);
        folder.before(3, () -> {
            folder.delete(folder.at(10));
            folder.upload();
        });
        assertComplete(folder, 3 * CALLS_OF_A_DOUBTFUL_PASS);
    }

    @Test
    void oneUnsortedPageIsCompleteAllTheSame() {
        assertComplete(FakeFolder.of(99).bendAll(FakeFolder::inAnotherOrder), 1);
    }

    @Test
    @DisplayName("R1 an error on a later page leaves no listing at all")
    void errorOnALaterPageLeavesNoListing() {
        folder.before(3, () -> {
            throw new Open115Exception("no reason");
        });
        assertThatThrownBy(() -> list(folder))
                .isInstanceOf(Open115Exception.class)
                .hasMessage("no reason");
    }

    @Test
    void aFolderThatVanishesWhileItIsReadIsNotFoundByTheNextAttempt() {
        folder.before(3, () -> {
            throw new NotFoundException("listed another folder");
        });
        folder.before(4, () -> {
            throw new NotFoundException("gone");
        });
        assertThatThrownBy(() -> list(folder))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("gone");
    }

    @Test
    @DisplayName("R7 another folder listed once in between leads to a second attempt")
    void anotherFolderListedOnceLeadsToASecondPass() {
        folder.before(3, () -> {
            throw new NotFoundException("listed another folder");
        });
        assertComplete(folder, 3 + CALLS_OF_A_CLEAN_PASS);
    }

    @Test
    void leavesDeletedRowsOut() {
        FakeFolder bin = FakeFolder.of(3);
        FileItem row = bin.rows.get(1);
        bin.rows.set(
                1,
                new FileItem(
                        row.id(),
                        null,
                        "7",
                        "x",
                        false,
                        1,
                        null,
                        row.created(),
                        row.updated(),
                        FileItem.State.DELETED));
        assertThat(list(bin).rows()).hasSize(2);
        assertThat(bin.calls()).isEqualTo(1);
    }

    @Test
    void pagesOfOneRowAreReadByTwo() {
        FakeFolder small = FakeFolder.of(5);
        assertThat(new CompleteListing(small, pauses::add)
                        .read(ListQuery.filesOf("7", 1))
                        .rows())
                .hasSize(5);
    }

    @Test
    @DisplayName("R1 an iterator throws in place of its end when the pages did not fit together")
    void iteratorThrowsBeforeItsEnd() {
        folder.before(3, folder::upload);
        Iterator<FileItem> rows = new CompleteListing(folder, pauses::add).iterate(ListQuery.filesOf("7", PAGE));
        List<FileItem> read = new ArrayList<>();
        assertThatThrownBy(() -> rows.forEachRemaining(read::add)).isInstanceOf(IncompleteListingException.class);
        assertThat(read).hasSizeGreaterThanOrEqualTo(200);
    }

    @Test
    void iteratorReadsPagesAsTheyAreNeeded() {
        Iterator<FileItem> rows = new CompleteListing(folder, pauses::add).iterate(ListQuery.filesOf("7", PAGE));
        assertThat(folder.calls()).isZero();
        for (int i = 0; i < 100; i++) {
            rows.next();
        }
        assertThat(folder.calls()).isEqualTo(1);
        List<FileItem> rest = new ArrayList<>();
        rows.forEachRemaining(rest::add);
        assertThat(rest).hasSize(FILES - 100);
        assertThat(folder.calls()).isEqualTo(CALLS_OF_A_CLEAN_PASS);
    }
}
