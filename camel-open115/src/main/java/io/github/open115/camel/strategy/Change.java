package io.github.open115.camel.strategy;

import io.github.open115.client.files.FileItem;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is done to a file after its exchange. Doing it twice has the effect of doing it once.
 *
 * @param kind what
 * @param fileId to which file
 * @param folder for a move: the target folder, in exact names from the root of the drive
 * @param oldName the exact name of the file now
 * @param newName for a move: the exact name it shall have
 */
record Change(Kind kind, String fileId, List<String> folder, String oldName, String newName) {

    /** What can be done to a file. */
    enum Kind {
        DELETE,
        MOVE
    }

    Change {
        folder = List.copyOf(folder);
    }

    static Change delete(String fileId) {
        return new Change(Kind.DELETE, fileId, List.of(), "", "");
    }

    static Change move(String fileId, List<String> folder, String oldName, String newName) {
        return new Change(Kind.MOVE, fileId, folder, oldName, newName);
    }

    /** The file under its present name. */
    FileItem item() {
        return new FileItem(fileId, null, null, oldName, false, -1, null, null, null, FileItem.State.READY);
    }

    /** A line that {@link #decode} reads; the file id is the key it is kept under. */
    String encode() {
        List<String> parts = new ArrayList<>(List.of(kind.name(), oldName, newName));
        parts.addAll(folder);
        return String.join(
                "&",
                parts.stream()
                        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                        .toList());
    }

    static Change decode(String fileId, String line) {
        List<String> parts = Arrays.stream(line.split("&", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        return new Change(
                Kind.valueOf(parts.get(0)), fileId, parts.subList(3, parts.size()), parts.get(1), parts.get(2));
    }
}
