/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creating, copying, moving, renaming and deleting (docs/115-open-api.md C.4 to C.8). */
final class MutationApi {

    private static final long NAME_EMPTY = 20001;
    private static final long NAME_TOO_LONG = 20002;
    private static final long NAME_ILLEGAL = 20003;
    private static final long SOURCE_MISSING = 90008;
    private static final long INTO_ITSELF = 91002;
    private static final long FOLDER_FULL = 2;
    private static final long TOO_MANY_COPIES = 91004;
    private static final long TOO_MANY_ENTRIES = 990023;
    private static final long NO_SPACE = 91005;
    private static final int LONGEST_NAME = 255;
    private static final int MAX_ENTRIES = 50_000;

    private final Settings settings;
    private final DriveTree tree;
    private final PendingEffects effects;

    MutationApi(Settings settings, DriveTree tree, PendingEffects effects) {
        this.settings = settings;
        this.tree = tree;
        this.effects = effects;
    }

    Reply createFolder(Request request) {
        String name = request.parameter("file_name");
        if (name.isEmpty()) {
            throw new ApiError(NAME_EMPTY, "文件夹名称不能为空");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new ApiError(NAME_TOO_LONG, "文件夹名称过长");
        }
        requireLegal(name);
        Entry parent = target(request.id("pid", DriveTree.ROOT_ID));
        requireFree(name, parent, true, null);
        requireRoom(parent, 1);
        Entry folder = new Entry(tree.newId(), name, null, settings.clock.seconds());
        tree.expect(parent, folder);
        effects.perform(PendingEffects.Job.QUIET, () -> tree.add(parent, folder));
        return Reply.json(
                Envelope.success(Envelope.object().put("file_name", name).put("file_id", Long.toString(folder.id))));
    }

    /**
     * Copies files and folders with all that is in them. A name that is there is no obstacle: the folder then has two
     * entries of it, unless {@code nodupli} says that such an entry is to be passed over.
     */
    Reply copy(Request request) {
        effects.requireIdle();
        Entry folder = target(request.id("pid", DriveTree.ROOT_ID));
        List<Entry> sources = sources(request, "file_id", folder);
        if (request.integer("nodupli", 0) == 1) {
            sources.removeIf(source -> tree.hasChild(folder, source.name, source.isFolder(), null));
        }
        requireRoom(folder, sources.size());
        requireSpace(sources);
        Map<Long, Entry> copies = new LinkedHashMap<>();
        sources.forEach(source -> copies.put(tree.newId(), source));
        effects.perform(PendingEffects.Job.OPERATION, () -> copies.forEach((id, source) -> copy(id, source, folder)));
        return settings.copiesNamed || settings.typeChaos ? named(copies) : accepted();
    }

    private void copy(long id, Entry source, Entry folder) {
        Entry copy = tree.copy(id, source, folder);
        if (!settings.copiesIncompleteFor.isZero()) {
            setCopying(copy, true);
            effects.perform(PendingEffects.Job.QUIET, settings.copiesIncompleteFor, () -> setCopying(copy, false));
        }
    }

    private static void setCopying(Entry copy, boolean copying) {
        copy.copying = copying;
        copy.forEachBelow(entry -> entry.copying = copying);
    }

    /** What some clients have seen in the reply (docs/115-open-api.md C.5). */
    private static Reply named(Map<Long, Entry> copies) {
        ArrayNode data = Envelope.array();
        copies.forEach((id, source) -> data.addObject()
                .put("file_id", Long.toString(id))
                .put("pick_code", PickCodes.of(id, source.isFolder())));
        return Reply.json(Envelope.success(data));
    }

    /** A missing target is the root, without an error: that is how files were lost (docs/115-open-api.md C.6). */
    Reply move(Request request) {
        effects.requireIdle();
        Entry folder = target(request.id("to_cid", DriveTree.ROOT_ID));
        List<Entry> sources = sources(request, "file_ids", folder);
        requireRoom(folder, sources.size());
        effects.perform(PendingEffects.Job.MOVE, () -> sources.forEach(source -> tree.move(source, folder)));
        return accepted();
    }

    /** A new name for one entry, or a star for one or several. */
    Reply update(Request request) {
        List<Long> ids = request.has("file_id") ? List.of(request.id("file_id", 0)) : request.indexedIds("file_id");
        boolean rename = request.has("file_name");
        if (ids.isEmpty() || !rename && !request.has("star") || rename && ids.size() > 1) {
            throw ApiError.badParameter("file_id, file_name, star");
        }
        List<Entry> entries =
                ids.stream().map(this::updatable).flatMap(Optional::stream).toList();
        if (entries.isEmpty()) {
            return updated(request.parameter("file_name"), request.integer("star", 0) == 1);
        }
        Entry first = entries.get(0);
        String name = rename ? newName(first, request.parameter("file_name")) : first.name;
        boolean starred = request.has("star") ? request.integer("star", 0) == 1 : first.starred;
        effects.perform(PendingEffects.Job.QUIET, () -> {
            entries.forEach(entry -> tree.change(entry, changed -> changed.starred = starred));
            if (rename) {
                tree.rename(first, name);
            }
        });
        return updated(name, starred);
    }

    /**
     * The entry of an id; empty for one that is deleted, whose update reports success without an effect
     * (docs/115-open-api.md C.7).
     */
    private Optional<Entry> updatable(long id) {
        if (tree.isPurged(id) || tree.find(id).filter(Entry::isBinned).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(tree.find(id)
                .filter(found -> found != tree.root())
                .orElseThrow(() -> new ApiError(ApiError.FILE_GONE, "文件(夹)不存在或已经删除")));
    }

    Reply delete(Request request) {
        effects.requireIdle();
        List<Entry> sources = new ArrayList<>();
        long refusal = 0;
        for (long id : request.ids("file_ids")) {
            if (tree.isPurged(id) || tree.find(id).filter(Entry::isBinned).isPresent()) {
                refusal = ApiError.ALREADY_DELETED;
            } else if (tree.find(id).isEmpty() || id == DriveTree.ROOT_ID) {
                refusal = ApiError.DOES_NOT_EXIST;
            } else {
                sources.add(tree.find(id).get());
            }
        }
        if (sources.isEmpty()) {
            throw new ApiError(refusal, "文件(夹)不存在或已经删除");
        }
        requireFewEnough(sources, TOO_MANY_ENTRIES);
        effects.perform(PendingEffects.Job.OPERATION, () -> sources.forEach(this::remove));
        return accepted();
    }

    private void remove(Entry entry) {
        tree.remove(entry);
        if (!settings.recycleBinDelay.isZero()) {
            entry.onTheWayToBin = true;
            effects.perform(PendingEffects.Job.QUIET, settings.recycleBinDelay, () -> entry.onTheWayToBin = false);
        }
    }

    /**
     * The extension of a file cannot be changed: whatever follows the last dot of the new name is cut off, and the old
     * extension takes its place (docs/115-open-api.md C.7).
     */
    private String newName(Entry entry, String asked) {
        requireLegal(asked);
        String name = asked;
        if (!entry.isFolder()) {
            String extension = FileTypes.extension(entry.name);
            name = FileTypes.stem(asked) + (extension.isEmpty() ? "" : "." + extension);
        } else if (asked.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new ApiError(NAME_TOO_LONG, "文件夹名称过长");
        }
        requireFree(name, entry.parent, entry.isFolder(), entry);
        return name;
    }

    private Entry target(long id) {
        return tree.findTarget(id).orElseThrow(() -> {
            boolean deleted = tree.find(id).filter(found -> found.isFolder()).isPresent();
            return deleted
                    ? new ApiError(ApiError.FILE_GONE, "目标文件夹已删除")
                    : new ApiError(ApiError.FOLDER_MISSING, "目标文件夹不存在");
        });
    }

    private List<Entry> sources(Request request, String parameter, Entry target) {
        List<Entry> sources = new ArrayList<>();
        for (long id : request.ids(parameter)) {
            Entry source = tree.findNormal(id)
                    .filter(found -> found != tree.root())
                    .orElseThrow(() -> new ApiError(SOURCE_MISSING, "文件(夹)不存在或已经删除"));
            if (target.isWithin(source)) {
                throw new ApiError(INTO_ITSELF, "不能操作到自身或其子文件夹");
            }
            sources.add(source);
        }
        requireFewEnough(sources, parameter.equals("file_id") ? TOO_MANY_COPIES : TOO_MANY_ENTRIES);
        return sources;
    }

    /** One operation takes a limited number of files and folders (docs/115-open-api.md I.6). */
    private static void requireFewEnough(List<Entry> sources, long refusal) {
        if (sources.stream().mapToLong(Entry::entryCount).sum() > MAX_ENTRIES) {
            throw new ApiError(refusal, "操作的文件(夹)数量超过限制");
        }
    }

    private static void requireRoom(Entry folder, int more) {
        if (folder.childCount() + more > MAX_ENTRIES) {
            throw new ApiError(FOLDER_FULL, "目录下的文件数量已达上限");
        }
    }

    private void requireSpace(List<Entry> sources) {
        long size = sources.stream().mapToLong(Entry::totalSize).sum();
        if (size > settings.space - tree.usedSpace()) {
            throw new ApiError(NO_SPACE, "空间不足");
        }
    }

    private static void requireLegal(String name) {
        if (name.matches("(?s).*[\"<>].*")) {
            throw new ApiError(NAME_ILLEGAL, "名称含有非法字符");
        }
    }

    /** A file and a folder may share a name (docs/115-open-api.md I.5). */
    private void requireFree(String name, Entry folder, boolean forFolder, Entry except) {
        if (tree.hasChild(folder, name, forFolder, except)) {
            throw new ApiError(ApiError.NAME_EXISTS, "该目录名称已存在");
        }
    }

    private static Reply updated(String name, boolean starred) {
        ObjectNode data = Envelope.object().put("file_name", name).put("star", starred ? "1" : "0");
        return Reply.json(Envelope.success(data));
    }

    private static Reply accepted() {
        return Reply.json(Envelope.success(Envelope.array()));
    }
}
