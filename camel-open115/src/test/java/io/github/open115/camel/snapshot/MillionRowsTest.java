/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.ListQuery;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a folder of a million files costs in memory and time. */
@Tag("slow")
class MillionRowsTest {

    private static final int FILES = 1_000_000;
    private static final long NEWEST_ID = 3_100_000_000_001_000_000L;
    private static final long NEWEST_TIME = 1_700_000_000;
    private static final long MEGABYTE = 1_000_000;
    private static final int POLLS = 50;

    private final SettableClock clock = new SettableClock();
    private long seen;

    /** Makes each row when it is asked for, so that the folder itself takes no memory. */
    private static FilePage page(ListQuery query, long offset) {
        List<FileItem> rows = LongStream.range(offset, Math.min(offset + query.pageSize(), FILES))
                .mapToObj(MillionRowsTest::row)
                .toList();
        return new FilePage(rows, FILES, offset, FolderPath.ROOT, query.pageSize(), true);
    }

    private static FileItem row(long index) {
        String id = Long.toString(NEWEST_ID - index);
        Instant time = Instant.ofEpochSecond(NEWEST_TIME - index);
        String sha1 = String.format("%040X", index);
        return new FileItem(id, "pc", "7", "file " + index, false, index, sha1, time, time, State.READY);
    }

    @Test
    @DisplayName("R20 a million known files take less than 100 MB of heap, and an idle poll less than 50 ms of CPU")
    void aMillionRowsFitIntoAHundredMegabytes() {
        long before = usedHeap();
        ListQuery query = ListQuery.filesOf("7", 1150);
        FolderSnapshot.Source source = new FolderSnapshot.Source(
                query, MillionRowsTest::page, new SubtreeWalk(null, query, clock), pause -> {});
        FolderSnapshot snapshot = new FolderSnapshot(source, RowStore.NONE, Duration.ZERO, clock);
        FolderListener counter = counter();
        snapshot.join(counter, null);
        assertThat(snapshot.refresh(counter, Duration.ZERO)).isTrue();
        assertThat(seen).isEqualTo(FILES);
        long retained = usedHeap() - before;

        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < POLLS; i++) {
            assertThat(snapshot.refresh(counter, Duration.ZERO)).isTrue();
        }
        Duration onePoll =
                Duration.ofNanos((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / POLLS);

        System.getLogger("benchmark")
                .log(
                        System.Logger.Level.INFO,
                        "{0} bytes a file, {1} for an idle poll",
                        (double) retained / FILES,
                        onePoll);
        assertThat(retained).as("bytes").isLessThan(100 * MEGABYTE);
        assertThat(onePoll).isLessThan(Duration.ofMillis(50));
        assertThat(snapshot.size()).isEqualTo(FILES);
    }

    private FolderListener counter() {
        return new FolderListener() {
            @Override
            public void seen(FileItem row) {
                seen++;
            }

            @Override
            public void gone(String fileId) {
                throw new AssertionError(fileId);
            }
        };
    }

    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(
                    used,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return used;
    }
}
