package io.github.open115.camel.after;

import io.github.open115.client.http.Open115Exception;
import java.util.ArrayList;
import java.util.List;

/** What went wrong while the journal was flushed, gathered into one failure. */
final class FlushReport {

    private static final int MOST_NAMED = 10;

    private final List<String> givenUp = new ArrayList<>();
    private Open115Exception first;

    /** A change that is not tried again. */
    void givenUp(String fileId, Open115Exception reason) {
        givenUp.add(fileId);
        failed(reason);
    }

    /** A reason for which changes wait. */
    void failed(Open115Exception reason) {
        first = first == null ? reason : first;
    }

    /**
     * Ends the flush.
     *
     * @param waiting how many changes are in the journal now
     * @throws AfterProcessingException when anything failed
     */
    void end(int waiting) {
        if (first == null) {
            return;
        }
        StringBuilder message = new StringBuilder("Not every file could be deleted or moved after its exchange");
        if (waiting > 0) {
            message.append("; ")
                    .append(waiting)
                    .append(" wait in the journal, are not delivered again, and are tried again before the next poll:"
                            + " nothing need be done unless this repeats");
        }
        if (!givenUp.isEmpty()) {
            message.append("; ")
                    .append(givenUp.size())
                    .append(" stay where they are and are not tried again, because the service refuses it: file id ")
                    .append(String.join(", ", givenUp.subList(0, Math.min(MOST_NAMED, givenUp.size()))))
                    .append(givenUp.size() > MOST_NAMED ? ", …" : "")
                    .append(". Change the option, then move them by hand");
        }
        message.append(". First reason: ").append(first.getMessage());
        throw new AfterProcessingException(message.toString(), waiting, givenUp.size(), first);
    }
}
