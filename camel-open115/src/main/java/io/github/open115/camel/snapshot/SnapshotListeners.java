package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.util.ArrayList;
import java.util.List;

/** Those who are told what a snapshot learns, some of them every row. Not thread-safe. */
final class SnapshotListeners implements FolderListener {

    private final List<Joined> all = new ArrayList<>();
    private long refreshes;

    private static final class Joined {

        private final FolderListener listener;
        private boolean wantsEveryRow;
        private long knows;

        Joined(FolderListener listener, boolean wantsEveryRow, long knows) {
            this.listener = listener;
            this.wantsEveryRow = wantsEveryRow;
            this.knows = knows;
        }
    }

    void add(FolderListener listener, boolean everyRow) {
        all.add(new Joined(listener, everyRow, refreshes));
    }

    void remove(FolderListener listener) {
        all.removeIf(joined -> joined.listener == listener);
    }

    void tellEveryRow(FolderListener listener) {
        all.stream().filter(joined -> joined.listener == listener).forEach(joined -> joined.wantsEveryRow = true);
    }

    /** A refresh that this listener asked for has told all. */
    void refreshed(FolderListener asking) {
        refreshes++;
        takesNote(asking);
    }

    /** The listener acts upon all refreshes so far. */
    void takesNote(FolderListener listener) {
        all.stream().filter(joined -> joined.listener == listener).forEach(joined -> joined.knows = refreshes);
    }

    /** Whether a refresh that somebody else asked for has told this listener all, since it last took note. */
    boolean hasNews(FolderListener listener) {
        return all.stream()
                .anyMatch(joined -> joined.listener == listener && !joined.wantsEveryRow && joined.knows < refreshes);
    }

    /** Whether somebody waits to be told every row. */
    boolean wantEveryRow() {
        return all.stream().anyMatch(joined -> joined.wantsEveryRow);
    }

    @Override
    public void allReported() {
        for (Joined joined : all) {
            if (joined.wantsEveryRow) {
                joined.wantsEveryRow = false;
                joined.listener.allReported();
            }
        }
    }

    /** A row that is what it was, for those who want every row. */
    void unchanged(FileItem row) {
        for (Joined joined : all) {
            if (joined.wantsEveryRow) {
                joined.listener.seen(row);
            }
        }
    }

    @Override
    public void seen(FileItem row) {
        all.forEach(joined -> joined.listener.seen(row));
    }

    @Override
    public void gone(String fileId) {
        all.forEach(joined -> joined.listener.gone(fileId));
    }

    @Override
    public void pathSeen(FolderPath path) {
        all.forEach(joined -> joined.listener.pathSeen(path));
    }

    @Override
    public void persist(String mark) {
        all.forEach(joined -> joined.listener.persist(joined.wantsEveryRow ? null : mark));
    }
}
