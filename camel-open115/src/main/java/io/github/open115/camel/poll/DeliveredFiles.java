package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.util.function.Predicate;

/** What is known of the files that were delivered. Thread-safe. */
public interface DeliveredFiles {

    /** Whether a file was delivered or is being delivered, as far as that can be told without its path. */
    boolean isDelivered(FileItem file);

    /** A file is proved to have left the folder. */
    void gone(String fileId);

    /** A full listing showed which files are there. */
    void retain(Predicate<String> present);
}
