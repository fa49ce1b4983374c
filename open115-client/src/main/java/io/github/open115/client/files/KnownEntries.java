/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of files and folders from the replies of one account: complete listings of single folders, and results
 * of look-ups. Makes no call itself. Both are bounded; the least recently used is dropped. Thread-safe.
 *
 * <p>A listing answers a look-up by name only if it leaves no doubt: the entry is the only one of this name, its upload
 * is complete, and the folder was at the path asked for. The absence of a name is never an answer: the file may be new.
 */
final class KnownEntries {

    private static final int MAX_LOOK_UPS = 1000;
    private static final int MAX_ROWS = 50_000;

    /**
     * The service shows a change some seconds after it confirms it (docs/115-open-api.md I.4). A reply about a changed
     * entry is not kept if it was asked for within this time after the change.
     */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** How long own changes are remembered. A listing that takes longer is not kept. */
    private static final Duration MEMORY_OF_CHANGES = Duration.ofMinutes(10);

    /** Look-ups in one folder are counted for this time. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** With pages of 1150 rows, a folder of some 5,700 rows. */
    private static final int MAX_CALLS_OF_A_LISTING = 6;

    private final SteadyClock clock;

    // all guarded by this
    private final Map<String, KnownFolder> folders = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, String> folderOfRow = new HashMap<>();
    private final Map<Object, LookUp> lookUps = bounded();
    private final Map<List<String>, Asked> asked = bounded();
    private final Map<String, Integer> callsOfListing = bounded();
    private final Map<String, Instant> changedEntries = new LinkedHashMap<>();
    private final Map<String, Instant> changedFolders = new LinkedHashMap<>();
    private int rows;

    KnownEntries(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    private static <K, V> Map<K, V> bounded() {
        return new LruMap<>(MAX_LOOK_UPS);
    }

    /** The time from which the age of an answer counts. Take it before the first call. */
    Instant now() {
        return clock.instant();
    }

    /** Whether listings of this kind are kept: the direct children of one folder, newest change first. */
    static boolean isKind(ListQuery query) {
        return query.equals(ListQuery.childrenOf(query.folderId(), query.pageSize()));
    }

    /** The listing of a folder, if a young one is known. */
    synchronized Optional<FolderListing> listing(String folderId, MaxAge maxAge) {
        return Optional.ofNullable(young(folderId, maxAge)).map(folder -> folder.listing);
    }

    /** The entry of an id, if it is known from a young look-up or listing. */
    synchronized Optional<FileDetails> byId(String id, MaxAge maxAge) {
        LookUp lookUp = lookUps.get(id);
        if (lookUp != null && isYoung(lookUp.since, maxAge.lookUps(), maxAge)) {
            return Optional.of(lookUp.details);
        }
        KnownFolder folder = young(folderOfRow.get(id), maxAge);
        return folder == null ? Optional.empty() : folder.details(folder.rowsById.get(id));
    }

    /**
     * The entry at a path, if it is known from a young look-up or young listings.
     *
     * @param from a folder on the path whose id is known; another folder of its name is not taken for it
     * @param names from the root of the drive, those of {@code from} included
     */
    synchronized Optional<FileDetails> byPath(FolderPath from, List<String> names, MaxAge maxAge) {
        LookUp lookUp = lookUps.get(names);
        if (lookUp != null && isYoung(lookUp.since, maxAge.lookUps(), maxAge) && lookUp.isBelow(from)) {
            return Optional.of(lookUp.details);
        }
        List<String> parent = parent(names);
        String parentId = folderId(from, parent, maxAge);
        KnownFolder folder = young(parentId, maxAge);
        return folder == null || !folder.isAt(parent)
                ? Optional.empty()
                : folder.details(folder.rowsByName.get(EntryRules.normalized(names.get(names.size() - 1))));
    }

    private String folderId(FolderPath from, List<String> names, MaxAge maxAge) {
        int depth = from.elements().size() - 1;
        if (names.size() <= depth) {
            return names.size() == depth ? from.folderId() : null;
        }
        Asked below = asked.get(names);
        if (below != null
                && isYoung(below.seen, maxAge.lookUps(), maxAge)
                && below.folder.below(from.folderId()) != null) {
            return below.folder.folderId();
        }
        return byPath(from, names, maxAge)
                .map(FileDetails::item)
                .filter(FileItem::folder)
                .map(FileItem::id)
                .orElse(null);
    }

    private KnownFolder young(String folderId, MaxAge maxAge) {
        KnownFolder folder = folderId == null ? null : folders.get(folderId);
        return folder != null && isYoung(folder.since, maxAge.listings(), maxAge) ? folder : null;
    }

    /** An answer from the future, because the clock was set back, is not young. */
    private boolean isYoung(Instant since, Duration age, MaxAge maxAge) {
        Instant now = clock.instant();
        return !maxAge.again() && !now.isBefore(since) && now.isBefore(since.plus(age));
    }

    /** Keeps a complete listing of a folder in place of an older one, and drops the look-ups that it refutes. */
    synchronized void keep(FolderListing listing, Instant since) {
        KnownFolder folder = new KnownFolder(listing, since);
        String folderId = folder.id();
        drop(folderId);
        dropRefuted(folder);
        if (folder.size() > MAX_ROWS || isUnsettled(folder)) {
            return;
        }
        folders.put(folderId, folder);
        folder.rowsById.keySet().forEach(id -> folderOfRow.put(id, folderId));
        rows += folder.size();
        while (rows > MAX_ROWS) {
            drop(folders.keySet().iterator().next());
        }
    }

    /** Takes a listing whose caller does not want it kept: it only replaces an older one, and refutes look-ups. */
    synchronized void renew(FolderListing listing, Instant since) {
        if (folders.containsKey(listing.path().folderId())) {
            keep(listing, since);
        } else if (!lookUps.isEmpty()) {
            dropRefuted(new KnownFolder(listing, since));
        }
    }

    private void dropRefuted(KnownFolder folder) {
        lookUps.values().removeIf(lookUp -> !lookUp.since.isAfter(folder.since) && folder.refutes(lookUp.details));
    }

    /** Keeps the result of a look-up by id. */
    synchronized void lookedUp(String id, FileDetails details, Instant since) {
        if (!isUnsettled(details, since)) {
            lookUps.put(id, new LookUp(details, since));
        }
    }

    /** Keeps the result of a look-up by path, and the folder of that path. */
    synchronized void lookedUp(List<String> names, FileDetails details, Instant since) {
        if (isUnsettled(details, since)) {
            return;
        }
        lookUps.put(names, new LookUp(details, since));
        FolderPath folder = details.parent();
        if (folder != null && folder.elements().size() == names.size()) {
            asked.compute(
                    parent(names),
                    (path, before) ->
                            before == null || !before.folder.equals(folder) || !isOfWindow(before.begun, since, WINDOW)
                                    ? new Asked(folder, since, since, 1)
                                    : new Asked(folder, since, before.begun, before.calls + 1));
        }
    }

    private static boolean isOfWindow(Instant begun, Instant now, Duration window) {
        return !now.isBefore(begun) && now.isBefore(begun.plus(window));
    }

    /**
     * The folder at a path, if a listing should take the place of one more look-up in it, because it may answer later
     * look-ups as well. A listing of one call is worth it if another entry of the folder was looked up within the last
     * minute. A listing of more calls may cost a quarter of the look-ups made in that minute. No listing is worth it
     * while a young one is known, or while an own change of the folder settles.
     */
    synchronized Optional<Worth> worthListing(List<String> path, MaxAge maxAge) {
        Asked lately = asked.get(path);
        Duration window = maxAge.listings().compareTo(WINDOW) < 0 ? maxAge.listings() : WINDOW;
        if (lately == null || lately.calls == 0 || !isOfWindow(lately.begun, clock.instant(), window)) {
            return Optional.empty();
        }
        String folderId = lately.folder.folderId();
        if (young(folderId, maxAge) != null || isUnsettled(changedFolders, folderId, clock.instant())) {
            return Optional.empty();
        }
        int calls = Math.min(MAX_CALLS_OF_A_LISTING, Math.max(1, lately.calls / 4));
        if (callsOfListing.getOrDefault(folderId, 1) > calls) {
            return Optional.empty();
        }
        asked.put(path, new Asked(lately.folder, lately.seen, lately.begun, 0));
        return Optional.of(new Worth(folderId, calls));
    }

    /** Takes note of how many calls a complete listing of a folder costs. */
    synchronized void listingCosts(String folderId, int calls) {
        callsOfListing.put(folderId, calls);
    }

    /**
     * Drops the listings and look-ups that the entries of a reply refute.
     *
     * @param fromListing whether they are rows of a listing; a look-up does not say whether an upload is complete
     */
    synchronized void dropRefutedBy(Collection<FileItem> items, boolean fromListing) {
        if (!lookUps.isEmpty()) {
            dropReplaced(items);
        }
        if (folders.isEmpty()) {
            return;
        }
        for (FileItem item : items) {
            String folderId = folderOfRow.get(item.id());
            KnownFolder folder = folderId == null ? null : folders.get(folderId);
            if (folder != null && (folder.isOutdatedBy(item) || fromListing && folder.isCompletedBy(item))) {
                drop(folderId);
            }
            KnownFolder home = folders.get(item.parentId());
            if (home != null && !home.rowsById.containsKey(item.id())) {
                drop(item.parentId());
            }
        }
    }

    /** Drops look-ups whose entry has another name or place now, or whose place another entry has. */
    private void dropReplaced(Collection<FileItem> items) {
        Map<String, FileItem> byId = new HashMap<>();
        Map<List<String>, FileItem> byPlace = new HashMap<>();
        for (FileItem item : items) {
            byId.put(item.id(), item);
            byPlace.put(place(item), item);
        }
        lookUps.values().removeIf(lookUp -> {
            FileItem before = lookUp.details.item();
            FileItem same = byId.get(before.id());
            return same != null ? !place(same).equals(place(before)) : byPlace.containsKey(place(before));
        });
    }

    private static List<String> place(FileItem item) {
        return Arrays.asList(item.parentId(), EntryRules.normalized(item.name()));
    }

    /** Forgets the look-up and the listings that led to a path at which no entry is. */
    synchronized void gone(List<String> names) {
        lookUps.remove(names);
        String name = EntryRules.normalized(names.get(names.size() - 1));
        List.copyOf(folders.values()).stream()
                .filter(folder -> folder.rowsByName.containsKey(name) && folder.isAt(parent(names)))
                .forEach(folder -> drop(folder.id()));
    }

    /** Forgets all about the file of a pick code. */
    synchronized void forgetContent(String pickCode) {
        Stream<FileItem> rows = folders.values().stream().flatMap(folder -> folder.listing.rows().stream());
        forget(Stream.concat(lookUps.values().stream().map(lookUp -> lookUp.details.item()), rows)
                .filter(item -> pickCode.equals(item.pickCode()))
                .map(FileItem::id)
                .toList());
    }

    /** Forgets all listings, because an entry may have come into any of them. */
    synchronized void forgetListings() {
        List.copyOf(folders.keySet()).forEach(this::drop);
        lookUps.clear();
        asked.clear();
    }

    /** Forgets all about entries, and about the entries below them. */
    synchronized void forget(Collection<String> entries) {
        Set<String> ids = new HashSet<>(entries);
        lookUps.values().removeIf(lookUp -> lookUp.isAbout(ids));
        asked.values().removeIf(lately -> isIn(lately.folder, ids));
        ids.forEach(id -> drop(folderOfRow.get(id)));
        List.copyOf(folders.values()).stream()
                .filter(folder -> isIn(folder.listing.path(), ids))
                .forEach(folder -> drop(folder.id()));
    }

    /**
     * This client has made a change, or may have made it: the reply may be lost.
     *
     * @param entries entries that have another name or place now, or are gone
     * @param folderId the folder that has new entries; null for none
     */
    synchronized void changed(Collection<String> entries, String folderId) {
        Instant now = clock.instant();
        Set<String> touched = new HashSet<>();
        entries.forEach(id -> touched.add(folderOfRow.get(id)));
        touched.add(folderId);
        touched.remove(null);
        note(changedEntries, entries, now);
        note(changedFolders, touched, now);
        forget(entries);
        touched.forEach(this::drop);
    }

    private static void note(Map<String, Instant> changes, Collection<String> ids, Instant now) {
        changes.values().removeIf(at -> !now.isBefore(at.plus(MEMORY_OF_CHANGES)));
        ids.forEach(id -> changes.put(id, now));
    }

    private boolean isUnsettled(KnownFolder folder) {
        return isBeforeMemory(folder.since)
                || isUnsettled(changedFolders, folder.id(), folder.since)
                || isUnsettled(folder.listing.path(), folder.since)
                || changedEntries.keySet().stream()
                        .anyMatch(
                                id -> folder.rowsById.containsKey(id) && isUnsettled(changedEntries, id, folder.since));
    }

    private boolean isUnsettled(FileDetails details, Instant since) {
        return isBeforeMemory(since)
                || isUnsettled(changedEntries, details.item().id(), since)
                || details.parent() != null && isUnsettled(details.parent(), since);
    }

    private boolean isBeforeMemory(Instant since) {
        return !clock.instant().isBefore(since.plus(MEMORY_OF_CHANGES));
    }

    private boolean isUnsettled(FolderPath path, Instant since) {
        return path.elements().stream().anyMatch(part -> isUnsettled(changedEntries, part.id(), since));
    }

    private static boolean isUnsettled(Map<String, Instant> changes, String id, Instant since) {
        Instant at = changes.get(id);
        return at != null && since.isBefore(at.plus(SETTLING));
    }

    private void drop(String folderId) {
        KnownFolder folder = folderId == null ? null : folders.remove(folderId);
        if (folder != null) {
            folder.rowsById.keySet().forEach(id -> folderOfRow.remove(id, folderId));
            rows -= folder.size();
        }
    }

    static List<String> parent(List<String> names) {
        return names.subList(0, names.size() - 1);
    }

    private static boolean isIn(FolderPath path, Set<String> ids) {
        return path.elements().stream().anyMatch(part -> ids.contains(part.id()));
    }

    /** A folder whose listing may take the place of a look-up, and how many calls the listing may cost. */
    record Worth(String folderId, int calls) {}

    /** @param since when it was asked for */
    private record LookUp(FileDetails details, Instant since) {

        boolean isBelow(FolderPath folder) {
            return details.parent() == null || details.parent().below(folder.folderId()) != null;
        }

        boolean isAbout(Set<String> ids) {
            return ids.contains(details.item().id()) || details.parent() != null && isIn(details.parent(), ids);
        }
    }

    /**
     * The look-ups by path that were made in one folder.
     *
     * @param seen when the last one was made
     * @param begun when the minute began in which they are counted
     */
    private record Asked(FolderPath folder, Instant seen, Instant begun, int calls) {}

    /** A listing, and its rows by id and by name. */
    private static final class KnownFolder {

        private final FolderListing listing;
        private final Instant since;
        private final List<String> path;
        private final Map<String, FileItem> rowsById = new HashMap<>();
        // null if several rows have the name
        private final Map<String, FileItem> rowsByName = new HashMap<>();

        KnownFolder(FolderListing listing, Instant since) {
            this.listing = listing;
            this.since = since;
            this.path = listing.path().elements().stream()
                    .skip(1)
                    .map(part -> EntryRules.normalized(part.name()))
                    .toList();
            for (FileItem row : listing.rows()) {
                rowsById.put(row.id(), row);
                String name = EntryRules.normalized(row.name());
                rowsByName.put(name, rowsByName.containsKey(name) ? null : row);
            }
        }

        /** In rows; the folder itself counts as one. */
        int size() {
            return rowsById.size() + 1;
        }

        String id() {
            return listing.path().folderId();
        }

        boolean isAt(List<String> names) {
            return path.equals(names.stream().map(EntryRules::normalized).toList());
        }

        Optional<FileDetails> details(FileItem row) {
            if (row == null || row.state() != State.READY) {
                return Optional.empty();
            }
            int below = row.folder() ? -1 : 0;
            return Optional.of(new FileDetails(row, listing.path(), below, below));
        }

        boolean refutes(FileDetails details) {
            FileItem item = details.item();
            FileItem row = rowsById.get(item.id());
            boolean here = id().equals(item.parentId());
            return row == null ? here : !here || !row.name().equals(item.name());
        }

        boolean isOutdatedBy(FileItem item) {
            FileItem row = rowsById.get(item.id());
            return !row.name().equals(item.name())
                    || !id().equals(item.parentId())
                    || item.sha1() != null && !item.sha1().equals(row.sha1());
        }

        boolean isCompletedBy(FileItem item) {
            return rowsById.get(item.id()).state() == State.UNFINISHED && item.state() == State.READY;
        }
    }
}
