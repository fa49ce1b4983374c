package io.github.open115.camel.monitor;

import io.github.open115.camel.poll.FolderPoll;
import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a poll left behind of its folder. Immutable, because a poll is one thread and those who look are others.
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

    /** A folder can hold 100 000 of them; who sees so many cares for the number. */
    static final int MOST_FILES = 100;

    /** The state of a folder; to be called by the thread that polls it. */
    public static ListingReport of(FolderPoll poll) {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        poll.setAside().forEach((id, state) -> {
            counts.merge(reason(state), 1L, Long::sum);
            if (files.size() < MOST_FILES) {
                files.put(id, reason(state));
            }
        });
        Instant listedAt = poll.listedAt().equals(Instant.MIN) ? null : poll.listedAt();
        return new ListingReport(listedAt, poll.pendingCount(), counts, files);
    }

    /** How many files are set aside. */
    public long setAsideCount() {
        return setAside.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String reason(FileItem.State state) {
        return switch (state) {
            case UNFINISHED -> "not completely uploaded yet";
            case DELETED -> "in the recycle bin";
            case BANNED -> "banned by the service";
            case MASKED -> "its name is hidden by the service";
            case READY -> "waiting";
        };
    }
}
