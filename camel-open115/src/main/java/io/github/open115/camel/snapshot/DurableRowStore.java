/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.state.DurableMap;
import io.github.open115.client.state.StateException;
import io.github.open115.client.state.StateLockedException;
import io.github.open115.client.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a snapshot in a file of its own. A file that cannot be used is deleted, because the folder can be listed again.
 * Each row is valid by itself, so a crash between two of them does no harm. Not thread-safe.
 */
final class DurableRowStore implements RowStore {

    private static final Logger LOG = LoggerFactory.getLogger(DurableRowStore.class);

    private static final String VERSION = "1";
    private static final String LEAVING = "leaving";
    private static final int RADIX = Character.MAX_RADIX;

    private final Path file;
    private StateStore store;
    private DurableMap rows;
    private DurableMap summary;

    private DurableRowStore(Path file) {
        this.file = file;
    }

    /**
     * Opens or creates the file; replaces a damaged file.
     *
     * @throws StateLockedException if it is in use
     */
    static DurableRowStore open(Path file) {
        DurableRowStore store = new DurableRowStore(file);
        try {
            store.open();
        } catch (StateLockedException e) {
            throw e;
        } catch (StateException | UncheckedIOException e) {
            store.startAnew(e.getMessage());
        }
        return store;
    }

    private void open() {
        store = StateStore.open(file);
        rows = store.map("rows");
        summary = store.map("summary");
    }

    @Override
    public Optional<Summary> load(Consumer<Row> known, LongConsumer leaving) {
        String version = summary.get("version");
        if (version == null && rows.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!VERSION.equals(version)) {
                throw new IllegalArgumentException("it has version " + version + ", not " + VERSION);
            }
            Summary read = new Summary(
                    summary.get("epoch"),
                    Long.parseLong(summary.get("sequence")),
                    Long.parseLong(summary.get("bias")),
                    Long.parseLong(summary.get("reconciledAt")));
            rows.forEach((id, row) -> {
                if (row.equals(LEAVING)) {
                    leaving.accept(KnownRows.idOf(id));
                } else {
                    known.accept(decode(id, row));
                }
            });
            return Optional.of(read);
        } catch (IllegalArgumentException | StateException | ArrayIndexOutOfBoundsException e) {
            store.close();
            startAnew(e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void save(Collection<Row> changed, Collection<Long> leaving, Collection<Long> gone, Summary now) {
        leaving.forEach(id -> rows.put(KnownRows.textOf(id), LEAVING));
        gone.forEach(id -> rows.remove(KnownRows.textOf(id)));
        changed.forEach(row -> rows.put(KnownRows.textOf(row.id()), encode(row)));
        summary.put("epoch", now.epoch());
        summary.put("bias", Long.toString(now.bias()));
        summary.put("reconciledAt", Long.toString(now.reconciledAt()));
        summary.put("sequence", Long.toString(now.sequence()));
        summary.put("version", VERSION);
    }

    private static String encode(Row row) {
        return String.join(
                " ",
                Long.toString(row.updated(), RADIX),
                Long.toString(row.sha1(), RADIX),
                Long.toString(row.parent(), RADIX),
                Integer.toString(row.name(), RADIX),
                row.state().name());
    }

    private static Row decode(String id, String row) {
        String[] fields = row.split(" ");
        return new Row(
                KnownRows.idOf(id),
                Long.parseLong(fields[0], RADIX),
                Long.parseLong(fields[1], RADIX),
                Long.parseLong(fields[2], RADIX),
                Integer.parseInt(fields[3], RADIX),
                State.valueOf(fields[4]));
    }

    private void startAnew(String reason) {
        LOG.warn(
                "What is remembered of a folder in {} cannot be used, so the folder is listed again: {}", file, reason);
        try {
            StateStore.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
        open();
    }

    @Override
    public void close() {
        store.close();
    }
}
