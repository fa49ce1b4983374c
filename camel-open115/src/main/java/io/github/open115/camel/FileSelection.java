package io.github.open115.camel;

import io.github.open115.camel.names.FolderPlace;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.file.GenericFile;

/** What of the waiting files one poll takes. What needs no path comes first, because a path can cost a call. */
final class FileSelection {

    /** What Camel's engine says of a file or folder. */
    enum Verdict {
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
    interface Engine {

        Verdict judge(Open115RemoteFile file, String exactName, boolean directory);
    }

    private final Open115Endpoint endpoint;
    private final FolderState poll;
    private final PollSession session;
    private final Engine engine;
    private final Map<String, Boolean> folderMatches = new HashMap<>();

    FileSelection(Open115Endpoint endpoint, FolderState poll, PollSession session, Engine engine) {
        this.endpoint = endpoint;
        this.poll = poll;
        this.session = session;
        this.engine = engine;
    }

    /** Looks at a file whose turn it is, and adds it to the list if it is taken. */
    void consider(FileItem file, List<GenericFile<Open115File>> taken) {
        if (session.isDelivered(file)) {
            poll.queue().drop(file.id());
            return;
        }
        boolean mayAsk = !poll.queue().isHeld(file.id()) || poll.mayAskForHeld(file);
        Optional<FolderPlace> place = mayAsk ? poll.placeOf(file) : poll.knownPlaceOf(file);
        if (place.isEmpty() || !isWithinDepth(place.get()) || !foldersMatch(place.get())) {
            poll.queue().hold(file.id());
            return;
        }
        String segment = poll.segmentOf(file);
        Open115RemoteFile remote =
                Open115RemoteFile.of(file, endpoint.getConfiguration().getDirectory(), place.get(), segment);
        switch (engine.judge(remote, file.name(), false)) {
            case TAKEN -> {
                taken.add(remote);
                poll.queue().begin(file.id(), file.sha1());
                poll.take(file, place.get(), segment);
            }
            case REFUSED -> poll.queue().hold(file.id());
            case DELIVERED -> poll.queue().drop(file.id());
            case IN_PROGRESS -> {
                // its exchange decides
            }
        }
    }

    private boolean isWithinDepth(FolderPlace place) {
        int depth = place.depth() + 1;
        return depth >= endpoint.getMinDepth() && depth <= endpoint.getMaxDepth();
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
        Open115RemoteFile remote =
                Open115RemoteFile.ofFolder(endpoint.getConfiguration().getDirectory(), folder);
        return engine.judge(remote, remote.getFileNameOnly(), true) == Verdict.TAKEN;
    }
}
