/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadJournalTest {

    @TempDir
    Path state;

    @Test
    @DisplayName(
            "R19 the name of an entry never changes: a later version must find the uploads that an earlier one left")
    void namesOfEntriesStay() {
        UploadJournal journal = new UploadJournal(state, "Jörg's 115 account", Clock.systemUTC(), pause -> {});
        UploadRequest composed = UploadRequest.of("3100000000000000001", "caf\u00e9.mkv");
        UploadRequest decomposed = UploadRequest.of("3100000000000000001", "cafe\u0301.mkv");

        for (UploadRequest request : List.of(composed, decomposed)) {
            try (JournalEntry entry = journal.open(request, Duration.ZERO).entry()) {
                assertThat(journal.leftBehind())
                        .containsExactly(state.toAbsolutePath()
                                .resolve("uploads")
                                .resolve("j_rg_s_115_account-210f522c-d380-3cd1-a8d6-bdf89801c919")
                                .resolve("91fdaa7f9806708d5c8c44c19d50a5c1.upload"));
                assertThat(entry.record()).isEmpty();
            }
        }
    }
}
