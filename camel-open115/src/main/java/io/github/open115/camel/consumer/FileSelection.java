/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.names.FilePlace;
import io.github.open115.camel.names.FolderPlace;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.file.GenericFile;

/**
 * Selects the waiting files that one poll delivers. The queue has left out files that were delivered before; the engine
 * asks the repository once more when it claims a file.
 */
public final class FileSelection {

    /** The answer of Camel's engine about a file or folder. */
    public enum Verdict {
        /** It passes all filters, and a file is claimed now. */
        TAKEN,
        /** A filter refuses it. */
        REFUSED,
        /** Another exchange has it. */
        IN_PROGRESS,
        /** It was delivered before. */
        DELIVERED
    }

    /** Asks Camel's engine. */
    public interface Engine {

        Verdict judge(Open115RemoteFile file, String exactName, boolean directory);
    }

    private final PollOptions.Selection options;
    private final String directory;
    private final FolderState folderState;
    private final Engine engine;
    private final Map<String, Boolean> folderMatches = new HashMap<>();

    public FileSelection(PollOptions options, FolderState folderState, Engine engine) {
        this.options = options.selection();
        this.directory = options.configuration().getDirectory();
        this.folderState = folderState;
        this.engine = engine;
    }

    /**
     * Decides about the waiting files, as long as the poll takes more.
     *
     * @return false when some are left
     */
    public boolean considerAll(
            Iterator<FileItem> waiting, List<GenericFile<Open115File>> taken, BooleanSupplier takesMore) {
        while (waiting.hasNext()) {
            if (!takesMore.getAsBoolean()) {
                return false;
            }
            consider(waiting.next(), taken);
        }
        return true;
    }

    /** Decides about a file whose turn it is, and adds it to the list if it is taken. */
    public void consider(FileItem file, List<GenericFile<Open115File>> taken) {
        boolean mayAsk = !folderState.queue().isHeld(file.id()) || folderState.mayAskForHeld(file);
        Optional<FilePlace> place =
                mayAsk ? folderState.paths().place(file) : folderState.paths().knownPlace(file);
        if (place.isEmpty()
                || !isWithinDepth(place.get().folder())
                || !foldersMatch(place.get().folder())) {
            folderState.queue().hold(file.id());
            return;
        }
        Open115RemoteFile remote = Open115RemoteFile.of(file, directory, place.get());
        switch (engine.judge(remote, file.name(), false)) {
            case TAKEN -> {
                taken.add(remote);
                folderState.queue().begin(file.id(), file.sha1());
                folderState.paths().take(file, place.get());
            }
            case REFUSED -> folderState.queue().hold(file.id());
            case DELIVERED -> folderState.queue().drop(file.id());
            case IN_PROGRESS -> {
                // its exchange decides
            }
        }
    }

    private boolean isWithinDepth(FolderPlace place) {
        int depth = place.depth() + 1;
        return depth >= options.minDepth() && depth <= options.maxDepth();
    }

    private boolean foldersMatch(FolderPlace place) {
        for (FolderPlace folder : place.chain()) {
            if (!folderMatches.computeIfAbsent(folder.path().folderId(), id -> matches(folder))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(FolderPlace folder) {
        Open115RemoteFile remote = Open115RemoteFile.ofFolder(directory, folder);
        return engine.judge(remote, remote.getFileNameOnly(), true) == Verdict.TAKEN;
    }
}
