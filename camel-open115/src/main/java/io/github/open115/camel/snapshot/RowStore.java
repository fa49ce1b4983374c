/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Keeps a snapshot over a restart. */
interface RowStore extends AutoCloseable {

    /**
     * The snapshot without its rows.
     *
     * @param epoch name of this snapshot, new each time it is built
     * @param sequence number of the last change
     * @param bias by how much the count of the service is too high
     * @param reconciledAt when all rows were last read, epoch milliseconds; 0 for never
     */
    record Summary(String epoch, long sequence, long bias, long reconciledAt) {}

    /**
     * Reads the snapshot.
     *
     * @param rows takes each known row
     * @param leaving takes the id of each file that this application removed and that is not yet proved to have left
     * @return empty if there is no snapshot, or it cannot be used; then what was handed over is not valid
     */
    Optional<Summary> load(Consumer<Row> rows, LongConsumer leaving);

    /** Writes changes, the summary last. */
    void save(Collection<Row> changed, Collection<Long> leaving, Collection<Long> gone, Summary summary);

    @Override
    void close();

    /** Keeps nothing. */
    RowStore NONE = new RowStore() {
        @Override
        public Optional<Summary> load(Consumer<Row> rows, LongConsumer leaving) {
            return Optional.empty();
        }

        @Override
        public void save(Collection<Row> changed, Collection<Long> leaving, Collection<Long> gone, Summary summary) {
            // there is nothing to restart from
        }

        @Override
        public void close() {
            // nothing is open
        }
    };
}
