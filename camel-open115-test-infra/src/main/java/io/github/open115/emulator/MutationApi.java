/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creating, copying, moving, renaming and deleting (docs/115-open-api.md C.4 to C.8). */
final class MutationApi {

    private static final long NAME_EMPTY = 20001;
    private static final long NAME_TOO_LONG = 20002;
    private static final long NAME_ILLEGAL = 20003;
    private static final long SOURCE_MISSING = 90008;
    private static final long INTO_ITSELF = 91002;
    private static final int LONGEST_NAME = 255;

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
        long id = tree.newId();
        long time = settings.clock.seconds();
        effects.perform(PendingEffects.Job.QUIET, () -> tree.add(id, parent, name, null, time));
        return Reply.json(
                Envelope.success(Envelope.object().put("file_name", name).put("file_id", Long.toString(id))));
    }

    Reply copy(Request request) {
        effects.requireIdle();
        Entry folder = target(request.id("pid", DriveTree.ROOT_ID));
        List<Entry> sources = sources(request, "file_id", folder);
        boolean skipExisting = request.integer("nodupli", 0) == 1;
        effects.perform(PendingEffects.Job.OPERATION, () -> {
            for (Entry source : sources) {
                if (!skipExisting || !hasChild(folder, source.name, source.isFolder(), null)) {
                    tree.copy(source, folder);
                }
            }
        });
        return accepted();
    }

    /** A missing target is the root, without an error: that is how files were lost (docs/115-open-api.md C.6). */
    Reply move(Request request) {
        effects.requireIdle();
        Entry folder = target(request.id("to_cid", DriveTree.ROOT_ID));
        List<Entry> sources = sources(request, "file_ids", folder);
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
        effects.perform(PendingEffects.Job.OPERATION, () -> sources.forEach(tree::remove));
        return accepted();
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
        }
        requireFree(name, entry.parent, entry.isFolder(), entry);
        return name;
    }

    private Entry target(long id) {
        Entry folder = tree.find(id)
                .filter(Entry::isFolder)
                .orElseThrow(() -> new ApiError(ApiError.FOLDER_MISSING, "目标文件夹不存在"));
        if (folder.isBinned()) {
            throw new ApiError(ApiError.FILE_GONE, "目标文件夹已删除");
        }
        return folder;
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
        return sources;
    }

    private static void requireLegal(String name) {
        if (name.matches("(?s).*[\"<>].*")) {
            throw new ApiError(NAME_ILLEGAL, "名称含有非法字符");
        }
    }

    private static void requireFree(String name, Entry folder, boolean forFolder, Entry except) {
        if (hasChild(folder, name, forFolder, except)) {
            throw new ApiError(ApiError.NAME_EXISTS, "该目录名称已存在");
        }
    }

    /** A file and a folder may share a name (docs/115-open-api.md I.5). */
    private static boolean hasChild(Entry folder, String name, boolean isFolder, Entry except) {
        for (Entry child : folder.children()) {
            if (child != except && child.isFolder() == isFolder && child.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Reply updated(String name, boolean starred) {
        ObjectNode data = Envelope.object().put("file_name", name).put("star", starred ? "1" : "0");
        return Reply.json(Envelope.success(data));
    }

    private static Reply accepted() {
        return Reply.json(Envelope.success(Envelope.array()));
    }
}
