package io.github.open115.camel.poll;

import io.github.open115.camel.snapshot.FolderListener;
import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The files that wait for their exchange. Each file of the folder is in one of four states: it is <em>pending</em> or
 * <em>in flight</em> here, <em>set aside</em> with a reason, or <em>done</em>, of which the idempotent repository is the
 * only truth. A file stays written down until its exchange has succeeded, so that what a killed process left comes again.
 *
 * <p>A file that a filter refused whose answer may change is set aside too, but kept here whole: it is looked at again
 * after each listing.
 *
 * <p>In memory are an id and a time for each file that waits; the rows are where the state is. Thread-safe.
 */
public final class FileQueue implements FolderListener {

    private static final Logger LOG = LoggerFactory.getLogger(FileQueue.class);

    private static final char PENDING = 'P';
    private static final char HELD = 'H';

    private static final Comparator<Key> OLDEST_FIRST = Comparator.comparingLong(Key::updated)
            .thenComparingInt(key -> key.id().length())
            .thenComparing(Key::id);

    // file id -> whether it is held, and its row
    private final Map<String, String> rows;
    private final SetAside setAside;
    private final Function<FileItem, Optional<SetAsideReason>> filters;
    private final Predicate<FileItem> done;
    // true: held
    private final ConcurrentSkipListMap<Key, Boolean> order = new ConcurrentSkipListMap<>(OLDEST_FIRST);
    // with the digest that the exchange is about; null for a file that was not queued
    private final Map<String, String> inFlight = new HashMap<>();
    private int held;
    private boolean closed;

    private record Key(long updated, String id) {

        Instant time() {
            return updated == Long.MIN_VALUE ? null : Instant.ofEpochSecond(updated);
        }

        static Key of(FileItem file) {
            return new Key(
                    file.updated() == null ? Long.MIN_VALUE : file.updated().getEpochSecond(), file.id());
        }
    }

    /**
     * A queue that goes on where its state was left.
     *
     * @param rows where the waiting files are kept, by id; may change while it is looked through, as all maps here
     * @param setAside where the ids of those that are set aside are kept
     * @param filters why a file is not wanted as it is; the same as long as its row and the options are
     * @param done whether a file was delivered, as far as that can be told by its row
     */
    public FileQueue(
            Map<String, String> rows,
            Map<String, String> setAside,
            Function<FileItem, Optional<SetAsideReason>> filters,
            Predicate<FileItem> done) {
        this.rows = rows;
        this.setAside = new SetAside(setAside);
        this.filters = filters;
        this.done = done;
        rows.forEach((id, row) -> index(decode(id, row), row.charAt(0) == HELD));
    }

    private static FileItem decode(String id, String row) {
        return RowCodec.decode(id, row.substring(1));
    }

    private void index(FileItem file, boolean isHeld) {
        Boolean before = order.put(Key.of(file), isHeld);
        held += (isHeld ? 1 : 0) - (Boolean.TRUE.equals(before) ? 1 : 0);
    }

    @Override
    public synchronized void seen(FileItem row) {
        Optional<SetAsideReason> reason = filters.apply(row);
        if (reason.isPresent()) {
            forget(row.id());
            if (setAside.put(row.id(), reason.get())) {
                // nothing in the drive or the options explains this one
                LOG.atLevel(reason.get() == SetAsideReason.IMPOSSIBLE ? Level.WARN : Level.DEBUG)
                        .log(
                                "File {} ({}) is set aside: {}",
                                row.id(),
                                row.name(),
                                reason.get().text());
            }
        } else if (!inFlight.containsKey(row.id()) && done.test(row)) {
            drop(row.id());
        } else {
            // also one in flight: where its exchange fails, it comes back as it is now
            enqueue(row);
            setAside.remove(row.id());
        }
    }

    /** A row that did not change stays held. */
    private void enqueue(FileItem row) {
        String text = RowCodec.encode(row);
        String before = rows.get(row.id());
        if (before != null && before.regionMatches(1, text, 0, Math.max(text.length(), before.length() - 1))) {
            return;
        }
        forget(row.id());
        rows.put(row.id(), PENDING + text);
        index(row, false);
    }

    @Override
    public synchronized void gone(String fileId) {
        drop(fileId);
    }

    /** Drops all that a full listing did not show. */
    public synchronized void retain(Predicate<String> present) {
        for (String id : rows.keySet()) {
            if (!present.test(id)) {
                forget(id);
            }
        }
        setAside.retain(present);
    }

    /** Takes a file off the queue that was delivered, or is not there any more. */
    public synchronized void drop(String fileId) {
        forget(fileId);
        setAside.remove(fileId);
    }

    private void forget(String fileId) {
        String row = rows.remove(fileId);
        if (row != null && Boolean.TRUE.equals(order.remove(Key.of(decode(fileId, row))))) {
            held--;
        }
    }

    /** Sets a file aside that a filter refused whose answer may change. */
    public synchronized void hold(String fileId) {
        mark(fileId, HELD);
    }

    private void mark(String fileId, char state) {
        String row = rows.get(fileId);
        if (row != null && row.charAt(0) != state) {
            rows.put(fileId, state + row.substring(1));
            index(decode(fileId, row), state == HELD);
        }
    }

    /** Whether a filter refused the file before. */
    public synchronized boolean isHeld(String fileId) {
        String row = rows.get(fileId);
        return row != null && row.charAt(0) == HELD;
    }

    /** Notes that a file is claimed for its exchange, with that content; until it ends, the claim is no delivery. */
    public synchronized void begin(String fileId, String sha1) {
        mark(fileId, PENDING);
        inFlight.put(fileId, sha1);
    }

    /** Notes that the exchange of a file has succeeded. */
    public synchronized void succeeded(String fileId) {
        if (closed || !inFlight.containsKey(fileId)) {
            return;
        }
        String sha1 = inFlight.remove(fileId);
        String row = rows.get(fileId);
        // what came under this id meanwhile has not been delivered
        if (row != null && (sha1 == null || sha1.equals(decode(fileId, row).sha1()))) {
            forget(fileId);
        }
    }

    /** Puts a file back whose exchange has failed, or did not begin. */
    public synchronized void failed(String fileId) {
        inFlight.remove(fileId);
    }

    /** Whether a file is claimed for its exchange, or that has begun and not ended. */
    public synchronized boolean isInFlight(String fileId) {
        return inFlight.containsKey(fileId);
    }

    /** Whether that is so of any file. */
    public synchronized boolean isAnyInFlight() {
        return !inFlight.isEmpty();
    }

    /**
     * The files whose turn it is, oldest change first. May be used while the queue changes.
     *
     * @param heldToo whether the files are among them that a filter refused before
     * @param eligible tells by id and time of the last change, null when unknown, whether a file could be taken now
     */
    public Iterator<FileItem> waiting(boolean heldToo, BiPredicate<String, Instant> eligible) {
        return new WaitingIterator(heldToo, eligible);
    }

    /**
     * Whether so many files wait that nothing is in the way of.
     *
     * @param eligible tells by id and time of the last change, null when unknown, whether a file could be taken now
     */
    public boolean holds(int enough, BiPredicate<String, Instant> eligible) {
        int found = 0;
        for (Map.Entry<Key, Boolean> entry : order.entrySet()) {
            if (found >= enough) {
                break;
            }
            Key key = entry.getKey();
            if (!entry.getValue() && !isInFlight(key.id()) && eligible.test(key.id(), key.time())) {
                found++;
            }
        }
        return found >= enough;
    }

    /** How many files wait, those that are held left out. */
    public synchronized int pendingCount() {
        int begun = 0;
        for (String id : inFlight.keySet()) {
            begun += rows.containsKey(id) ? 1 : 0;
        }
        return rows.size() - held - begun;
    }

    /** How many files are set aside, by reason. */
    public synchronized Map<SetAsideReason, Long> setAsideCounts() {
        Map<SetAsideReason, Long> counts = setAside.counts();
        if (held > 0) {
            counts.put(SetAsideReason.FILTER, (long) held);
        }
        return counts;
    }

    /** The first files that are set aside, by id, with the reason. */
    public synchronized Map<String, SetAsideReason> firstSetAside(int limit) {
        Map<String, SetAsideReason> first = setAside.first(limit);
        if (held > 0) {
            order.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .limit(Math.max(0, limit - first.size()))
                    .forEach(entry -> first.put(entry.getKey().id(), SetAsideReason.FILTER));
        }
        return first;
    }

    /** Ends the use of the state: what exchanges still tell is not written down any more. */
    public synchronized void close() {
        closed = true;
    }

    private synchronized FileItem rowOf(String fileId) {
        String row = inFlight.containsKey(fileId) ? null : rows.get(fileId);
        return row == null ? null : decode(fileId, row);
    }

    private final class WaitingIterator implements Iterator<FileItem> {

        private final Iterator<Map.Entry<Key, Boolean>> keys = order.entrySet().iterator();
        private final boolean heldToo;
        private final BiPredicate<String, Instant> eligible;
        private FileItem next;

        WaitingIterator(boolean heldToo, BiPredicate<String, Instant> eligible) {
            this.heldToo = heldToo;
            this.eligible = eligible;
        }

        @Override
        public boolean hasNext() {
            while (next == null && keys.hasNext()) {
                Map.Entry<Key, Boolean> entry = keys.next();
                Key key = entry.getKey();
                if ((heldToo || !entry.getValue()) && eligible.test(key.id(), key.time())) {
                    next = rowOf(key.id());
                }
            }
            return next != null;
        }

        @Override
        public FileItem next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            FileItem file = next;
            next = null;
            return file;
        }
    }
}
