package io.github.open115.camel;

import io.github.open115.camel.after.AfterProcessing;
import io.github.open115.camel.poll.DeliveredFiles;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.MissingFileTracker;
import io.github.open115.client.files.FileItem;
import java.util.function.Predicate;

/** What a consumer forgets, and counts, when it is told what happened in its folder. */
final class FolderEventHandler implements DeliveredFiles {

    private final DeliveryMemory memory;
    private final FailurePauses pauses;
    private final AfterProcessing after;
    private final MissingFileTracker departures;
    private final Predicate<FileItem> delivered;
    private final Predicate<String> inFlight;

    /**
     * @param departures null when nobody wants to know of them
     * @param delivered whether a file was delivered, as far as its row tells
     * @param inFlight whether the exchange of a file has begun and not ended, by id
     */
    FolderEventHandler(
            DeliveryMemory memory,
            FailurePauses pauses,
            AfterProcessing after,
            MissingFileTracker departures,
            Predicate<FileItem> delivered,
            Predicate<String> inFlight) {
        this.memory = memory;
        this.pauses = pauses;
        this.after = after;
        this.departures = departures;
        this.delivered = delivered;
        this.inFlight = inFlight;
    }

    @Override
    public boolean isDelivered(FileItem file) {
        return delivered.test(file);
    }

    @Override
    public void gone(String fileId) {
        pauses.succeeded(fileId);
        if (departures != null) {
            departures.gone(fileId, memory.knows(fileId) || inFlight.test(fileId));
        }
        after.gone(fileId);
        memory.gone(fileId);
    }

    @Override
    public void retain(Predicate<String> present) {
        pauses.retain(present);
        if (departures != null) {
            departures.retain(present);
        }
        after.listed(present);
        memory.retain(present);
    }
}
