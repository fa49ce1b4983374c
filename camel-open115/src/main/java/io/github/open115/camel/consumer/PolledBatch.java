/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.names.FilePlace;
import io.github.open115.camel.names.FolderPlace;
import io.github.open115.camel.names.UniquePaths;
import io.github.open115.camel.poll.FileQueue;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one poll. A file is considered, taken, and then handed over to its exchange or given back. Each taken file
 * that no exchange gets is given back, however the poll ends: Camel does so for some of these ends only, and does not know
 * the queue. A claim that stays would count as a delivery. Not thread-safe: a poll is one thread.
 */
public final class PolledBatch {

    private static final Logger LOG = LoggerFactory.getLogger(PolledBatch.class);

    private final PollOptions.Selection options;
    private final String directory;
    private final PolledFolder folder;
    private final FolderState folderState;
    private final Engine engine;
    private final IdempotentRepository inProgress;
    private final List<GenericFile<Open115File>> taken;
    private final Completion completion;
    // by the id of the folder
    private final Map<String, Boolean> matchingFolders = new HashMap<>();
    // the last answer of the engine's filters
    private boolean matched;
    private boolean withoutClaims;
    // ids of the files that an exchange has, or that were given back
    private final Set<String> settled = new HashSet<>();

    /** Camel's file engine. */
    public interface Engine {

        /**
         * Whether a file or folder passes all filters, and the file was neither delivered nor is in progress. A file is
         * claimed then. Calls {@link PolledBatch#matched} with the answer of the filters.
         */
        boolean takes(Open115RemoteFile file, String exactName, boolean isFolder);

        /** Makes an exchange that a key can be evaluated on. */
        Exchange exchangeOf(GenericFile<Open115File> file);
    }

    /**
     * A poll begins.
     *
     * @param inProgress the paths of the files that are being worked on
     * @param taken gets each file as soon as it is taken
     * @throws io.github.open115.client.http.Open115Exception when the folder had to be looked up, and could not be
     */
    public PolledBatch(
            PollOptions options,
            PolledFolder folder,
            Engine engine,
            IdempotentRepository inProgress,
            List<GenericFile<Open115File>> taken) {
        this.options = options.selection();
        this.directory = options.configuration().getDirectory();
        this.folder = folder;
        this.folderState = folder.state();
        this.engine = engine;
        this.inProgress = inProgress;
        this.taken = taken;
        this.completion = new Completion(folder::flushChanges);
    }

    /**
     * Considers the waiting files, as long as the poll takes more.
     *
     * @return false when some are left
     */
    public boolean considerAll(Iterator<FileItem> waiting, BooleanSupplier takesMore) {
        while (waiting.hasNext()) {
            if (!takesMore.getAsBoolean()) {
                return false;
            }
            consider(waiting.next());
        }
        return true;
    }

    /** Takes a waiting file, holds it because of a filter, or drops it because it was delivered. */
    public void consider(FileItem file) {
        FileQueue queue = folderState.queue();
        UniquePaths paths = folderState.paths();
        boolean mayAsk = !queue.isHeld(file.id()) || folderState.mayAskForHeld(file);
        Optional<FilePlace> place = (mayAsk ? paths.place(file) : paths.knownPlace(file))
                .filter(this::isWithinDepth)
                .filter(this::foldersMatch);
        if (place.isEmpty()) {
            queue.hold(file.id());
            return;
        }
        Open115RemoteFile remote = Open115RemoteFile.of(file, directory, place.get());
        if (takes(remote, file.name(), false)) {
            taken.add(remote);
            queue.begin(file.id(), file.sha1());
            paths.take(file, place.get());
        } else if (!matched) {
            queue.hold(file.id());
        } else if (!isBusy(remote)) {
            // it was delivered before
            queue.drop(file.id());
        }
    }

    private boolean isWithinDepth(FilePlace place) {
        int depth = place.folder().depth() + 1;
        return depth >= options.minDepth() && depth <= options.maxDepth();
    }

    private boolean foldersMatch(FilePlace place) {
        return place.folder().chain().stream()
                .allMatch(above -> matchingFolders.computeIfAbsent(above.path().folderId(), id -> matches(above)));
    }

    private boolean matches(FolderPlace place) {
        Open115RemoteFile remote = Open115RemoteFile.ofFolder(directory, place);
        return takes(remote, remote.getFileNameOnly(), true);
    }

    private boolean takes(Open115RemoteFile remote, String exactName, boolean isFolder) {
        matched = false;
        return engine.takes(remote, exactName, isFolder);
    }

    /** The filters of the engine have answered; the engine then looks whether the file was delivered. */
    public void matched(boolean passed) {
        matched = passed;
    }

    /** Whether another exchange has the file, so that its end decides. */
    private boolean isBusy(Open115RemoteFile remote) {
        // asked first, so that an exchange that ends meanwhile counts
        boolean atWork = folderState.queue().isAnyInFlight();
        return inProgress.contains(remote.getAbsoluteFilePath())
                || folder.ledger().isOnlyClaimed(engine.exchangeOf(remote), atWork);
    }

    /** The shared repository cannot be asked about a claim. The rest of the batch does not ask: each attempt may take long. */
    public void claimsFailed() {
        withoutClaims = true;
    }

    /** Whether {@link #claimsFailed}, so that no more exchange begins. */
    public boolean isWithoutClaims() {
        return withoutClaims;
    }

    /**
     * An exchange is about to begin.
     *
     * @return to be run when the exchange has completed, by any thread; a second run does nothing
     */
    public Runnable exchangeBegins() {
        return completion.join();
    }

    /** No exchange begins any more. When the last one has completed, the changes of files that wait are made. */
    public void allHandedOver() {
        completion.leave();
    }

    /**
     * Hands a file to its exchange, and gives its claim back when that does not take place.
     *
     * @param exchange returns whether the exchange has begun
     * @param isNotRetrieved whether the content of the file could not be had
     */
    public boolean handOver(GenericFile<Open115File> file, BooleanSupplier exchange, BooleanSupplier isNotRetrieved) {
        // now, because preMove changes the path that keys are made of
        String claim = claimOf(file);
        String path = file.getAbsoluteFilePath();
        boolean begun = false;
        try {
            begun = exchange.getAsBoolean();
        } finally {
            settled.add(file.getFile().id());
            // the engine neither commits nor rolls back when the content cannot be had
            if (!begun || isNotRetrieved.getAsBoolean()) {
                freeClaim(file, () -> claim);
            }
            if (!begun) {
                freePath(file, path);
            }
        }
        return begun;
    }

    /** Gives back the files that no exchange got. */
    public void giveBackTheRest() {
        taken.forEach(this::giveBack);
    }

    /** Gives a file back; does nothing for one that an exchange has got. */
    public void giveBack(GenericFile<Open115File> file) {
        if (settled.add(file.getFile().id())) {
            // the claim first: a file that is not in progress any more must be free to be claimed
            freeClaim(file, () -> claimOf(file));
            freePath(file, file.getAbsoluteFilePath());
            folderState.queue().failed(file.getFile().id());
        }
    }

    private String claimOf(GenericFile<Open115File> file) {
        return folder.ledger().claimOf(engine.exchangeOf(file));
    }

    private void freeClaim(GenericFile<Open115File> file, Supplier<String> claim) {
        attempt(file, "idempotentRepository", () -> folder.ledger().giveBack(claim.get()));
    }

    private void freePath(GenericFile<Open115File> file, String path) {
        attempt(file, "inProgressRepository", () -> inProgress.remove(path));
    }

    /** Only logs a failure: the poll reports its own failure, and the other files still have to be released. */
    private static void attempt(GenericFile<Open115File> file, String option, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} was not delivered but stays in {}, and is not delivered until it is removed there: {}",
                    file,
                    option,
                    e.getMessage());
        }
    }

    /**
     * Runs an action when the last exchange has completed, on the thread that completes it: exchanges may go on in other
     * threads after they were handed over. Without an exchange it runs nothing. Thread-safe; keeps no file, because an
     * exchange may go on for hours.
     */
    private static final class Completion {

        private final Runnable action;
        // the exchanges that have not completed, and one for the poll that hands them over
        private final AtomicInteger open = new AtomicInteger(1);
        private volatile boolean used;

        Completion(Runnable action) {
            this.action = action;
        }

        Runnable join() {
            used = true;
            open.incrementAndGet();
            AtomicBoolean completed = new AtomicBoolean();
            return () -> {
                if (completed.compareAndSet(false, true)) {
                    leave();
                }
            };
        }

        void leave() {
            if (open.decrementAndGet() == 0 && used) {
                action.run();
            }
        }
    }
}
