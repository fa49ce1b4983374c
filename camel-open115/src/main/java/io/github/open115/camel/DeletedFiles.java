package io.github.open115.camel;

import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.camel.poll.MissingFileTracker;
import io.github.open115.camel.poll.MissingFileTracker.Delivered;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the route which delivered files were deleted. A route may delete what it made of a file, so a deletion is told
 * only when listings and a look-up agree on it, and never many at once. For the thread that polls.
 */
final class DeletedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedFiles.class);

    /** So many may be missing whatever part of the folder they are: one of three files is no disaster. */
    private static final int FEW = 10;

    /** Look-ups of one poll, each of them a call: the next polls go on. */
    private static final int LOOK_UPS = 50;

    private final Open115Consumer consumer;
    private final Open115Configuration options;
    private final PollSession session;
    private final FailurePauses pauses;
    private long listings;
    private volatile int held;

    DeletedFiles(Open115Consumer consumer, Open115Configuration options, PollSession session, FailurePauses pauses) {
        this.consumer = consumer;
        this.options = options;
        this.session = session;
        this.pauses = pauses;
    }

    /** What a look-up says of a file that listings miss. */
    private enum Finding {
        DELETED,
        MOVED,
        STILL_THERE,
        UNKNOWN
    }

    /**
     * Takes note of a file whose exchange has succeeded.
     *
     * @param path its {@code CamelFileName}
     */
    void delivered(Open115File file, String path) {
        MissingFileTracker departures = session.departures();
        if (departures == null || departures.isOurs(file.id()) && session.isLeaving(file.id())) {
            return;
        }
        departures.delivered(file.id(), new Delivered(file.sha1(), file.name(), path));
    }

    /** How many missing files are too many to be told as deleted; 0 when nothing is held back. */
    int held() {
        return held;
    }

    /**
     * Makes an exchange for each file that is found to be deleted, after a poll that has listed the folder.
     *
     * @return how many
     */
    int tell() {
        MissingFileTracker departures = session.departures();
        if (departures == null || !consumer.isBatchAllowed()) {
            return 0;
        }
        FolderState poll = session.poll();
        if (poll.completeListings() == listings) {
            return 0;
        }
        listings = poll.completeListings();
        departures.listed(poll::contains);
        int told = isHeldBack(departures, poll) ? 0 : tell(departures, poll);
        session.flush();
        return told;
    }

    private boolean isHeldBack(MissingFileTracker departures, FolderState poll) {
        int missing = departures.missing();
        boolean tooMany = missing > options.getDeletedFilesMax()
                || missing > FEW
                        && missing * 100L > (poll.size() + (long) missing) * options.getDeletedFilesMaxPercent();
        // who is missing for the first time may be back at once
        if (tooMany && held == 0 && departures.due().isEmpty()) {
            return true;
        }
        if (tooMany && held == 0) {
            LOG.warn(
                    "{} delivered files are missing from {}, which has {} files now: more than deletedFilesMax={} or"
                            + " deletedFilesMaxPercent={} allow, so no deletion is told. If they were deleted on"
                            + " purpose, raise these options and restart the route: then they are told. If not, restore"
                            + " them in the recycle bin of the drive",
                    missing,
                    consumer.getEndpoint(),
                    poll.size(),
                    options.getDeletedFilesMax(),
                    options.getDeletedFilesMaxPercent());
        } else if (!tooMany && held > 0) {
            LOG.info(
                    "{} delivered files are missing from {}, which is no alarm any more",
                    missing,
                    consumer.getEndpoint());
        }
        held = tooMany ? missing : 0;
        return tooMany;
    }

    private int tell(MissingFileTracker departures, FolderState poll) {
        int told = 0;
        int lookUps = 0;
        for (String fileId : departures.due()) {
            if (lookUps == LOOK_UPS || !consumer.isBatchAllowed()) {
                break;
            }
            if (poll.queue().isInFlight(fileId) || pauses.isPaused(fileId)) {
                continue;
            }
            Delivered file = departures.delivered(fileId);
            if (file == null && !session.memory().knows(fileId)) {
                // its exchange failed after it had left
                departures.settled(fileId);
                continue;
            }
            lookUps++;
            Finding finding = lookUp(fileId, poll);
            switch (finding) {
                case DELETED -> told += tell(departures, fileId, file);
                case MOVED -> departures.movedAway(fileId);
                case STILL_THERE, UNKNOWN -> departures.doubted(fileId);
            }
            if (finding == Finding.UNKNOWN) {
                break;
            }
        }
        return told;
    }

    private Finding lookUp(String fileId, FolderState poll) {
        try {
            FolderPath folder = session.lookUp(fileId).parent();
            boolean there = folder == null || poll.covers(folder);
            LOG.debug("File {} is missing from {}, but {}", fileId, consumer.getEndpoint(), there ? "there" : "moved");
            return there ? Finding.STILL_THERE : Finding.MOVED;
        } catch (NotFoundException gone) {
            // without a word of the service, which may have described another file, nothing is proved
            return gone.failure().isBlank() ? Finding.UNKNOWN : Finding.DELETED;
        } catch (Open115Exception e) {
            LOG.info("Whether the missing file {} was deleted cannot be told yet: {}", fileId, e.getMessage());
            return Finding.UNKNOWN;
        }
    }

    private int tell(MissingFileTracker departures, String fileId, Delivered file) {
        Exchange exchange = consumer.createExchange(false);
        try {
            describe(exchange.getIn(), fileId, file, file != null && departures.isReplaced(fileId, file));
            if (process(exchange)) {
                departures.settled(fileId);
                session.memory().forget(fileId, file == null ? null : file.sha1());
                pauses.succeeded(fileId);
            } else {
                LOG.warn("The route failed for the deletion of file {}; it will be told again", fileId);
                pauses.failed(fileId);
            }
        } finally {
            consumer.releaseExchange(exchange, false);
        }
        return 1;
    }

    /** The path of a file that was replaced stands for the other one now: a route must not delete what it made of that. */
    private static void describe(Message message, String fileId, Delivered file, boolean replaced) {
        message.setHeader(Open115Constants.EVENT, Open115Constants.DELETED);
        message.setHeader(Open115Constants.FILE_ID, fileId);
        if (file != null) {
            message.setHeader(Open115Constants.NAME, file.name());
        }
        if (file != null && !replaced) {
            message.setHeader(Open115Constants.FILE_NAME, file.path());
        }
    }

    private boolean process(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return !exchange.isFailed() && !exchange.isRollbackOnly();
    }
}
