/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.client.files.EntryRules;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of a file after its exchange. Making it twice has the effect of making it once.
 *
 * @param kind the kind of change
 * @param fileId to which file
 * @param base for a move: the nearest folder on the way to the target whose id is known
 * @param below for a move: the exact names from there down to the target folder
 * @param oldName the exact name of the file now
 * @param newName for a move: the exact name it shall have
 */
record Change(Kind kind, String fileId, FolderPath base, List<String> below, String oldName, String newName) {

    private static final int FIXED_PARTS = 4;

    /** The kinds of changes. */
    enum Kind {
        DELETE,
        MOVE
    }

    Change {
        below = List.copyOf(below);
    }

    static Change delete(String fileId) {
        return new Change(Kind.DELETE, fileId, FolderPath.ROOT, List.of(), "", "");
    }

    static Change move(String fileId, FolderPath base, List<String> below, String oldName, String newName) {
        return new Change(Kind.MOVE, fileId, base, below, oldName, newName);
    }

    boolean deletes() {
        return kind == Kind.DELETE;
    }

    /** Whether the file gets another name as well. */
    boolean renames() {
        return !newName.equals(oldName);
    }

    /** The rest of the change after the file has its new name. */
    Change renamed() {
        return new Change(kind, fileId, base, below, newName, newName);
    }

    /**
     * Refuses a change that the service cannot make, before it is written to the journal.
     *
     * @throws io.github.open115.client.http.RefusedException if the new name is not allowed
     */
    Change checked() {
        if (renames()) {
            EntryRules.checkRename(item(), newName);
        }
        return this;
    }

    /** The file under its present name. */
    FileItem item() {
        return new FileItem(fileId, null, null, oldName, false, -1, null, null, null, FileItem.State.READY);
    }

    /** A line that {@link #decode} reads; the file id is the key it is kept under. */
    String encode() {
        Stream<String> fixed = Stream.of(
                kind.name(), oldName, newName, String.valueOf(base.elements().size()));
        Stream<String> known = base.elements().stream().flatMap(element -> Stream.of(element.id(), element.name()));
        return String.join(
                "&",
                Stream.of(fixed, known, below.stream())
                        .flatMap(parts -> parts)
                        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                        .toList());
    }

    static Change decode(String fileId, String line) {
        List<String> parts = Arrays.stream(line.split("&", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        int belowFrom = FIXED_PARTS + 2 * Integer.parseInt(parts.get(FIXED_PARTS - 1));
        List<FolderPath.Element> base = new ArrayList<>();
        for (int i = FIXED_PARTS; i < belowFrom; i += 2) {
            base.add(new FolderPath.Element(parts.get(i), parts.get(i + 1)));
        }
        return new Change(
                Kind.valueOf(parts.get(0)),
                fileId,
                new FolderPath(base),
                parts.subList(belowFrom, parts.size()),
                parts.get(1),
                parts.get(2));
    }
}
