package io.github.open115.camel.after;

import io.github.open115.client.files.FolderPath;
import java.util.Collection;

/** Is told of what was done to files, so that whoever knows their folder need not take them for gone or new. */
@FunctionalInterface
public interface ChangeListener {

    /**
     * The service accepted a change. It may take effect some seconds later (docs/115-open-api.md I.4). Called on the
     * thread that made the change, and not allowed to throw.
     *
     * @param fileIds the files
     * @param target the folder that they were moved into; null for the recycle bin
     */
    void accepted(Collection<String> fileIds, FolderPath target);
}
