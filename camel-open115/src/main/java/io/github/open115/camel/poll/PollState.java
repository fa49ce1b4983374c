package io.github.open115.camel.poll;

import io.github.open115.client.state.KeySet;
import io.github.open115.client.state.StateStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a consumer remembers of a folder: which files were delivered, what is still to be done to files after their
 * exchange, and the segments that folders go by. On disk for a consumer of a route, in memory for polls on demand.
 */
public final class PollState implements AutoCloseable {

    private final StateStore store;
    private final Map<String, String> journal;
    private final Map<String, String> folderNames;

    private PollState(StateStore store, Map<String, String> journal, Map<String, String> folderNames) {
        this.store = store;
        this.journal = journal;
        this.folderNames = folderNames;
    }

    /**
     * Opens or creates the state in a file.
     *
     * @throws io.github.open115.client.state.StateLockedException when another consumer holds it
     */
    public static PollState open(Path file) {
        StateStore store = StateStore.open(file);
        return new PollState(
                store,
                new DurableMapView(store.map("after-processing")),
                new DurableMapView(store.map("folder-names")));
    }

    /** A state that is forgotten with this object. */
    public static PollState inMemory() {
        return new PollState(null, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    /**
     * The keys of the delivered files.
     *
     * @throws IllegalStateException when the state is in memory
     */
    public KeySet delivered() {
        if (store == null) {
            throw new IllegalStateException("a state in memory remembers no deliveries");
        }
        return store.keys("delivered");
    }

    /** Changes to files that are not done yet, by file id. */
    public Map<String, String> journal() {
        return journal;
    }

    /** Place → id of the folder that has the plain name there. */
    public Map<String, String> folderNames() {
        return folderNames;
    }

    /** Makes what was written safe against a loss of power. */
    public void flush() {
        if (store != null) {
            store.flush();
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
