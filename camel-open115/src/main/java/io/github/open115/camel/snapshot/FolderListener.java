package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;

/**
 * Is told what a {@link FolderSnapshot} learns of its folder, in the order in which it learns it, by the thread that
 * refreshes the snapshot and while the snapshot is locked.
 */
public interface FolderListener {

    /**
     * A row that is new to the snapshot, or not what it was: update time, name, folder, SHA-1 or state differ. Told once
     * for each version of a row that was met; after {@link FolderSnapshot#reportAll} for every row, and again when the pass over all rows is to be
     * repeated.
     */
    void seen(FileItem row);

    /**
     * A file has left the folder: a listing that adds up does not have it any more. After a restart it may be told again,
     * and of a file that this listener does not know.
     */
    void gone(String fileId);

    /** A reply showed where a folder is: the polled one, or one below it. */
    default void pathSeen(FolderPath path) {}

    /**
     * Every row there is was told since this listener joined without a valid mark, or asked for it: a file that it knew
     * before, and was not told of since, is gone.
     */
    default void allReported() {}

    /**
     * The snapshot is about to remember, over a restart too, what it told since the last call. Who must not lose it
     * makes it durable now, together with the mark, and gives the mark to {@link FolderSnapshot#join} after a restart.
     * An exception keeps the snapshot from remembering anything.
     *
     * @param mark opaque; names all that was told so far; null while this listener is still to be told every row
     */
    default void persist(String mark) {}
}
