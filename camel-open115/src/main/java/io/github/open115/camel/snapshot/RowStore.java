package io.github.open115.camel.snapshot;

import io.github.open115.camel.snapshot.KnownRows.Row;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Where a snapshot is kept over a restart. */
interface RowStore extends AutoCloseable {

    /**
     * What is kept besides the rows.
     *
     * @param epoch names this snapshot since it was built anew
     * @param sequence number of the last change
     * @param bias by how much the service counts too many
     * @param reconciledAt when all rows were read the last time, epoch milliseconds; 0 for never
     */
    record Summary(String epoch, long sequence, long bias, long reconciledAt) {}

    /**
     * Hands over everything that is kept.
     *
     * @param rows takes each known row
     * @param leaving takes the id of each file that we removed, and that was not yet seen to be gone
     * @return empty when nothing is kept, or what is kept cannot be used; what was handed over is not valid then
     */
    Optional<Summary> load(Consumer<Row> rows, LongConsumer leaving);

    /** Keeps changes; the summary comes last. */
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
