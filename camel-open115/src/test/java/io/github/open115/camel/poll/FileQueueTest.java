/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FileQueueTest {

    private final Map<String, String> rows = new ConcurrentHashMap<>();
    private final Map<String, String> setAside = new ConcurrentHashMap<>();
    private final Set<String> done = new HashSet<>();
    private String excluded = "none";
    private FileQueue queue = open();

    private FileQueue open() {
        return new FileQueue(
                rows,
                setAside,
                file -> Optional.ofNullable(SetAsideReason.of(file.state()))
                        .or(() -> file.name().contains(excluded)
                                ? Optional.of(SetAsideReason.EXCLUDE)
                                : Optional.empty()),
                file -> done.contains(FileIdentity.keyOf(file.id(), file.sha1())));
    }

    private static FileItem file(String id, String name, long updated, String sha1, FileItem.State state) {
        return new FileItem(
                id, "pc" + id, "7", name, false, 5, sha1, null, Instant.ofEpochSecond(updated), state, null);
    }

    private static FileItem file(String id, String name, long updated) {
        return file(id, name, updated, "SHA" + id, FileItem.State.READY);
    }

    private List<String> waiting(boolean heldToo) {
        List<String> ids = new ArrayList<>();
        queue.waiting(heldToo, (id, updated) -> true).forEachRemaining(file -> ids.add(file.id()));
        return ids;
    }

    private void deliver(String id) {
        queue.begin(id, "SHA" + id);
        done.add(FileIdentity.keyOf(id, "SHA" + id));
        queue.succeeded(id);
    }

    @Test
    @DisplayName("oldest change first; of one second, the smaller id; a file of unknown age before all")
    void ordersByChangeThenId() {
        queue.seen(file("10", "a", 50));
        queue.seen(file("9", "b", 50));
        queue.seen(file("3", "c", 20));
        queue.seen(new FileItem("4", null, "7", "d", false, 1, "S", null, null, FileItem.State.READY, null));
        assertThat(waiting(false)).containsExactly("4", "3", "9", "10");
        queue.seen(file("3", "c", 60));
        assertThat(waiting(false)).containsExactly("4", "9", "10", "3");
        assertThat(queue.pendingCount()).isEqualTo(4);
    }

    @Test
    @DisplayName("R10 a file in flight is not offered; it is offered again after a failure, and never after a success")
    void offersNothingInFlight() {
        queue.seen(file("1", "a", 1));
        queue.seen(file("2", "b", 2));
        queue.begin("1", "SHA1");
        assertThat(waiting(false)).containsExactly("2");
        assertThat(queue.pendingCount()).isEqualTo(1);
        queue.failed("1");
        assertThat(waiting(false)).containsExactly("1", "2");
        deliver("1");
        queue.seen(file("1", "renamed", 9));
        assertThat(waiting(true)).containsExactly("2");
    }

    @Test
    @DisplayName("R10 what waited, was held or was in flight when the process ended waits again after a restart")
    void offersEverythingUnfinishedAfterARestart() {
        queue.seen(file("1", "name with | and\nline break", 1));
        queue.seen(file("2", "b", 2));
        queue.seen(file("3", "c", 3));
        queue.hold("2");
        queue.begin("3", "SHA3");
        queue = open();
        assertThat(waiting(false)).containsExactly("1", "3");
        assertThat(waiting(true)).containsExactly("1", "2", "3");
        assertThat(queue.waiting(false, (id, updated) -> true).next())
                .isEqualTo(file("1", "name with | and\nline break", 1));
    }

    @Test
    @DisplayName("R8 content that came under the id of a file in flight is not lost with its success")
    void keepsContentReplacedInFlight() {
        queue.seen(file("1", "a", 1));
        queue.begin("1", "SHA1");
        queue.seen(file("1", "a", 2, "OTHER", FileItem.State.READY));
        assertThat(waiting(true)).isEmpty();
        done.add(FileIdentity.keyOf("1", "SHA1"));
        queue.succeeded("1");
        assertThat(waiting(false)).containsExactly("1");
    }

    @Test
    @DisplayName("R9 an unfinished file is set aside with the reason, until its row says that it is finished")
    void setsAsideAnUnfinishedFile() {
        queue.seen(file("1", "a", 1, null, FileItem.State.UNFINISHED));
        queue.seen(file("2", "b", 1, null, FileItem.State.BANNED));
        assertThat(waiting(true)).isEmpty();
        assertThat(queue.setAsideCounts()).isEqualTo(Map.of(SetAsideReason.UNFINISHED, 1L, SetAsideReason.BANNED, 1L));
        queue.seen(file("1", "a", 1));
        assertThat(waiting(false)).containsExactly("1");
        assertThat(queue.firstSetAside(5)).isEqualTo(Map.of("2", SetAsideReason.BANNED));
        queue.drop("2");
        assertThat(queue.setAsideCounts()).isEmpty();
        assertThat(setAside).isEmpty();
    }

    @Test
    @DisplayName("a file that a filter refused stays held while its row is the same, and is pending when it changes")
    void keepsARefusedFileHeldUntilItChanges() {
        queue.seen(file("1", "a", 1));
        queue.hold("1");
        queue.seen(file("1", "a", 1));
        assertThat(waiting(false)).isEmpty();
        assertThat(waiting(true)).containsExactly("1");
        assertThat(queue.pendingCount()).isZero();
        assertThat(queue.setAsideCounts()).isEqualTo(Map.of(SetAsideReason.FILTER, 1L));
        queue.seen(file("1", "b", 1));
        assertThat(waiting(false)).containsExactly("1");
        assertThat(queue.setAsideCounts()).isEmpty();
    }

    @Test
    @DisplayName("changed filters judge repeated rows again, in both directions, but not delivered files")
    void changedFiltersJudgeRepeatedRowsAnew() {
        excluded = "x";
        queue.seen(file("1", "x1", 1));
        queue.seen(file("2", "y2", 2));
        queue.seen(file("3", "z3", 3));
        deliver("3");
        assertThat(waiting(true)).containsExactly("2");
        excluded = "y";
        queue = open();
        for (String name : List.of("x1", "y2", "z3")) {
            queue.seen(file(name.substring(1), name, Long.parseLong(name.substring(1))));
        }
        assertThat(waiting(true)).containsExactly("1");
        assertThat(queue.firstSetAside(5)).isEqualTo(Map.of("2", SetAsideReason.EXCLUDE));
    }

    @Test
    @DisplayName("R20 a full batch counts only what could be taken now: neither held, in flight nor paused")
    void countsOnlyAvailableFilesForABatch() {
        for (int i = 1; i <= 5; i++) {
            queue.seen(file("" + i, "f" + i, i));
        }
        queue.hold("1");
        queue.begin("2", "SHA2");
        assertThat(queue.holds(3, (id, updated) -> true)).isTrue();
        assertThat(queue.holds(4, (id, updated) -> true)).isFalse();
        assertThat(queue.holds(3, (id, updated) -> !id.equals("3"))).isFalse();
    }

    @Test
    @DisplayName("a full listing drops what it did not show")
    void fullListingDropsMissingFiles() {
        queue.seen(file("1", "a", 1));
        queue.seen(file("2", "b", 2));
        queue.seen(file("3", "c", 3, null, FileItem.State.UNFINISHED));
        queue.retain(Set.of("2")::contains);
        assertThat(waiting(true)).containsExactly("2");
        assertThat(rows.keySet()).containsExactly("2");
        assertThat(new HashMap<>(setAside)).isEmpty();
    }

    @Test
    @DisplayName("the end of an exchange after the stop is not written")
    void writesNothingAfterTheStop() {
        queue.seen(file("1", "a", 1));
        queue.begin("1", "SHA1");
        queue.close();
        queue.succeeded("1");
        assertThat(rows).containsKey("1");
    }
}
