package io.github.open115.camel;

import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.http.Open115Exception;
import java.time.Instant;
import org.apache.camel.Endpoint;

/**
 * What the last polls of a consumer told of its folder: nothing when they were skipped, and not enough when they found no
 * file in a listing that does not add up. Written by the thread that polls, read by any.
 */
final class PollOutcome {

    /** A folder that changes while it is listed is no reason to worry; one that does so at each poll is. */
    private static final int DOUBTFUL_POLLS = 3;

    private volatile Open115Exception skipped;
    private volatile int doubtfulPolls;
    private volatile Throwable unhandled;

    /** @param reason why the poll that begins is skipped; null when it is not */
    void skipped(Open115Exception reason) {
        skipped = reason;
        unhandled = null;
    }

    /** @param failure what ended a poll, and was not handled as the failure of a poll */
    void unhandled(Throwable failure) {
        unhandled = failure;
    }

    /** What ended the last poll without being handled as its failure; null for nothing. */
    Throwable unhandled() {
        return unhandled;
    }

    /** Why the last poll was skipped; null when it was not. */
    Open115Exception skipped() {
        return skipped;
    }

    /** @param trusted whether the poll found a file, or surely there is none */
    void polled(boolean trusted) {
        doubtfulPolls = trusted ? 0 : doubtfulPolls + 1;
    }

    /** Whether the last poll could tell that there is no file. */
    boolean knowsTheFolder() {
        return skipped == null && doubtfulPolls == 0;
    }

    /** Whether so many polls in a row could not tell that somebody should know. */
    boolean isDoubtful() {
        return doubtfulPolls >= DOUBTFUL_POLLS;
    }

    /**
     * What to tell then.
     *
     * @param lastComplete when a listing was complete; null for never
     */
    Open115Exception doubt(Endpoint endpoint, Instant lastComplete) {
        return new IncompleteListingException("The last " + (doubtfulPolls <= 1 ? "poll" : doubtfulPolls + " polls")
                + " of " + endpoint
                + " found no file, but the listing did not add up, so some may have been missed: the folder changes"
                + " while it is listed, or the service miscounts it. What a listing does show is delivered all the same."
                + " The last complete listing: " + (lastComplete == null ? "none yet" : lastComplete));
    }
}
