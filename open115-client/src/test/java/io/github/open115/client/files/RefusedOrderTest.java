/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.files.ListQuery.Order;
import io.github.open115.client.http.OrderRefusedException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A service that refuses another order than the one stored for the folder (code 20130827): by name, 250 files. */
class RefusedOrderTest extends DriveFilesFixture {

    private static final String LIST = "/open/ufile/files";
    private static final int FILES = 250;
    private static final String WISH = "user_utime 0 2";
    private static final String NAMED = "file_name 1 2";
    private static final String STORED = "user_utime 0 0";

    @Override
    Open115Emulator.Builder settings(Open115Emulator.Builder builder) {
        return builder.storedOrderOnly(true);
    }

    @BeforeEach
    void addFiles() {
        for (int i = 0; i < FILES; i++) {
            emulator.drive().addFile(folder, "file " + (i * 7919 % 1000), Content.generated(1, 1));
            emulator.clock().advance(Duration.ofSeconds(1));
        }
        emulator.drive().setStoredOrder(folder, "file_name", true);
    }

    private FilePage page() {
        return files.page(ListQuery.filesOf(folder, 100), 0);
    }

    private List<String> sorts() {
        return emulator.requests().of(LIST).stream()
                .map(request -> request.parameter("o") + " " + request.parameter("asc") + " "
                        + request.parameter("custom_order"))
                .toList();
    }

    private void refuse(String refusal, Predicate<LoggedRequest> which) {
        emulator.faults().arm(LIST, Fault.body(refusal)).when(which).always();
    }

    @Test
    @DisplayName("R7 the order that the refusal names is asked for, and remembered for the folder")
    void theNamedOrderIsAskedForAndRemembered() {
        FilePage page = page();
        assertThat(page.rows()).hasSize(100);
        assertThat(page.ordered()).isFalse();
        assertThat(page().ordered()).isFalse();
        assertThat(sorts()).containsExactly(WISH, NAMED, NAMED);
    }

    @Test
    @DisplayName("R7 a listing in the named order is complete when two attempts agree, with one call lost")
    void aListingInTheNamedOrderIsCompleteIfTwoPassesAgree() {
        assertThat(files.list(ListQuery.filesOf(folder, 100)).rows())
                .extracting(FileItem::id)
                .hasSize(FILES)
                .doesNotHaveDuplicates();
        assertThat(sorts()).containsExactly(WISH, NAMED, NAMED, NAMED, NAMED, NAMED, NAMED);
    }

    @Test
    @DisplayName("R7 the stored order itself is granted; only the look at the newest rows is refused, once")
    void theStoredOrderIsGranted() {
        ListQuery byName = new ListQuery(folder, false, false, Order.NAME, true, 100);
        assertThat(files.page(byName, 0).ordered()).isTrue();
        assertThat(files.list(byName).rows()).hasSize(FILES);
        assertThat(sorts()).hasSize(1 + 3 + 2 + 3).containsOnlyOnce(WISH);
    }

    @Test
    @DisplayName("R7 a stored order by time is as good as the one asked for")
    void aStoredOrderByTimeIsAsGood() {
        emulator.drive().setStoredOrder(folder, "user_ptime", false);
        assertThat(page().ordered()).isTrue();
        assertThat(files.list(ListQuery.filesOf(folder, 100)).rows()).hasSize(FILES);
        assertThat(sorts()).hasSize(2 + 3 + 1).endsWith("user_ptime 0 2");
    }

    @Test
    @DisplayName("R7 where the named order is refused too, the stored one is asked for without a name")
    void theStoredOrderIsAskedForWithoutAName() {
        refuse(
                "{\"count\":250,\"order\":\"file_name\",\"is_asc\":1,\"state\":false,\"error\":\"\",\"errNo\":20130827}",
                request -> !request.parameter("custom_order").equals("0"));
        assertThat(page().ordered()).isFalse();
        assertThat(page().rows()).hasSize(100);
        assertThat(sorts()).containsExactly(WISH, NAMED, STORED, STORED);
    }

    @Test
    @DisplayName("R7 a refusal that names no other order is not asked about again")
    void aRefusalThatNamesNoOrderIsNotRepeated() {
        refuse(
                "{\"state\":false,\"error\":\"\",\"errNo\":20130827}",
                request -> request.parameter("custom_order").equals("2"));
        assertThat(page().rows()).hasSize(100);
        assertThat(sorts()).containsExactly(WISH, STORED);
    }

    @Test
    void theSameOrderNamedIsNotAskedForTwice() {
        refuse(
                "{\"order\":\"user_utime\",\"is_asc\":\"0\",\"state\":false,\"error\":\"\",\"errNo\":20130827}",
                request -> request.parameter("custom_order").equals("2"));
        assertThat(page().rows()).hasSize(100);
        assertThat(sorts()).containsExactly(WISH, STORED);
    }

    @Test
    void refusedInAnyOrder() {
        refuse(
                "{\"order\":\"file_name\",\"is_asc\":1,\"state\":false,\"error\":\"\",\"errNo\":20130827}",
                request -> true);
        assertThatThrownBy(this::page).isInstanceOfSatisfying(OrderRefusedException.class, refusal -> {
            assertThat(refusal.order()).contains("file_name");
            assertThat(refusal.ascending()).isTrue();
        });
        assertThat(sorts()).containsExactly(WISH, NAMED, STORED);
    }

    @Test
    void anotherOrderIsStoredMeanwhile() {
        page();
        emulator.drive().setStoredOrder(folder, "file_size", false);
        page();
        page();
        assertThat(sorts()).containsExactly(WISH, NAMED, NAMED, "file_size 0 2", "file_size 0 2");
    }

    @Test
    @DisplayName("R7 the order asked for is tried again after 100 listings")
    void triedAgain() {
        for (int i = 0; i < 1 + ListingCapabilities.LISTINGS_UNTIL_RETRY; i++) {
            page();
        }
        assertThat(sorts()).hasSize(2 + ListingCapabilities.LISTINGS_UNTIL_RETRY);
        emulator.drive().setStoredOrder(folder, "user_utime", false);
        assertThat(page().ordered()).isTrue();
        assertThat(sorts())
                .hasSize(2 + ListingCapabilities.LISTINGS_UNTIL_RETRY + 1)
                .endsWith(NAMED, WISH);
    }
}
