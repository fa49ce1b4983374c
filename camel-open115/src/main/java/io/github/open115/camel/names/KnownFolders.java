/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import io.github.open115.client.files.ChangeListener;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.http.SteadyClock;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The folders of a drive that {@link TargetFolders} have found, by their names below a folder. Endpoints of one account share
 * it, so that a folder is looked up or created once. Hears of own changes, so that a folder that was moved, renamed or
 * deleted is forgotten. Thread-safe.
 */
public final class KnownFolders implements ChangeListener {

    private static final int MOST = 10_000;

    private final SteadyClock clock;
    private final Duration maxAge;
    // held during look-ups, so that a folder is not created twice
    private final ReentrantLock lookUps;
    // guarded by itself
    private final Map<Place, Found> found;
    // ids of folders that were created; guarded by found
    private final Map<String, Instant> created;

    private record Place(String baseId, List<String> names) {}

    private record Found(FolderPath path, Instant seenAt) {}

    /** @param maxAge how long a folder is trusted to be where it was; null for ever */
    public KnownFolders(Clock clock, Duration maxAge) {
        this(SteadyClock.of(clock), maxAge, new ReentrantLock(), new LruMap<>(MOST), new LruMap<>(MOST));
    }

    private KnownFolders(
            SteadyClock clock,
            Duration maxAge,
            ReentrantLock lookUps,
            Map<Place, Found> found,
            Map<String, Instant> created) {
        this.clock = clock;
        this.maxAge = maxAge;
        this.lookUps = lookUps;
        this.found = found;
        this.created = created;
    }

    static KnownFolders forever() {
        return new KnownFolders(Clock.systemUTC(), null);
    }

    /** The same folders, trusted for another time. */
    public KnownFolders with(Duration otherMaxAge) {
        return new KnownFolders(clock, otherMaxAge, lookUps, found, created);
    }

    /** The folder of these names; null if it is not known, or too old. */
    FolderPath get(String baseId, List<String> names) {
        synchronized (found) {
            Found seen = found.get(new Place(baseId, List.copyOf(names)));
            return seen != null && isYoung(seen.seenAt()) ? seen.path() : null;
        }
    }

    private boolean isYoung(Instant seenAt) {
        return maxAge == null || clock.instant().isBefore(seenAt.plus(maxAge));
    }

    /** Records that a folder was created, so that nothing is in it but what is created there. */
    void created(String folderId) {
        synchronized (found) {
            created.put(folderId, clock.instant());
        }
    }

    /** Whether a folder was created not long ago. */
    boolean isNew(String folderId) {
        synchronized (found) {
            Instant at = created.get(folderId);
            return at != null && isYoung(at);
        }
    }

    void put(String baseId, List<String> names, FolderPath path) {
        synchronized (found) {
            found.put(new Place(baseId, List.copyOf(names)), new Found(path, clock.instant()));
        }
    }

    /** Removes a folder and those below it; returns whether it was there. */
    boolean remove(String folderId) {
        synchronized (found) {
            return found.values()
                    .removeIf(seen -> seen.path().elements().stream()
                            .anyMatch(element -> element.id().equals(folderId)));
        }
    }

    @Override
    public void moved(Collection<String> ids, String targetFolderId, FolderPath target) {
        removeAll(ids);
    }

    @Override
    public void deleted(Collection<String> ids) {
        removeAll(ids);
    }

    @Override
    public void renamed(String id, String newName) {
        removeAll(List.of(id));
    }

    @Override
    public void restored(Collection<String> ids) {
        // a folder that comes back is looked up when it is asked for
    }

    private void removeAll(Collection<String> ids) {
        Set<String> gone = Set.copyOf(ids);
        synchronized (found) {
            found.values()
                    .removeIf(seen -> seen.path().elements().stream().anyMatch(element -> gone.contains(element.id())));
        }
    }

    void clear() {
        synchronized (found) {
            found.clear();
            created.clear();
        }
    }

    boolean isEmpty() {
        synchronized (found) {
            return found.isEmpty();
        }
    }

    /** Runs a look-up while no other one runs. */
    <T> T alone(Supplier<T> lookUp) {
        lookUps.lock();
        try {
            return lookUp.get();
        } finally {
            lookUps.unlock();
        }
    }
}
