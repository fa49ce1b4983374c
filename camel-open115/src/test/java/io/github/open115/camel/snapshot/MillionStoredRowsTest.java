/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.snapshot.KnownRows.Row;
import io.github.open115.client.files.FileItem.State;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a million known files cost on the disk and at a restart. */
@Tag("slow")
class MillionStoredRowsTest {

    private static final int FILES = 1_000_000;
    private static final int PAGE = 1150;
    private static final long OLDEST_ID = 3_100_000_000_000_000_000L;

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "R20 a million known files are written page by page, take less than 150 MB and are read within 10 s of CPU")
    void aMillionRowsAreWrittenAndRead() throws IOException {
        Path file = folder.resolve("snapshot.mv");
        long begin = System.nanoTime();
        RowStore written = DurableRowStore.open(file);
        for (long from = 0; from < FILES; from += PAGE) {
            written.save(rows(from), List.of(), List.of(), new RowStore.Summary("epoch", from, 0, 0));
        }
        written.close();
        Duration writing = Duration.ofNanos(System.nanoTime() - begin);
        long size = Files.size(file);

        long cpu = cpuNanos();
        AtomicLong rows = new AtomicLong();
        RowStore read = DurableRowStore.open(file);
        assertThat(read.load(row -> rows.incrementAndGet(), leaving -> {})).isPresent();
        read.close();
        // not the time on the wall, which other processes of this machine make longer
        Duration readTime = Duration.ofNanos(cpuNanos() - cpu);

        System.getLogger("benchmark")
                .log(
                        System.Logger.Level.INFO,
                        "{0} rows: {1} bytes, written in {2}, read in {3}",
                        FILES,
                        size,
                        writing,
                        readTime);
        assertThat(rows).hasValue(FILES);
        assertThat(size).isLessThan(150_000_000);
        assertThat(readTime).isLessThan(Duration.ofSeconds(10));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<Row> rows(long from) {
        return LongStream.range(from, Math.min(from + PAGE, FILES))
                .mapToObj(index -> new Row(
                        OLDEST_ID + index,
                        1_700_000_000 + index,
                        index * 0x9E3779B97F4A7C15L,
                        OLDEST_ID + index % 3000,
                        (int) (index * 31),
                        State.READY))
                .toList();
    }
}
