/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The second look at a page that cannot be. */
class ListingPagesTest {

    private static final Predicate<FilePage> EMPTY = page -> page.rows().isEmpty();

    private final List<Duration> pauses = new ArrayList<>();
    private final FakeFolder folder = FakeFolder.of(10);
    private final ListingPages pages = new ListingPages(folder, ListQuery.filesOf("7", 5), pauses::add);

    private void sendEmptyPages(int... calls) {
        for (int call : calls) {
            folder.bend(call, page -> FakeFolder.withRows(page, List.of()));
        }
    }

    @Test
    void anImpossiblePageIsReadASecondTimeAfterAPause() {
        sendEmptyPages(1);
        assertThat(pages.read(0, 5, EMPTY).rows()).hasSize(5);
        assertThat(folder.calls()).isEqualTo(2);
        assertThat(pauses).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aPossiblePageIsReadOnce() {
        assertThat(pages.read(5, 5, EMPTY).rows()).hasSize(5);
        assertThat(folder.offsets).containsExactly(5L);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aListingLooksTwiceAtOnePageOnly() {
        sendEmptyPages(1, 3);
        pages.read(0, 5, EMPTY);
        assertThat(pages.read(4, 5, EMPTY).rows()).isEmpty();
        assertThat(folder.calls()).isEqualTo(3);
    }

    @Test
    void theNextListingMayLookTwiceAgain() {
        sendEmptyPages(1, 3);
        pages.read(0, 5, EMPTY);
        pages.begin();
        assertThat(pages.read(4, 5, EMPTY).rows()).hasSize(5);
        assertThat(folder.calls()).isEqualTo(4);
    }

    @Test
    void aPageThatIsImpossibleTwiceIsReturnedAsItIs() {
        sendEmptyPages(1, 2);
        assertThat(pages.read(0, 5, EMPTY).rows()).isEmpty();
        assertThat(folder.calls()).isEqualTo(2);
    }

    @Test
    void aPageHasAtLeastTwoRows() {
        assertThat(new ListingPages(folder, ListQuery.filesOf("7", 1), pauses::add).pageSize())
                .isEqualTo(2);
    }

    @Test
    void anInterruptionDuringThePauseEndsTheListing() {
        sendEmptyPages(1);
        ListingPages interrupted = new ListingPages(folder, ListQuery.filesOf("7", 5), pause -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> interrupted.read(0, 5, EMPTY))
                .isInstanceOf(Open115Exception.class)
                .hasMessageContaining("folder 7");
        assertThat(Thread.interrupted()).isTrue();
    }
}
