package io.github.open115.camel.poll;

import java.time.Instant;
import java.util.Collection;

/** Where a consumer learns from what is in its folder. Not thread-safe: a poll is one thread. */
interface FolderFeed extends AutoCloseable {

    /**
     * What there was to know.
     *
     * @param asked when the service was asked, by the steady clock
     * @param complete whether that is all; otherwise the next time tells more
     */
    record Answer(Instant asked, boolean complete) {}

    /**
     * Asks the service, unless that has just been done for another consumer, and tells what there is to know.
     *
     * @param anew asks it in any case
     * @throws io.github.open115.client.http.Open115Exception when the service could not be asked, or its answers do not
     *     fit together
     */
    Answer refresh(boolean anew);

    /** Whether the folder had this file when it was last asked for. */
    boolean contains(String fileId);

    /**
     * Whether we removed a file from the folder ourselves, and it is neither proved to have left nor to have come back;
     * false where nothing of that is remembered.
     */
    default boolean isLeaving(String fileId) {
        return false;
    }

    /** The next refresh reads every row and tells it. May be called by any thread. */
    default void tellAll() {}

    /** How many rows the folder had when it was last asked for. */
    int size();

    /** Takes note that we removed files from the folder ourselves. */
    default void removed(Collection<String> fileIds) {}

    /** Takes note that we moved files back, which we may have removed before, or to another place in the folder. */
    default void returned(Collection<String> fileIds) {}

    @Override
    default void close() {}
}
