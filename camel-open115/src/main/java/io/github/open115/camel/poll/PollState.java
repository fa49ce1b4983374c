/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.client.state.DurableMap;
import io.github.open115.client.state.StateStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The maps that a consumer keeps of its folder: delivered files, waiting files, files that are set aside, changes after
 * exchanges, and the names of files and folders. On disk for the consumer of a route, in memory for polls on demand.
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
     * @param keepsWaiting whether the waiting files are kept too; not needed where each poll lists everything
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

    /** Changes after exchanges that are not made yet, by file id. */
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

    /** SHA-1, name and path of delivered files, by id. */
    Map<String, String> deliveredFiles() {
        return map("delivered-files", keepsWaiting);
    }

    /** How many listings in a row have missed a delivered file, by id. */
    Map<String, String> missing() {
        return map("missing", keepsWaiting);
    }

    /** Keeps the mark up to which the waiting files are up to date, and the filters that chose them. */
    void mark(String mark, String filters) {
        Map<String, String> progress = progress();
        progress.put(FILTERS, filters);
        progress.put(MARK, mark);
    }

    /** Removes the mark. */
    void unmark() {
        progress().remove(MARK);
    }

    /** The mark up to which the waiting files are up to date; null for none, or when other filters chose them. */
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

    /** Forces written state to the disk, so that it survives a loss of power. */
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
