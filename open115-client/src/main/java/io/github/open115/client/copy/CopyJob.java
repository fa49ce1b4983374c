/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.copy;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.EntryRules;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FilePage;
import io.github.open115.client.files.IdempotentChange;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.ChangeDelay;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.client.upload.NameRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies files into one folder, and finds the copies. Used by one thread. */
final class CopyJob {

    /** How old the known listing of the target may be. */
    private static final Duration LISTING_AGE = Duration.ofMinutes(1);

    private final DriveFiles files;
    private final Sleeper sleeper;
    private final String target;
    private final ConflictPolicy policy;

    CopyJob(DriveFiles files, Sleeper sleeper, String target, ConflictPolicy policy) {
        this.files = files;
        this.sleeper = sleeper;
        this.target = target;
        this.policy = policy;
    }

    /** @throws NameConflictException if a source must not be copied because of what the target has */
    void refuseConflicts(Collection<FileItem> sources) {
        for (FileItem source : sources) {
            boolean refused = policy == ConflictPolicy.fail || policy == ConflictPolicy.override && source.folder();
            if (refused && !there(source).isEmpty()) {
                throw new NameConflictException(label(source) + ": folder " + target + " has "
                        + (source.folder() ? "a folder" : "a file") + " of this name, and conflictPolicy is '" + policy
                        + "'" + (policy == ConflictPolicy.fail ? "" : ", but a folder is never replaced")
                        + "; nothing was copied");
            }
        }
    }

    /** Copies entries that have different names. */
    Map<String, FileItem> copy(List<FileItem> batch) {
        boolean serviceDecides = policy == ConflictPolicy.ignore
                || policy == ConflictPolicy.override && batch.stream().noneMatch(FileItem::folder);
        return serviceDecides ? copyWhatIsMissing(batch) : copyBeside(batch);
    }

    /** Has the service leave out what is there, so that the target need not be listed before. */
    private Map<String, FileItem> copyWhatIsMissing(List<FileItem> batch) {
        send(batch, true, left -> absent(left, look(left)));
        Map<String, FileItem> found = new LinkedHashMap<>();
        List<FileItem> outdated = new ArrayList<>();
        await(batch, left -> {
            Map<String, List<FileItem>> rows = look(left);
            for (FileItem source : left) {
                List<FileItem> same = ofKind(source, rows.getOrDefault(key(source), List.of()));
                Optional<FileItem> copy = policy == ConflictPolicy.ignore
                        ? same.stream().findFirst()
                        : same.stream().filter(row -> isEqual(row, source)).findFirst();
                copy.ifPresent(row -> found.put(source.id(), row));
                if (copy.isEmpty() && same.stream().anyMatch(row -> row.state() == FileItem.State.READY)) {
                    outdated.add(source);
                }
            }
            return left.stream()
                    .filter(source -> !found.containsKey(source.id()) && !outdated.contains(source))
                    .toList();
        });
        if (!outdated.isEmpty()) {
            found.putAll(copyBeside(outdated));
        }
        return found;
    }

    private List<FileItem> absent(List<FileItem> sources, Map<String, List<FileItem>> rows) {
        return sources.stream()
                .filter(source -> ofKind(source, rows.getOrDefault(key(source), List.of()))
                        .isEmpty())
                .toList();
    }

    /** Copies even if the names are taken. Lists the target first, to distinguish the copies from older entries. */
    private Map<String, FileItem> copyBeside(List<FileItem> batch) {
        Map<String, List<FileItem>> before = new LinkedHashMap<>();
        batch.forEach(source -> before.put(source.id(), there(source)));
        Set<String> old = new HashSet<>();
        before.values().forEach(rows -> rows.forEach(row -> old.add(row.id())));
        Map<String, FileItem> found = new LinkedHashMap<>();
        send(batch, false, left -> missing(left, found, old));
        await(batch, left -> missing(left, found, old));
        batch.stream().filter(source -> found.containsKey(source.id())).forEach(source -> {
            if (policy == ConflictPolicy.rename && !before.get(source.id()).isEmpty()) {
                found.put(source.id(), renamed(found.get(source.id())));
            }
        });
        if (policy == ConflictPolicy.override) {
            replace(batch, before, found);
        }
        return found;
    }

    /** Those whose copies are not there yet; the others are added to the copies that were found. */
    private List<FileItem> missing(List<FileItem> sources, Map<String, FileItem> found, Set<String> old) {
        Map<String, List<FileItem>> rows = look(sources);
        Set<String> taken = new HashSet<>(old);
        found.values().forEach(row -> taken.add(row.id()));
        for (FileItem source : sources) {
            ofKind(source, rows.getOrDefault(key(source), List.of())).stream()
                    .filter(row -> !taken.contains(row.id()) && isEqual(row, source))
                    .findFirst()
                    .ifPresent(row -> {
                        taken.add(row.id());
                        found.put(source.id(), row);
                    });
        }
        return sources.stream()
                .filter(source -> !found.containsKey(source.id()))
                .toList();
    }

    private FileItem renamed(FileItem copy) {
        String name = NameRules.firstFree(
                copy.name(),
                candidate -> files.named(target, candidate, LISTING_AGE).isEmpty());
        try {
            files.rename(copy, name);
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown()) {
                throw e;
            }
            renameAgain(copy, name, e);
        }
        return copy.named(name);
    }

    /** Looks the copy up, and renames it unless it has the name: a caller that had to copy again would make a twin. */
    private void renameAgain(FileItem copy, String name, Open115Exception lost) {
        try {
            files.rename(copy.named(files.info(copy.id()).item().name()), name);
        } catch (Open115Exception e) {
            e.addSuppressed(lost);
            throw e;
        }
    }

    /**
     * Moves the older files to the recycle bin, now that their copies are there. A file that is not complete stays: somebody
     * may be uploading it.
     */
    private void replace(List<FileItem> batch, Map<String, List<FileItem>> before, Map<String, FileItem> found) {
        List<String> replaced = batch.stream()
                .filter(source -> found.containsKey(source.id()))
                .flatMap(source -> before.get(source.id()).stream())
                .filter(row -> row.state() != FileItem.State.IMPOSSIBLE && row.state() != FileItem.State.UNFINISHED)
                .map(FileItem::id)
                .toList();
        if (!replaced.isEmpty()) {
            IdempotentChange.make("delete", replaced, files::delete);
        }
        batch.stream()
                .filter(source -> !found.containsKey(source.id())
                        && !before.get(source.id()).isEmpty())
                .findFirst()
                .ifPresent(source -> {
                    throw new CopyUnprovedException(
                            label(source) + ": the service accepted it, but folder " + target
                                    + " does not show the copy; the file that it replaces stays",
                            null);
                });
    }

    /** Looks which sources have no copy yet. */
    @FunctionalInterface
    private interface Look {
        List<FileItem> stillMissing(List<FileItem> sources);
    }

    /**
     * Copies with one call. If its outcome is unknown, the copies are looked for. Those that are missing are then copied
     * once more, if the service leaves out what is there after all.
     */
    private void send(List<FileItem> batch, boolean skipExisting, Look look) {
        try {
            files.copy(ids(batch), target, skipExisting);
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown()) {
                throw e;
            }
            List<FileItem> left = await(batch, look);
            if (left.isEmpty()) {
                return;
            }
            if (!skipExisting && left.stream().anyMatch(source -> !there(source).isEmpty())) {
                throw new CopyUnprovedException(
                        label(left.get(0)) + ": the reply was lost, and folder " + target + " does not show the copy",
                        e);
            }
            files.copy(ids(left), target, true);
        }
    }

    /**
     * Looks until nothing is missing, or nothing can appear any more.
     *
     * @return what is missing at the end
     */
    private List<FileItem> await(List<FileItem> batch, Look look) {
        List<FileItem> left = look.stillMissing(batch);
        for (Duration pause : ChangeDelay.PAUSES) {
            if (left.isEmpty()) {
                break;
            }
            Interruptible.pause(sleeper, pause, "interrupted while looking for copies in folder " + target);
            left = look.stillMissing(left);
        }
        return left;
    }

    /** What the target has under the names of these entries now, by {@link #key}. */
    private Map<String, List<FileItem>> look(List<FileItem> sources) {
        Map<String, List<FileItem>> rows = new LinkedHashMap<>();
        FilePage newest = files.page(ListQuery.childrenOf(target, ListQuery.MAX_PAGE_SIZE), 0);
        newest.rows().stream()
                .filter(row -> row.state() != FileItem.State.DELETED)
                .forEach(row -> rows.computeIfAbsent(key(row), name -> new ArrayList<>())
                        .add(row));
        boolean isAll = !newest.isFull() && newest.rows().size() == newest.count();
        boolean isEnough = sources.stream()
                .allMatch(source ->
                        rows.getOrDefault(key(source), List.of()).stream().anyMatch(row -> isEqual(row, source)));
        if (!isAll && !isEnough) {
            Duration age = Duration.ZERO;
            for (FileItem source : sources) {
                rows.put(key(source), files.named(target, source.name(), age));
                age = LISTING_AGE;
            }
        }
        return rows;
    }

    /** A source may have its name from a caller, who composes accents differently from the service. */
    private static String key(FileItem item) {
        return EntryRules.normalized(item.name());
    }

    private List<FileItem> there(FileItem source) {
        try {
            return ofKind(source, files.named(target, source.name(), LISTING_AGE));
        } catch (NotFoundException e) {
            files.forgetFolder(target);
            throw e;
        }
    }

    private static List<FileItem> ofKind(FileItem source, List<FileItem> rows) {
        return rows.stream().filter(row -> row.folder() == source.folder()).toList();
    }

    private static boolean isEqual(FileItem row, FileItem source) {
        return row.folder() == source.folder()
                && (row.folder()
                        || row.size() == source.size()
                                && source.sha1() != null
                                && source.sha1().equals(row.sha1())
                                && row.state() != FileItem.State.UNFINISHED);
    }

    private static List<String> ids(List<FileItem> sources) {
        return sources.stream().map(FileItem::id).toList();
    }

    private String label(FileItem source) {
        return "copy of '" + source.name() + "' (id " + source.id() + ")";
    }
}
