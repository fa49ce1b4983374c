/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.consumer.PolledFolder.SurvivesStop;
import io.github.open115.camel.content.FailAtRouteEnd;
import io.github.open115.camel.poll.FailurePauses;
import io.github.open115.camel.poll.FileQueue;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the end of an exchange in the queue, in the pauses after failures, and among the delivered files. */
public final class ExchangeEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeEnd.class);

    private final Open115File file;
    private final FileQueue queue;
    private final FailurePauses pauses;
    private final Supplier<DeletedFiles> deleted;
    private final IdempotentRepository inProgress;
    private final String pathInProgress;
    private final SurvivesStop kept;
    private final Runnable done;

    /**
     * The end of the exchange of a file.
     *
     * @param polled the file where it was polled, before {@code preMove}
     * @param inProgress the paths of the files that are being worked on
     * @param kept undoes {@code preMove}
     * @param deleted of the consumer as it is then: the consumer may have been restarted since
     * @param done runs after everything else
     */
    public ExchangeEnd(
            Open115RemoteFile polled,
            IdempotentRepository inProgress,
            SurvivesStop kept,
            FileQueue queue,
            FailurePauses pauses,
            Supplier<DeletedFiles> deleted,
            Runnable done) {
        this.file = polled.getFile();
        this.pathInProgress = polled.getAbsoluteFilePath();
        this.inProgress = inProgress;
        this.kept = kept;
        this.queue = queue;
        this.pauses = pauses;
        this.deleted = deleted;
        this.done = done;
    }

    /** Has this called when the exchange ends; before any other completion is added. */
    public void addTo(Exchange exchange) {
        String path = exchange.getIn().getHeader(Open115Constants.FILE_NAME, String.class);
        // the first one added runs last, when the change that follows the exchange is in the journal
        exchange.getExchangeExtension().addOnCompletion(new Synchronization() {
            @Override
            public void onComplete(Exchange completed) {
                // a completion before this one may have failed it
                if (isCutShort() || completed.isFailed()) {
                    failed();
                } else {
                    succeeded(path);
                }
            }

            @Override
            public void onFailure(Exchange failed) {
                isCutShort();
                failed();
            }
        });
        exchange.getExchangeExtension().addOnCompletion(new RollbackOnlyFailure());
    }

    /**
     * Whether an exception of the {@code idempotentRepository} has ended the completion of Camel's file engine, which runs
     * before this. The engine would keep the file in progress for ever, and has neither moved nor deleted it.
     */
    private boolean isCutShort() {
        try {
            if (inProgress.contains(pathInProgress)) {
                LOG.warn(
                        "The idempotentRepository failed at the end of the exchange of file {} ({}), so the file counts"
                                + " as failed",
                        file.id(),
                        file.name());
                kept.undoPreMove(file.id());
                inProgress.remove(pathInProgress);
                return true;
            }
        } catch (RuntimeException e) {
            LOG.warn("File {} ({}) stays in inProgressRepository: {}", file.id(), file.name(), e.getMessage());
        }
        return false;
    }

    private void succeeded(String path) {
        pauses.succeeded(file.id());
        try {
            // before queue.succeeded: while the file is in flight, a removal counts as missing
            deleted.get().delivered(file, path);
        } finally {
            queue.succeeded(file.id());
            done.run();
        }
    }

    private void failed() {
        pauses.failed(file.id());
        queue.failed(file.id());
        done.run();
    }

    /**
     * Fails an exchange that the route has marked for rollback without an exception. Camel's file engine goes by the
     * exception alone, and would delete or move the file of an exchange that is to be undone.
     */
    private static final class RollbackOnlyFailure extends FailAtRouteEnd {

        @Override
        protected Exception reason(Exchange exchange) {
            return exchange.isRollbackOnly()
                    ? new RollbackExchangeException("The route has marked the exchange for rollback only", exchange)
                    : null;
        }
    }
}
