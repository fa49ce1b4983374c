/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.ChangeDelay;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is in the folders that get many new files, by name. A folder is listed completely once. Own changes are applied to
 * that listing; after a while one call for the newest rows brings it up to date. Thread-safe: of several threads that need
 * the same folder, one calls the service.
 *
 * <p>The newest rows prove that the older ones are unchanged if the number of rows that are then known is the count of the
 * service (docs/115-open-api.md C.1.7). Else the folder is listed completely again.
 */
final class FolderContents {

    private static final int MAX_FOLDERS = 1000;
    private static final int MAX_ROWS = 100_000;

    private final SteadyClock clock;
    // guarded by itself
    private final Map<String, Folder> folders = new LruMap<>(MAX_FOLDERS);

    FolderContents(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    /** Reads the direct children of a folder. */
    interface Reader {

        /** The first page, newest change first. */
        FilePage newest(String folderId);

        /** All pages, proved complete. */
        FolderListing all(String folderId);
    }

    /**
     * The entries of a name in a folder.
     *
     * @param maxAge how old the answer may be; zero asks the service in any case
     */
    List<FileItem> named(String folderId, String name, Duration maxAge, Reader reader) {
        Folder folder;
        synchronized (folders) {
            folder = folders.computeIfAbsent(folderId, Folder::new);
        }
        folder.lock.lock();
        try {
            if (!folder.isYoung(maxAge)) {
                folder.update(reader);
            }
            return folder.named(name);
        } catch (NotFoundException e) {
            forget(folderId);
            throw e;
        } finally {
            folder.lock.unlock();
            dropLeastUsed();
        }
    }

    /** A change of this client has added an entry. */
    void added(FileItem item) {
        known(item.parentId()).ifPresent(folder -> folder.locked(() -> folder.added(item)));
    }

    /**
     * Whether this client has added an entry so recently that the service may not show it yet.
     *
     * @return false too if nothing is known of the folder
     */
    boolean mayBeHidden(String folderId, String id) {
        Optional<Folder> folder = known(folderId);
        if (folder.isEmpty()) {
            return false;
        }
        folder.get().lock.lock();
        try {
            Instant added = folder.get().unseen.get(id);
            return added != null && !Folder.isSettled(added, clock.instant());
        } finally {
            folder.get().lock.unlock();
        }
    }

    /** A change of this client has created a folder, so its contents are known: nothing. */
    void created(FileItem folder) {
        added(folder);
        Folder empty = new Folder(folder.id());
        empty.since = clock.instant();
        synchronized (folders) {
            folders.put(folder.id(), empty);
        }
    }

    /** A change of this client has taken entries away from where they were. */
    void removed(Collection<String> ids) {
        for (Folder folder : all()) {
            folder.locked(() -> folder.removed(ids));
        }
        ids.forEach(this::forget);
    }

    /**
     * A change of this client has brought entries to where they may have been before.
     *
     * @param folderId the folder; null if it is not known
     */
    void returned(Collection<String> ids, String folderId) {
        List<Folder> targets =
                folderId == null ? all() : known(folderId).map(List::of).orElse(List.of());
        targets.forEach(folder -> folder.locked(() -> folder.gone.keySet().removeAll(ids)));
    }

    /** Something about any folder may have changed. */
    void markAllStale() {
        for (Folder folder : all()) {
            folder.locked(() -> folder.stale = true);
        }
    }

    /** Something about these entries or in this folder may have changed, for example because a reply was lost. */
    void markStale(Collection<String> ids, String folderId) {
        for (Folder folder : all()) {
            folder.locked(() ->
                    folder.stale |= folder.id.equals(folderId) || ids.stream().anyMatch(folder.rows::containsKey));
        }
    }

    void forget(String folderId) {
        synchronized (folders) {
            folders.remove(folderId);
        }
    }

    private Optional<Folder> known(String folderId) {
        synchronized (folders) {
            return Optional.ofNullable(folderId == null ? null : folders.get(folderId));
        }
    }

    private List<Folder> all() {
        synchronized (folders) {
            return new ArrayList<>(folders.values());
        }
    }

    private void dropLeastUsed() {
        synchronized (folders) {
            int rows = folders.values().stream().mapToInt(folder -> folder.size).sum();
            var eldest = folders.values().iterator();
            while (rows > MAX_ROWS && folders.size() > 1) {
                rows -= eldest.next().size;
                eldest.remove();
            }
        }
    }

    /** One folder. All but {@link #size} is guarded by its lock, also while the service is asked. */
    private final class Folder {

        private final String id;
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, FileItem> rows = new HashMap<>();
        private final Map<String, Set<String>> idsByName = new HashMap<>();
        // own changes that the service may not show yet, and when they were made
        private final Map<String, Instant> unseen = new HashMap<>();
        private final Map<String, Instant> gone = new HashMap<>();
        private Instant since;
        private boolean stale;
        private volatile int size;

        Folder(String id) {
            this.id = id;
        }

        void locked(Runnable change) {
            lock.lock();
            try {
                change.run();
            } finally {
                lock.unlock();
            }
        }

        boolean isYoung(Duration maxAge) {
            Instant now = clock.instant();
            return since != null && !stale && !now.isBefore(since) && now.isBefore(since.plus(maxAge));
        }

        List<FileItem> named(String name) {
            return idsByName.getOrDefault(EntryRules.normalized(name), Set.of()).stream()
                    .map(rows::get)
                    .toList();
        }

        void update(Reader reader) {
            Instant start = clock.instant();
            unseen.values().removeIf(at -> isSettled(at, start));
            gone.values().removeIf(at -> isSettled(at, start));
            if (since == null || !merge(reader.newest(id))) {
                replace(reader.all(id).rows());
            }
            since = start;
            stale = false;
        }

        private static boolean isSettled(Instant at, Instant now) {
            return now.isBefore(at) || now.isAfter(at.plus(ChangeDelay.LONGEST));
        }

        /** Takes the newest rows. Returns whether they prove that nothing else has changed. */
        private boolean merge(FilePage page) {
            // after a full page more rows may follow, whatever the count
            if (!page.isFull() && page.rows().size() == page.count()) {
                replace(page.rows());
                return true;
            }
            Instant oldest = oldestOf(page);
            if (oldest == null) {
                return false;
            }
            Set<String> met = new HashSet<>();
            page.rows().forEach(row -> met.add(row.id()));
            List.copyOf(rows.values()).stream()
                    .filter(row -> !met.contains(row.id()) && !unseen.containsKey(row.id()))
                    .filter(row -> row.updated() == null || row.updated().isAfter(oldest))
                    .forEach(row -> remove(row.id()));
            page.rows().forEach(this::meet);
            long deleted = page.rows().stream()
                    .filter(row -> row.state() == State.DELETED)
                    .count();
            long most = rows.size() + deleted + gone.size();
            return page.count() <= most && page.count() >= most - gone.size() - unseen.size();
        }

        /** The time of the last row; null if the rows are not those that changed last. */
        private static Instant oldestOf(FilePage page) {
            if (!page.ordered() || !page.isFull()) {
                return null;
            }
            Instant last = null;
            for (FileItem row : page.rows()) {
                if (row.updated() == null || last != null && row.updated().isAfter(last)) {
                    return null;
                }
                last = row.updated();
            }
            return last;
        }

        private void replace(Collection<FileItem> all) {
            List<FileItem> own = unseen.keySet().stream().map(rows::get).toList();
            rows.clear();
            idsByName.clear();
            own.forEach(row -> {
                rows.put(row.id(), row);
                index(row);
            });
            all.forEach(this::meet);
            size = rows.size();
        }

        private void meet(FileItem row) {
            unseen.remove(row.id());
            if (row.state() == State.DELETED || gone.containsKey(row.id())) {
                remove(row.id());
            } else {
                put(row);
            }
        }

        void added(FileItem item) {
            put(item);
            unseen.put(item.id(), clock.instant());
        }

        void removed(Collection<String> ids) {
            for (String each : ids) {
                if (rows.containsKey(each)) {
                    gone.put(each, clock.instant());
                    remove(each);
                }
            }
        }

        private void put(FileItem row) {
            remove(row.id());
            rows.put(row.id(), row);
            index(row);
            size = rows.size();
        }

        private void index(FileItem row) {
            idsByName
                    .computeIfAbsent(EntryRules.normalized(row.name()), name -> new HashSet<>())
                    .add(row.id());
        }

        private void remove(String rowId) {
            unseen.remove(rowId);
            FileItem row = rows.remove(rowId);
            if (row != null) {
                String name = EntryRules.normalized(row.name());
                Set<String> ids = idsByName.get(name);
                ids.remove(rowId);
                if (ids.isEmpty()) {
                    idsByName.remove(name);
                }
                size = rows.size();
            }
        }
    }
}
