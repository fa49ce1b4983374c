/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.files.ListQuery.Order;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that lists in another order than it is asked for, without a word. */
class ListingOrderTest {

    private static final String LIST = "/open/ufile/files";

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private DriveFiles files;
    private String folder;

    /** A folder whose stored order is by name, of files whose names and times disagree. */
    private void start(Open115Emulator.Builder builder, int rows) {
        emulator = builder.clock(new EmulatorClock().freeze()).start();
        files = EmulatedClient.connect(emulator, state).files();
        folder = folder("/incoming", rows);
    }

    private String folder(String path, int rows) {
        String id = emulator.drive().folder(path);
        for (int i = 0; i < rows; i++) {
            emulator.drive().addFile(id, "file " + (i * 7919 % 1000), Content.generated(1, 1));
            emulator.clock().advance(Duration.ofSeconds(1));
        }
        emulator.drive().setStoredOrder(id, "file_name", true);
        return id;
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private FilePage page(String folderId) {
        return files.page(ListQuery.filesOf(folderId, 100), 0);
    }

    private List<String> customOrders() {
        return emulator.requests().of(LIST).stream()
                .map(request -> request.parameter("custom_order"))
                .toList();
    }

    @Test
    @DisplayName("R7 where custom_order=2 is ignored, 1 is tried and remembered for all folders")
    void foldersFirstIsTriedAndRememberedForAllFolders() {
        start(Open115Emulator.builder().obeyedOrders(Set.of(1)), 5);
        assertThat(page(folder).ordered()).isTrue();
        assertThat(customOrders()).containsExactly("2", "1");
        emulator.requests().reset();
        assertThat(page(folder).ordered()).isTrue();
        assertThat(page(folder("/other", 3)).ordered()).isTrue();
        assertThat(files.list(ListQuery.filesOf(folder, 3)).rows())
                .hasSize(5)
                .isSortedAccordingTo(Comparator.comparing(FileItem::updated).reversed());
        assertThat(customOrders()).containsOnly("1").hasSize(1 + 1 + 3 + 1);
    }

    @Test
    @DisplayName("R7 where custom_order=1 is ignored one day, 2 is tried again")
    void theOtherOrderIsTriedAgainLater() {
        start(Open115Emulator.builder(), 5);
        ignore("2");
        assertThat(page(folder).ordered()).isTrue();
        emulator.faults().clear();
        ignore("1");
        assertThat(page(folder).ordered()).isTrue();
        assertThat(page(folder).ordered()).isTrue();
        assertThat(customOrders()).containsExactly("2", "1", "1", "2", "2");
    }

    private void ignore(String customOrder) {
        emulator.faults()
                .arm(LIST, Fault.rewrite(reply -> reply.put("order", "file_size")))
                .when(request -> request.parameter("custom_order").equals(customOrder))
                .always();
    }

    @Test
    @DisplayName("R7 the other direction is another order")
    void theOtherDirectionIsAnotherOrder() {
        start(Open115Emulator.builder(), 5);
        emulator.faults()
                .arm(LIST, Fault.rewrite(reply -> reply.put("is_asc", "1")))
                .always();
        assertThat(page(folder).ordered()).isFalse();
        assertThat(customOrders()).containsExactly("2", "1");
    }

    @Test
    @DisplayName("R7 a service that ignores every custom_order is asked once a page, and again after 100 listings")
    void serviceThatIgnoresEveryOrderIsAskedOnceAPage() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()), 5);
        for (int i = 0; i < 1 + ListingCapabilities.LISTINGS_UNTIL_RETRY; i++) {
            assertThat(page(folder).ordered()).isFalse();
        }
        assertThat(customOrders()).hasSize(2 + ListingCapabilities.LISTINGS_UNTIL_RETRY);
        assertThat(customOrders().subList(1, 4)).containsExactly("1", "2", "2");
        page(folder);
        assertThat(customOrders())
                .hasSize(2 + ListingCapabilities.LISTINGS_UNTIL_RETRY + 2)
                .endsWith("2", "2", "1");
    }

    @Test
    void aFailedAttemptTakesNothingAway() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()), 5);
        emulator.faults().arm(LIST, Fault.error(990002, "parameter")).after(1);
        assertThat(page(folder).rows()).hasSize(5);
        assertThat(customOrders()).containsExactly("2", "1");
    }

    @Test
    @DisplayName("R7 one row alone is not asked for with custom_order=1, which may fail")
    void oneRowAloneIsNotAskedForWithFoldersFirst() {
        start(Open115Emulator.builder().obeyedOrders(Set.of(1)), 5);
        page(folder);
        FilePage page = files.page(ListQuery.filesOf(folder, 1), 0);
        assertThat(page.limit()).isEqualTo(2);
        assertThat(emulator.requests().of(LIST))
                .extracting(request -> request.parameter("limit"))
                .containsExactly("100", "100", "2");
    }

    @Test
    void pagesInTheMiddleAreNotMixedWithThoseOfAnotherOrder() {
        start(Open115Emulator.builder().obeyedOrders(Set.of(1)), 5);
        assertThat(files.page(ListQuery.filesOf(folder, 2), 2).ordered()).isFalse();
        assertThat(customOrders()).containsExactly("2");
    }

    @Test
    void nothingAndOneRowAreInAnyOrder() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()), 1);
        assertThat(page(folder).ordered()).isTrue();
        assertThat(page(folder("/empty", 0)).ordered()).isTrue();
        assertThat(customOrders()).hasSize(2);
    }

    @Test
    @DisplayName("R7 a listing in another order is complete when two attempts agree; no unnecessary call is made")
    void listingInAnotherOrderIsCompleteIfTwoPassesAgree() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()), 250);
        assertThat(files.list(ListQuery.filesOf(folder, 100)).rows())
                .extracting(FileItem::id)
                .hasSize(250)
                .doesNotHaveDuplicates();
        assertThat(customOrders()).hasSize(1 + 3 + 3);
    }

    @Test
    @DisplayName("R1 one attempt in another order proves nothing, so an iterator throws before its end")
    void iteratorThrowsBeforeItsEndInAnotherOrder() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()), 250);
        List<FileItem> read = new ArrayList<>();
        assertThatThrownBy(() -> files.iterate(ListQuery.filesOf(folder, 100)).forEachRemaining(read::add))
                .isInstanceOf(IncompleteListingException.class)
                .hasMessageContaining("UNSORTED");
        assertThat(customOrders()).hasSize(1 + 3);
    }

    @Test
    @DisplayName("R7 another name for the update time is believed while the rows bear it out")
    void anotherNameForTheUpdateTimeIsCheckedByTheRows() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()).timeOrderByUpload(true), 5);
        emulator.drive().setStoredOrder(folder, "user_ptime", false);
        FilePage page = page(folder);
        assertThat(page.ordered()).isTrue();
        assertThat(customOrders()).containsExactly("2");
        emulator.drive().rename(page.rows().get(3).id(), "renamed");
        assertThat(page(folder).ordered()).isFalse();
        assertThat(customOrders()).containsExactly("2", "2", "1");
    }

    @Test
    void theStoredOrderMayBeTheOneThatIsWanted() {
        start(Open115Emulator.builder().obeyedOrders(Set.of()), 5);
        ListQuery byName = new ListQuery(folder, false, false, Order.NAME, true, 100);
        assertThat(files.page(byName, 0).ordered()).isTrue();
        assertThat(customOrders()).containsExactly("2");
    }
}
