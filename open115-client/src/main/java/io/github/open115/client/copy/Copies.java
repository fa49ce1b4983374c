/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.copy;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.EntryRules;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.upload.ConflictPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Copies files and folders within the drive, up to {@link DriveFiles#MAX_IDS_PER_CHANGE} with one call
 * (docs/115-open-api.md C.5). The service says neither which copies it made nor which ids they have, so they are looked for
 * in the target. Thread-safe.
 */
public final class Copies {

    private final DriveFiles files;
    private final Sleeper sleeper;

    /** @param sleeper waits until the service shows a copy */
    public Copies(DriveFiles files, Sleeper sleeper) {
        this.files = Objects.requireNonNull(files, "files");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    /**
     * Copies entries into a folder. If the reply to a call is lost, the copies are looked for. A copy that is not found is
     * then only made again if the service itself leaves it out where it is there after all.
     *
     * <p>With {@link ConflictPolicy#override} a file is replaced only by its copy: once the copy is found, the older files
     * of its name go to the recycle bin. A file of equal content is left alone. A folder is never replaced.
     *
     * <p>Costs one call for each thousand files and one for the newest rows of the target. In addition: the listing of the
     * target before, if it is not known, for folders and for {@code fail}, {@code rename} and {@code keepBoth}; one call for
     * each file that is renamed; four calls for all files that are replaced.
     *
     * @param sources the entries with their names, sizes and SHA-1; an entry that is given twice is copied once
     * @param policy what happens if the target has an entry of the same kind and name
     * @return by the id of the source, in its order: the copy, or the entry that is there in its place; without those that
     *     were not found within 15 s
     * @throws io.github.open115.client.http.NameConflictException before any copy, if the target has the name of one of
     *     them and the policy is {@code fail}, or a folder would be replaced
     * @throws io.github.open115.client.http.NotFoundException if the target or a source does not exist
     * @throws CopyUnprovedException if the reply was lost and a copy was not found; also if a copy that replaces a file was
     *     not found, which stays then
     */
    public Map<String, FileItem> copy(Collection<FileItem> sources, String targetFolderId, ConflictPolicy policy) {
        Map<String, FileItem> distinct = new LinkedHashMap<>();
        sources.forEach(source -> distinct.putIfAbsent(source.id(), source));
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("nothing to copy: the list of files is empty");
        }
        Map<String, FileItem> found = new LinkedHashMap<>();
        CopyJob job = new CopyJob(files, sleeper, targetFolderId, policy);
        job.refuseConflicts(distinct.values());
        for (List<FileItem> batch : batches(distinct.values(), policy)) {
            found.putAll(job.copy(batch));
        }
        Map<String, FileItem> inOrder = new LinkedHashMap<>();
        distinct.keySet().stream().filter(found::containsKey).forEach(id -> inOrder.put(id, found.get(id)));
        return inOrder;
    }

    /** A batch has no name twice, unless both shall stay: the second one meets what the first one has made. */
    private static List<List<FileItem>> batches(Collection<FileItem> sources, ConflictPolicy policy) {
        List<List<FileItem>> batches = new ArrayList<>();
        List<FileItem> waiting = new ArrayList<>(sources);
        while (!waiting.isEmpty()) {
            List<FileItem> batch = new ArrayList<>();
            List<FileItem> later = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (FileItem source : waiting) {
                boolean fits = batch.size() < DriveFiles.MAX_IDS_PER_CHANGE
                        && (policy == ConflictPolicy.keepBoth || names.add(EntryRules.normalized(source.name())));
                (fits ? batch : later).add(source);
            }
            batches.add(batch);
            waiting = later;
        }
        return batches;
    }
}
