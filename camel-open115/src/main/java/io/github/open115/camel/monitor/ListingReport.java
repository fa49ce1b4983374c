/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.camel.poll.FolderState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of the folder after a poll. Immutable, because other threads read it.
 *
 * @param listedAt when the folder was last listed completely; null for never
 * @param pending files of that listing that wait for their turn
 * @param setAside how many files are set aside, by reason
 * @param setAsideFiles file id → reason, of the first ones
 */
public record ListingReport(
        Instant listedAt, int pending, Map<String, Long> setAside, Map<String, String> setAsideFiles) {

    /** The folder was not listed yet. */
    public static final ListingReport NONE = new ListingReport(null, 0, Map.of(), Map.of());

    /** At most 100 are listed. For more, the count is enough. */
    static final int MAX_FILES = 100;

    /** The state of a folder; to be called by the thread that polls it. */
    public static ListingReport of(FolderState folderState) {
        Map<String, Long> counts = new TreeMap<>();
        folderState.queue().setAsideCounts().forEach((reason, count) -> counts.put(reason.text(), count));
        Map<String, String> files = new LinkedHashMap<>();
        folderState.queue().firstSetAside(MAX_FILES).forEach((id, reason) -> files.put(id, reason.text()));
        Instant listedAt = folderState.completeAt().equals(Instant.MIN) ? null : folderState.completeAt();
        return new ListingReport(listedAt, folderState.queue().pendingCount(), counts, files);
    }

    /** How many files are set aside. */
    public long setAsideCount() {
        return setAside.values().stream().mapToLong(Long::longValue).sum();
    }
}
