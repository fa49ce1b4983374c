/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.camel.poll.MissingFileTracker;
import io.github.open115.camel.poll.MissingFileTracker.Delivered;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the route which delivered files were deleted. A route may delete its own
 * copy of the file, so a deletion is reported only when listings and a look-up agree, and never when too many files are
 * missing at once. For the polling thread.
 */
public final class DeletedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedFiles.class);

    /** Up to this number of missing files the percentage does not apply: one of three is no accident. */
    private static final int FEW = 10;

    /** Look-ups of one poll, each of them a call; the next polls continue. */
    private static final int LOOK_UPS = 50;

    private final ScheduledBatchPollingConsumer consumer;
    private final Open115Configuration options;
    private final PolledFolder folder;
    private final FailurePauses pauses;
    private long listings;
    private volatile int held;

    public DeletedFiles(
            ScheduledBatchPollingConsumer consumer,
            Open115Configuration options,
            PolledFolder folder,
            FailurePauses pauses) {
        this.consumer = consumer;
        this.options = options;
        this.folder = folder;
        this.pauses = pauses;
    }

    /** The result of looking up a file that listings miss. */
    private enum Finding {
        DELETED,
        MOVED,
        STILL_THERE,
        UNKNOWN
    }

    /**
     * Records a file whose exchange succeeded.
     *
     * @param path its {@code CamelFileName}
     */
    public void delivered(Open115File file, String path) {
        MissingFileTracker tracker = folder.missing();
        if (tracker == null || tracker.isOurs(file.id()) && folder.isLeaving(file.id())) {
            return;
        }
        tracker.delivered(file.id(), new Delivered(file.sha1(), file.name(), path));
    }

    /** How many files are missing, too many to be reported as deleted; 0 when nothing is held back. */
    public int held() {
        return held;
    }

    /**
     * Makes an exchange for each file that is found to be deleted, after a poll that has listed the folder.
     *
     * @return how many
     */
    public int report() {
        MissingFileTracker tracker = folder.missing();
        if (tracker == null || !consumer.isBatchAllowed()) {
            return 0;
        }
        FolderState folderState = folder.state();
        if (folderState.completeListings() == listings) {
            return 0;
        }
        listings = folderState.completeListings();
        tracker.listed(folderState::contains);
        int reported = isHeldBack(tracker, folderState) ? 0 : report(tracker, folderState);
        folder.flush();
        return reported;
    }

    private boolean isHeldBack(MissingFileTracker tracker, FolderState folderState) {
        int missing = tracker.missing();
        boolean tooMany = missing > options.getDeletedFilesMax()
                || missing > FEW
                        && missing * 100L > (folderState.size() + (long) missing) * options.getDeletedFilesMaxPercent();
        // a file that one listing misses may be back in the next one
        if (tooMany && held == 0 && tracker.due().isEmpty()) {
            return true;
        }
        if (tooMany && held == 0) {
            LOG.warn(
                    "{} delivered files are missing from {}, which has {} files now: more than deletedFilesMax={} or"
                            + " deletedFilesMaxPercent={} allow, so no deletion is reported. If they were deleted on"
                            + " purpose, raise these options and restart the route to report them. If not, restore them"
                            + " from the recycle bin of the drive",
                    missing,
                    consumer.getEndpoint(),
                    folderState.size(),
                    options.getDeletedFilesMax(),
                    options.getDeletedFilesMaxPercent());
        } else if (!tooMany && held > 0) {
            LOG.info(
                    "{} delivered files are missing from {}, no longer more than the options allow",
                    missing,
                    consumer.getEndpoint());
        }
        held = tooMany ? missing : 0;
        return tooMany;
    }

    private int report(MissingFileTracker tracker, FolderState folderState) {
        int reported = 0;
        int lookUps = 0;
        for (String fileId : tracker.due()) {
            if (lookUps == LOOK_UPS || !consumer.isBatchAllowed()) {
                break;
            }
            if (folderState.queue().isInFlight(fileId) || pauses.isPaused(fileId)) {
                continue;
            }
            Delivered file = tracker.delivered(fileId);
            if (file == null && !folder.ledger().knows(fileId)) {
                // its exchange failed after it had left
                tracker.settled(fileId);
                continue;
            }
            lookUps++;
            Finding finding = lookUp(fileId, folderState);
            switch (finding) {
                case DELETED -> reported += report(tracker, fileId, file);
                case MOVED -> tracker.movedAway(fileId);
                case STILL_THERE, UNKNOWN -> tracker.doubted(fileId);
            }
            if (finding == Finding.UNKNOWN) {
                break;
            }
        }
        return reported;
    }

    private Finding lookUp(String fileId, FolderState folderState) {
        try {
            FolderPath parent = folder.lookUp(fileId).parent();
            boolean there = parent == null || folderState.covers(parent);
            LOG.debug("File {} is missing from {}, but {}", fileId, consumer.getEndpoint(), there ? "there" : "moved");
            return there ? Finding.STILL_THERE : Finding.MOVED;
        } catch (NotFoundException gone) {
            // an empty answer proves nothing: it may be about another file
            return gone.failure().isBlank() ? Finding.UNKNOWN : Finding.DELETED;
        } catch (Open115Exception e) {
            LOG.info(
                    "The look-up of the missing file {} failed, so it is not known yet whether it was deleted: {}",
                    fileId,
                    e.getMessage());
            return Finding.UNKNOWN;
        }
    }

    private int report(MissingFileTracker tracker, String fileId, Delivered file) {
        Exchange exchange = consumer.createExchange(false);
        try {
            describe(exchange.getIn(), fileId, file, file != null && tracker.isReplaced(fileId, file));
            if (process(exchange)) {
                tracker.settled(fileId);
                folder.ledger().forget(fileId, file == null ? null : file.sha1());
                pauses.succeeded(fileId);
            } else {
                LOG.warn("The route failed for the deletion of file {}; the deletion will be reported again", fileId);
                pauses.failed(fileId);
            }
        } finally {
            consumer.releaseExchange(exchange, false);
        }
        return 1;
    }

    /** The path of a replaced file is left out: it stands for the new file, whose copies a route must not delete. */
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
