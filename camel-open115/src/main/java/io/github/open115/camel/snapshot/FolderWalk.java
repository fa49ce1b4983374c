package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FileItem;
import java.util.function.Consumer;

/** The other way to all files of a subtree, folder by folder, for a service whose flat listing leaves folders out. */
interface FolderWalk {

    /** A row of the flat listing is in that folder. */
    void listed(String parentId);

    /** Whether the flat listing is known to leave out files. */
    boolean isTheOnlyWay();

    /**
     * Whether to look if the flat listing leaves out files; may cost a call, a few times a day.
     *
     * @param files how many it has
     */
    boolean isAdvised(long files);

    /**
     * Reads all files; folders cost one call each at least.
     *
     * @param each takes one file after the other
     * @param listed how many files the flat listing has; when the walk finds more, it is the only way from then on
     */
    void read(Consumer<FileItem> each, long listed);

    /** Of a folder whose sub-folders do not matter. */
    FolderWalk NONE = new FolderWalk() {
        @Override
        public void listed(String parentId) {
            // all rows are in one folder
        }

        @Override
        public boolean isTheOnlyWay() {
            return false;
        }

        @Override
        public boolean isAdvised(long files) {
            return false;
        }

        @Override
        public void read(Consumer<FileItem> each, long listed) {
            throw new UnsupportedOperationException("there is nothing to walk through");
        }
    };
}
