package io.github.open115.client.state;

import io.github.open115.client.internal.HeldFile;
import io.github.open115.client.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/**
 * Sets and maps of strings that outlive a crash, in one file that one JVM has open at a time. Thread-safe, and not
 * disturbed by the interruption of a thread.
 *
 * <p>A change has reached the operating system when its method returns: a killed JVM does not lose it. {@link #flush()}
 * and {@link #close()} bring everything to the disk, so that a power cut does not lose it either. Beside the file lie
 * {@code <file>.journal} with the changes since the last checkpoint, {@code <file>.manifest} with the number of that
 * checkpoint, and {@code <file>.holder} with a note on who has it open; they belong together. A file that is missing,
 * empty or older than its manifest says is refused: taken for new, it would have everything done again.
 */
public final class StateStore implements AutoCloseable {

    /** Keeps the journal short, and with it the time to open after a crash. */
    private static final long CHECKPOINT_BYTES = 1024 * 1024;

    private static final String JOURNAL = ".journal";
    private static final String MANIFEST = ".manifest";

    private static final String WAYS_OUT = "Put back copies of it, its " + JOURNAL + " and its " + MANIFEST
            + ", or move all of them away to start anew: then everything it remembered as done is done again";

    private final HeldFile held;
    private final Path file;
    private final TreeFile tree;
    private final Journal journal;
    private final Manifest manifest;
    private final LockOwnerNote holder;
    private final Map<String, MVMap<String, String>> maps = new HashMap<>();
    private boolean closed;

    private StateStore(HeldFile held, TreeFile tree, Journal journal, Manifest manifest, LockOwnerNote holder) {
        this.held = held;
        this.file = held.path();
        this.tree = tree;
        this.journal = journal;
        this.manifest = manifest;
        this.holder = holder;
    }

    /**
     * Opens a store for this JVM alone.
     *
     * @param path the file; created if it does not exist, with missing folders that only the owner can read
     * @throws StateLockedException if it is open already, here or in another JVM; says where
     * @throws StateException if it cannot be read, or has lost something; the file is left as it is
     */
    public static StateStore open(Path path) {
        HeldFile held = hold(path);
        StateStore store = null;
        try {
            store = openLocked(held);
            return store;
        } finally {
            if (store == null) {
                held.close();
            }
        }
    }

    private static StateStore openLocked(HeldFile held) {
        Path file = held.path();
        LockOwnerNote holder = new LockOwnerNote(file);
        long lastCheckpoint = requireFiles(file);
        TreeFile tree;
        try {
            tree = TreeFile.open(file);
        } catch (MVStoreException e) {
            throw TreeFile.isLocked(e) ? locked(file, holder, e) : unreadable(file, e);
        }
        StateStore store = null;
        try {
            if (tree.lastCheckpoint() < lastCheckpoint) {
                throw lost(file, "it is an older one than that of the last checkpoint", true);
            }
            Journal journal = new Journal(companion(file, JOURNAL));
            StateStore opened = new StateStore(held, tree, journal, new Manifest(companion(file, MANIFEST)), holder);
            opened.recover();
            holder.write(Instant.now());
            store = opened;
            return store;
        } catch (IOException | MVStoreException e) {
            throw unreadable(file, e);
        } finally {
            if (store == null) {
                tree.abandon();
            }
        }
    }

    /**
     * Looks for what must be there, before anything is opened and with it created.
     *
     * @return the number of the last checkpoint, 0 when it is not known
     */
    private static long requireFiles(Path file) {
        try {
            long lastCheckpoint = Manifest.read(companion(file, MANIFEST));
            Path journal = companion(file, JOURNAL);
            boolean used = lastCheckpoint > 0 || Files.exists(journal) && Files.size(journal) > 0;
            if (used && !Files.exists(file)) {
                throw lost(file, "it is missing", false);
            }
            if (used && Files.size(file) == 0) {
                throw lost(file, "it is empty", false);
            }
            if (lastCheckpoint > 0 && !Files.exists(journal)) {
                throw lost(file, "its " + JOURNAL + " is missing", true);
            }
            return lastCheckpoint;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Path companion(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** @param usable whether something is left that one can go on with */
    private static StateException lost(Path file, String what, boolean usable) {
        return new StateException(
                "state file " + file + " has lost what it remembered: " + what + ". " + WAYS_OUT
                        + (usable ? ". To go on with what is left, delete " + companion(file, MANIFEST) : ""),
                null);
    }

    private static StateLockedException locked(Path file, LockOwnerNote holder, Throwable cause) {
        return new StateLockedException(
                "state file " + file + " is in use by " + holder.read()
                        + "; stop that one, or give this one another stateDirectory",
                cause);
    }

    private static StateException unreadable(Path file, Throwable cause) {
        return new StateException("state file " + file + " is damaged and could not be recovered. " + WAYS_OUT, cause);
    }

    private static HeldFile hold(Path path) {
        Path file = path.toAbsolutePath();
        try {
            OwnerOnlyFiles.createDirectory(file.getParent());
            return HeldFile.take(file).orElseThrow(() -> locked(file, new LockOwnerNote(file), null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create folder " + file.getParent() + " for durable state", e);
        }
    }

    /** A durable map of strings; the same map for the same name. */
    public DurableMap map(String name) {
        return new DurableMap(this, name);
    }

    /** Brings everything to the disk; what was written before survives a power cut from then on. */
    public synchronized void flush() {
        requireOpen();
        if (journal.length() > 0) {
            checkpoint();
        }
    }

    /** Brings everything to the disk and lets others open the file. Further use fails; closing again does nothing. */
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
            manifest.close();
            tree.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close state file " + file, e);
        } finally {
            tree.abandon();
            holder.remove();
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

    /** The journal goes first: what it holds can be applied again, what it lacks would be lost. */
    synchronized void change(String map, String key, String value) {
        requireOpen();
        try {
            journal.append(map, key, value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal of state file " + file, e);
        }
        apply(map, key, value);
        if (journal.length() >= CHECKPOINT_BYTES) {
            checkpoint();
        }
    }

    private void checkpoint() {
        try {
            tree.checkpoint();
            // a file without a checkpoint is as good as none
            if (tree.lastCheckpoint() > 0) {
                manifest.write(tree.lastCheckpoint());
            }
            journal.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the journal of state file " + file, e);
        }
    }

    /** Reads under the same lock as changes, so that no checkpoint frees what is being read. */
    synchronized <T> T read(Supplier<T> action) {
        requireOpen();
        try {
            return action.get();
        } catch (MVStoreException e) {
            throw unreadable(file, e);
        }
    }

    MVMap<String, String> tree(String name) {
        return maps.computeIfAbsent(name, tree::map);
    }

    /** Reads and writes of the tree file so far. */
    synchronized long accesses() {
        return tree.accesses();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("state file " + file + " is closed");
        }
    }
}
