package io.github.open115.client.transfer;

import java.util.Objects;

/**
 * What a reader must know to fetch a file and to prove that it got all of it.
 *
 * @param fileId file id, for messages
 * @param pickCode pick code
 * @param name exact name, for messages
 * @param size bytes
 * @param sha1 upper-case hex
 */
public record ContentSource(String fileId, String pickCode, String name, long size, String sha1) {

    public ContentSource {
        Objects.requireNonNull(fileId, "fileId");
        Objects.requireNonNull(pickCode, "pickCode");
        Objects.requireNonNull(sha1, "sha1");
        if (size < 0) {
            throw new IllegalArgumentException("size of file " + fileId + " is unknown");
        }
    }

    /** The file in a message: its id, and its name on one line. */
    String label() {
        return "file " + fileId + (name == null ? "" : " ('" + name.replaceAll("\\p{Cntrl}", "?") + "')");
    }
}
