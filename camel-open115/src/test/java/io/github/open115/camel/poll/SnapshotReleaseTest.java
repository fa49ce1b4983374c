/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.camel.snapshot.InMemoryRowStore;
import io.github.open115.camel.snapshot.ListedFolder;
import io.github.open115.client.auth.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReleaseTest {

    @Test
    @DisplayName("a poll that cannot begin after it has taken its snapshot gives that back")
    void failedStartReleasesTheSnapshot(@TempDir Path folder) {
        SettableClock clock = new SettableClock();
        FolderSnapshot snapshot = ListedFolder.of(1).snapshot(new InMemoryRowStore(), 10, Duration.ofHours(6), clock);
        AtomicInteger users = new AtomicInteger();
        PollState state = PollState.open(folder.resolve("state.mv"), true);
        FolderState.Snapshots snapshots = new FolderState.Snapshots() {
            @Override
            public FolderSnapshot take() {
                users.incrementAndGet();
                // from now on the state cannot be read
                state.close();
                return snapshot;
            }

            @Override
            public void release() {
                users.decrementAndGet();
            }
        };
        assertThatThrownBy(() -> new FolderState(
                        new FolderState.Settings("7", true, 10, Duration.ofMinutes(10), Duration.ZERO),
                        null,
                        snapshots,
                        state,
                        PollHistory.FILTERS,
                        name -> false,
                        file -> false,
                        new DeliveryLog(false),
                        clock))
                .hasMessageContaining("closed");
        assertThat(users).hasValue(0);
    }
}
