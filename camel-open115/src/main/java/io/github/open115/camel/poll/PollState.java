package io.github.open115.camel.poll;

import io.github.open115.client.state.DurableMap;
import io.github.open115.client.state.StateStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a consumer remembers of a folder: which files were delivered, which wait for that or were set aside, what is
 * still to be done to files after their exchange, and the names that files and folders go by. On disk for a consumer of
 * a route, in memory for polls on demand.
 */
public final class PollState implements AutoCloseable {

    private static final String MARK = "mark";
    private static final String FILTERS = "filters";

    private final StateStore store;
    private final DurableMap delivered;
    private final boolean keepsWaiting;
    private final Map<String, Map<String, String>> inMemory = new ConcurrentHashMap<>();

    private PollState(StateStore store, boolean keepsWaiting) {
        this.store = store;
        this.delivered = store == null ? null : store.map("delivered");
        this.keepsWaiting = keepsWaiting;
    }

    /**
     * Opens or creates the state in a file.
     *
     * @param keepsWaiting whether the files that wait are written down too; not needed where each poll lists them anew
     * @throws io.github.open115.client.state.StateLockedException when another consumer holds it
     */
    public static PollState open(Path file, boolean keepsWaiting) {
        return new PollState(StateStore.open(file), keepsWaiting);
    }

    /** A state that is forgotten with this object. */
    public static PollState inMemory() {
        return new PollState(null, false);
    }

    /**
     * The keys of the delivered files, with empty values; always the same object.
     *
     * @throws IllegalStateException when the state is in memory
     */
    public DurableMap delivered() {
        if (store == null) {
            throw new IllegalStateException("a state in memory remembers no deliveries");
        }
        return delivered;
    }

    /** Changes to files that are not done yet, by file id. */
    public Map<String, String> journal() {
        return map("after-processing", store != null);
    }

    /** Place → id of the folder that has the plain name there. */
    public Map<String, String> folderNames() {
        return map("folder-names", store != null);
    }

    /** Place → id of the file that was delivered under that name. */
    Map<String, String> fileNames() {
        return map("file-names", store != null);
    }

    /** The files that wait for their exchange, by id. */
    Map<String, String> waiting() {
        return map("waiting", keepsWaiting);
    }

    /** The files that are set aside, by id. */
    Map<String, String> setAside() {
        return map("set-aside", keepsWaiting);
    }

    /** The places of done files, by id. */
    Map<String, String> doneFiles() {
        return map("done-files", keepsWaiting);
    }

    /** What is known of the files that were delivered, by id. */
    Map<String, String> deliveredFiles() {
        return map("delivered-files", keepsWaiting);
    }

    /** In how many listings running delivered files were missing, by id. */
    Map<String, String> missing() {
        return map("missing", keepsWaiting);
    }

    /** Takes note of how far the waiting files are up to date, and by which filters they were chosen. */
    void mark(String mark, String filters) {
        Map<String, String> progress = progress();
        progress.put(FILTERS, filters);
        progress.put(MARK, mark);
    }

    /** The waiting files are not what was marked any more. */
    void unmark() {
        progress().remove(MARK);
    }

    /** How far the waiting files are up to date; null when they are not, or were chosen by other filters. */
    String mark(String filters) {
        Map<String, String> progress = progress();
        return filters.equals(progress.get(FILTERS)) ? progress.get(MARK) : null;
    }

    private Map<String, String> progress() {
        return map("progress", keepsWaiting);
    }

    private Map<String, String> map(String name, boolean durable) {
        return durable ? store.map(name) : inMemory.computeIfAbsent(name, key -> new ConcurrentHashMap<>());
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
