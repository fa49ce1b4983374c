/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads files and folders from the replies of several endpoints, each of which has its own field names. */
final class FileItemParser {

    private static final Pattern SHA1 = Pattern.compile("[0-9A-Fa-f]{40}");
    private static final Pattern PICK_CODE = Pattern.compile("[0-9A-Za-z]+");

    /** Of a row of the recycle bin (docs/115-open-api.md C.9). */
    private static final int BIN_TYPE_FOLDER = 2;

    private static final int BIN_STATUS_RESTORING = -1;

    /** No file has this time or a later one: such a time is an error of the service. */
    private static final Instant LATEST = Instant.parse("2106-01-01T00:00:00Z");

    private FileItemParser() {}

    /** A row of a listing (docs/115-open-api.md C.1.3). */
    static FileItem ofListing(JsonObject row) {
        String id = row.requiredText("fid");
        String name = nonNull(row.text("fn"));
        boolean folder = row.has("fc") ? row.number("fc", 1) == 0 : !row.has("fs") && !row.has("sha1");
        String sha1 = folder ? null : sha1(row.text("sha1"));
        boolean uploaded = folder || row.number("fta", 1) == 1;
        State state = state(row.number("aid", 1), row.number("ic", 0), name, folder || uploaded && sha1 != null);
        return orImpossible(new FileItem(
                id,
                row.textIfAny("pc"),
                row.textIfAny("pid"),
                name,
                folder,
                folder ? 0 : row.number("fs", -1),
                sha1,
                time(row, "uppt"),
                time(row, "upt"),
                state,
                flag(row, "ism")));
    }

    /**
     * A row of a search (docs/115-open-api.md C.3), which says neither whether the upload is complete nor whether the
     * file is starred.
     */
    static FileItem ofSearch(JsonObject row) {
        String id = row.requiredText("file_id");
        String name = nonNull(row.text("file_name"));
        boolean folder = row.number("file_category", 1) == 0;
        String sha1 = folder ? null : sha1(row.text("sha1"));
        return orImpossible(new FileItem(
                id,
                row.textIfAny("pick_code"),
                row.textIfAny("parent_id"),
                name,
                folder,
                folder ? 0 : row.number("file_size", -1),
                sha1,
                time(row, "user_ptime"),
                time(row, "user_utime"),
                state(row.number("area_id", 1), row.number("ic", 0), name, folder || sha1 != null)));
    }

    /**
     * A row of the recycle bin (docs/115-open-api.md C.9). An impossible time is left out.
     *
     * @param key the name of the row in the reply, which is its id as well
     * @throws UnreadableReplyException if the id cannot be one of the drive
     */
    static RecycledFile ofRecycleBin(String key, JsonObject row) {
        String id = row.has("id") ? row.text("id") : key;
        if (!EntryRules.isPossibleId(id)) {
            throw new UnreadableReplyException("the recycle bin has a row whose id is not one of the drive");
        }
        boolean folder = row.number("type", 1) == BIN_TYPE_FOLDER;
        return new RecycledFile(
                id,
                nonNull(row.text("file_name")),
                folder,
                folder ? 0 : row.number("file_size", -1),
                folder ? null : sha1(row.text("sha1")),
                row.textIfAny("pick_code"),
                row.textIfAny("cid"),
                row.textIfAny("parent_name"),
                possible(time(row, "dtime")),
                row.number("status", 0) == BIN_STATUS_RESTORING);
    }

    /**
     * The details of one entry (docs/115-open-api.md C.2), which say neither the state of the upload nor the area. An
     * impossible time is left out.
     *
     * @throws UnreadableReplyException if the id cannot be one of the drive
     */
    static FileItem ofDetails(JsonObject details, String parentId) {
        String id = details.requiredText("file_id");
        if (!EntryRules.isPossibleId(id)) {
            throw new UnreadableReplyException("the service described an entry whose id is not one of the drive");
        }
        String name = nonNull(details.text("file_name"));
        boolean folder = details.number("file_category", 1) == 0;
        String sha1 = folder ? null : sha1(details.text("sha1"));
        return new FileItem(
                id,
                details.textIfAny("pick_code"),
                parentId,
                name,
                folder,
                folder ? 0 : details.number("size_byte", -1),
                sha1,
                possible(time(details, "ptime")),
                possible(time(details, "utime")),
                state(1, 0, name, folder || sha1 != null),
                flag(details, "is_mark"));
    }

    /** A chain of folders, outermost first, from an array of objects with these field names; may be empty. */
    static List<FolderPath.Element> chain(List<JsonObject> folders, String idField, String nameField) {
        List<FolderPath.Element> chain = new ArrayList<>();
        for (JsonObject folder : folders) {
            chain.add(new FolderPath.Element(folder.requiredText(idField), nonNull(folder.text(nameField))));
        }
        return chain;
    }

    private static State state(long area, long banned, String name, boolean complete) {
        if (area != 1) {
            return State.DELETED;
        }
        if (banned == 1) {
            return State.BANNED;
        }
        if (name.isEmpty() || name.contains("**")) {
            return State.MASKED;
        }
        return complete ? State.READY : State.UNFINISHED;
    }

    /** The service writes an empty text or {@code -} while it does not know the digest. */
    private static String sha1(String text) {
        return text != null && SHA1.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
    }

    /**
     * The row itself, or a row marked as impossible. Some values do harm wherever they are used: an impossible id or
     * pick code would be sent to the service. An exception for one row would fail the listing of the whole folder.
     */
    private static FileItem orImpossible(FileItem row) {
        boolean ownId = EntryRules.isPossibleId(row.id()) && !row.id().equals(FileItem.ROOT_ID);
        boolean ownParent = row.parentId() == null || EntryRules.isPossibleId(row.parentId());
        boolean ownPickCode =
                row.pickCode() == null || PICK_CODE.matcher(row.pickCode()).matches();
        boolean timely = !LATEST.equals(row.created()) && !LATEST.equals(row.updated());
        boolean sized = row.size() >= 0 || row.state() != State.READY;
        if (ownId && ownParent && ownPickCode && timely && sized) {
            return row;
        }
        return new FileItem(
                ownId ? row.id() : EntryRules.standInForId(row.id(), row.name()),
                ownPickCode ? row.pickCode() : null,
                ownParent ? row.parentId() : null,
                row.name(),
                row.folder(),
                row.size(),
                row.sha1(),
                possible(row.created()),
                // kept, because the row must stay at its place among rows sorted by time
                row.updated(),
                row.state() == State.DELETED ? State.DELETED : State.IMPOSSIBLE,
                row.starred());
    }

    /** {@link #LATEST} for any time that is later. */
    private static Instant time(JsonObject row, String field) {
        long seconds = row.number(field, 0);
        return seconds > 0 ? Instant.ofEpochSecond(Math.min(seconds, LATEST.getEpochSecond())) : null;
    }

    private static Instant possible(Instant time) {
        return LATEST.equals(time) ? null : time;
    }

    private static Boolean flag(JsonObject row, String field) {
        return row.has(field) ? row.number(field, 0) == 1 : null;
    }

    private static String nonNull(String text) {
        return text == null ? "" : text;
    }
}
