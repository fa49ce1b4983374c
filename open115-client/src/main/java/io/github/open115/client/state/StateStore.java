/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import io.github.open115.client.internal.HeldFile;
import io.github.open115.client.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/**
 * Maps of strings that outlive a crash, in one file that one JVM has open at a time. Thread-safe, and not disturbed by
 * the interruption of a thread.
 *
 * <p>A change has reached the operating system when its method returns: a killed JVM does not lose it. {@link #flush()}
 * and {@link #close()} bring everything to the disk, so that a power cut does not lose it either. Beside the file lie
 * {@code <file>.journal} with the changes since the last checkpoint, {@code <file>.manifest} with the number of that
 * checkpoint, and {@code <file>.holder}, which names the process that has it open; they belong together. A file that is
 * missing, empty or older than its manifest says is refused: taken for a new one, it would have everything done again.
 */
public final class StateStore implements AutoCloseable {

    /** Keeps the journal short, and with it the time to open after a crash. */
    private static final long CHECKPOINT_BYTES = 1024 * 1024;

    private final HeldFile held;
    private final StoreFiles files;
    private final TreeFile tree;
    private final Journal journal;
    private final Map<String, MVMap<String, String>> maps = new HashMap<>();
    private boolean closed;

    private StateStore(HeldFile held, StoreFiles files, TreeFile tree, Journal journal) {
        this.held = held;
        this.files = files;
        this.tree = tree;
        this.journal = journal;
    }

    /**
     * Opens a store for this JVM alone.
     *
     * @param path the file; created if it does not exist, with missing folders that only the owner can read
     * @throws StateLockedException if it is open already, in this or another JVM; the message names the process
     * @throws StateException if it cannot be read, or has lost something; the file is left as it is
     */
    public static StateStore open(Path path) {
        HeldFile held = hold(path);
        StateStore store = null;
        try {
            store = open(held, new StoreFiles(held.path()));
            return store;
        } finally {
            if (store == null) {
                held.close();
            }
        }
    }

    private static HeldFile hold(Path path) {
        StoreFiles files = new StoreFiles(path.toAbsolutePath());
        try {
            OwnerOnlyFiles.createDirectory(files.folder());
            return HeldFile.take(files.file()).orElseThrow(() -> files.locked(null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create folder " + files.folder() + " for durable state", e);
        }
    }

    private static StateStore open(HeldFile held, StoreFiles files) {
        long lastCheckpoint = files.requireComplete();
        TreeFile tree;
        try {
            tree = TreeFile.open(files.file());
        } catch (MVStoreException e) {
            throw TreeFile.isLocked(e) ? files.locked(e) : files.unreadable(e);
        }
        StateStore store = null;
        try {
            if (tree.lastCheckpoint() < lastCheckpoint) {
                throw files.outdated();
            }
            StateStore opened = new StateStore(held, files, tree, new Journal(files.journal()));
            opened.recover();
            files.writeNote();
            store = opened;
            return store;
        } catch (IOException | MVStoreException e) {
            throw files.unreadable(e);
        } finally {
            if (store == null) {
                tree.abandon();
            }
        }
    }

    /** Deletes a store that nobody has open, with everything that it remembers. */
    public static void delete(Path path) throws IOException {
        new StoreFiles(path).delete();
    }

    /** A durable map of strings; the same map for the same name. */
    public DurableMap map(String name) {
        return new DurableMap(this, name);
    }

    /** Brings everything to the disk: all changes so far survive a power cut. */
    public synchronized void flush() {
        requireOpen();
        if (journal.length() > 0) {
            checkpoint();
        }
    }

    /** Brings everything to the disk and gives the file back. Further use fails; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (journal.length() > 0) {
                checkpoint();
            }
            journal.close();
            tree.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close state file " + files.file(), e);
        } finally {
            tree.abandon();
            files.removeNote();
            held.close();
        }
    }

    private synchronized void recover() throws IOException {
        journal.replay(this::apply);
        checkpoint();
    }

    private void apply(String map, String key, String value) {
        MVMap<String, String> target = tree(map);
        if (key == null) {
            target.clear();
        } else if (value == null) {
            target.remove(key);
        } else {
            target.put(key, value);
        }
    }

    /** Writes to the journal first: a change in the journal can be applied again, a change that is not is lost. */
    synchronized void change(String map, String key, String value) {
        requireOpen();
        try {
            journal.append(map, key, value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal of state file " + files.file(), e);
        }
        apply(map, key, value);
        if (journal.length() >= CHECKPOINT_BYTES) {
            checkpoint();
        }
    }

    private void checkpoint() {
        try {
            tree.checkpoint();
            // a file without a checkpoint counts as a new one
            if (tree.lastCheckpoint() > 0) {
                files.writeCheckpoint(tree.lastCheckpoint());
            }
            journal.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the journal of state file " + files.file(), e);
        }
    }

    /** Reads under the same lock as changes, because a checkpoint could reuse the space that is being read. */
    synchronized <T> T read(Supplier<T> action) {
        requireOpen();
        try {
            return action.get();
        } catch (MVStoreException e) {
            throw files.unreadable(e);
        }
    }

    MVMap<String, String> tree(String name) {
        return maps.computeIfAbsent(name, tree::map);
    }

    /** The number of reads and writes of the tree file so far. */
    synchronized long accesses() {
        return tree.accesses();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("state file " + files.file() + " is closed");
        }
    }
}
