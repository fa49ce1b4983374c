package io.github.open115.camel.serve;

import java.util.Set;
import org.apache.camel.util.MimeTypeHelper;

/**
 * As what a browser is told to take a file. Only what it plays or shows without running anything keeps its type; a web
 * page from the drive must not run as a page of whoever serves it.
 *
 * @param name of the type, for the header {@code Content-Type}
 * @param shown whether a browser may show it in place of storing it
 */
record MediaType(String name, boolean shown) {

    private static final Set<String> PLAYED = Set.of("video", "audio", "image");
    private static final Set<String> SHOWN = Set.of("application/pdf", "text/plain", "text/vtt");
    private static final Set<String> RUN = Set.of("image/svg+xml");
    private static final MediaType STORED = new MediaType("application/octet-stream", false);

    /** The type that the extension of a file name stands for. */
    static MediaType of(String fileName) {
        String type = MimeTypeHelper.probeMimeType(fileName);
        if (type == null || RUN.contains(type)) {
            return STORED;
        }
        boolean played = PLAYED.contains(type.substring(0, Math.max(0, type.indexOf('/'))));
        return played || SHOWN.contains(type) ? new MediaType(type, true) : STORED;
    }
}
