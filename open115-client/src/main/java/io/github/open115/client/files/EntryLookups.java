/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.files.FolderPath.Element;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NotFoundException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks up single entries (docs/115-open-api.md C.2), one call each. */
final class EntryLookups {

    private static final String PATH = "/open/folder/get_info";

    /**
     * Names may contain the other separator of the service, {@code /}, but never this one (docs/115-open-api.md I.5).
     */
    private static final String SEPARATOR = ">";

    private static final FileDetails ROOT = new FileDetails(
            new FileItem(FileItem.ROOT_ID, null, null, "", true, 0, null, null, null, FileItem.State.READY),
            null,
            -1,
            -1);

    private final AccountCalls calls;

    EntryLookups(AccountCalls calls) {
        this.calls = calls;
    }

    FileDetails byId(String fileId) {
        EntryRules.requireId(fileId, "file id");
        String entry = "file or folder " + fileId;
        FileDetails details =
                send(ApiCall.get(PATH).parameter("file_id", fileId).build(), entry);
        if (!details.item().id().equals(fileId)) {
            throw new NotFoundException(entry + " does not exist: the service described "
                    + details.item().id() + " instead");
        }
        return details;
    }

    FileDetails byPath(List<String> names) {
        if (names.isEmpty()) {
            return ROOT;
        }
        String path = SEPARATOR + String.join(SEPARATOR, names);
        String entry = "path " + path;
        ApiCall call = ApiCall.post(PATH).parameter("path", path).repeatable().build();
        FileDetails details = send(call, entry);
        if (!isAt(details, names)) {
            throw new NotFoundException(
                    entry + " does not exist: the service described " + described(details) + " instead");
        }
        return details;
    }

    /**
     * Checks the names of a path.
     *
     * @throws IllegalArgumentException if a name is empty
     * @throws NotFoundException if the service allows no such name
     */
    static void checkNames(List<String> names) {
        String entry = "path " + SEPARATOR + String.join(SEPARATOR, names);
        for (String name : names) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a name in " + entry + " is empty");
            }
            if (name.contains(SEPARATOR)) {
                throw new NotFoundException(
                        entry + " cannot exist: the service allows no '>' in the name '" + name + "'");
            }
        }
    }

    /** Whether an entry is the one at a path. The root has no name, so it is at no path. */
    private static boolean isAt(FileDetails details, List<String> names) {
        int last = names.size() - 1;
        if (details.item().id().equals(FileItem.ROOT_ID)
                || !EntryRules.sameName(details.item().name(), names.get(last))) {
            return false;
        }
        List<Element> above = details.parent() == null ? null : details.parent().below(FileItem.ROOT_ID);
        // a reply without the ancestors cannot be checked further
        return above == null
                || above.size() == last
                        && IntStream.range(0, last)
                                .allMatch(i -> EntryRules.sameName(above.get(i).name(), names.get(i)));
    }

    private static String described(FileDetails details) {
        List<Element> above = details.parent() == null ? null : details.parent().below(FileItem.ROOT_ID);
        return "'"
                + (above == null
                        ? details.item().name()
                        : Stream.concat(
                                        above.stream().map(Element::name),
                                        Stream.of(details.item().name()))
                                .collect(Collectors.joining(SEPARATOR, SEPARATOR, "")))
                + "' (id " + details.item().id() + ")";
    }

    private FileDetails send(ApiCall call, String entry) {
        JsonObject reply;
        try {
            reply = calls.send(call, Lane.LISTING);
        } catch (NotFoundException e) {
            throw new NotFoundException(entry + " does not exist", e.failure(), e);
        }
        if (reply.isArray("data") && reply.object("data").isEmpty()) {
            throw new NotFoundException(entry + " does not exist");
        }
        JsonObject data = reply.requiredObject("data");
        List<Element> ancestors = FileItemParser.chain(data.list("paths"), "file_id", "file_name");
        // another client has seen an entry at the end of its own chain of ancestors
        if (!ancestors.isEmpty() && ancestors.get(ancestors.size() - 1).id().equals(data.text("file_id"))) {
            ancestors.remove(ancestors.size() - 1);
        }
        FolderPath parent = ancestors.isEmpty() ? null : new FolderPath(ancestors);
        FileItem item = FileItemParser.ofDetails(data, parent == null ? null : parent.folderId());
        return item.folder()
                ? new FileDetails(item, parent, data.number("count", -1), data.number("folder_count", -1))
                : new FileDetails(item, parent, 0, 0);
    }
}
