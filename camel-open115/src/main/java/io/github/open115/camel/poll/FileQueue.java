/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
 * The files that wait for their exchange. Each file of the folder is in one of four states: <em>pending</em> or <em>in
 * flight</em> in this queue, <em>set aside</em> with a reason, or <em>done</em>, which only the idempotent repository
 * knows. A file stays in the durable state until its exchange has succeeded, so that it is delivered again after a crash.
 *
 * <p>A file is <em>held</em> when it was refused by a filter whose answer may change. Its row is kept, and it is considered
 * again after each listing.
 *
 * <p>The memory has an id and a time for each waiting file; the rows are in the durable state. Thread-safe.
 */
public final class FileQueue {

    private static final Logger LOG = LoggerFactory.getLogger(FileQueue.class);

    private static final char PENDING = 'P';
    private static final char HELD = 'H';

    private static final Comparator<Key> OLDEST_FIRST = Comparator.comparingLong(Key::updated)
            .thenComparingInt(key -> key.id().length())
            .thenComparing(Key::id);

    // file id -> a character that says whether it is held, then its row
    private final Map<String, String> rows;
    private final SetAside setAside;
    private final Function<FileItem, Optional<SetAsideReason>> filters;
    private final Predicate<FileItem> done;
    // by file id
    private final Map<String, Key> keys = new HashMap<>();
    // true: held
    private final ConcurrentSkipListMap<Key, Boolean> order = new ConcurrentSkipListMap<>(OLDEST_FIRST);
    // file id -> SHA-1 of the content that the exchange has; null when it is not known
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
     * Continues with a state that was kept.
     *
     * @param rows the waiting files, by id; like all maps here it may change while it is iterated
     * @param setAside the reasons of the files that are set aside, by id
     * @param filters why a file is refused; always the same for the same row and options
     * @param done whether a file was delivered, judged by its row
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
        rows.forEach((id, row) -> index(Key.of(decode(id, row)), row.charAt(0) == HELD));
    }

    private static FileItem decode(String id, String row) {
        return RowCodec.decode(id, row.substring(1));
    }

    private void index(Key key, boolean isHeld) {
        keys.put(key.id(), key);
        Boolean before = order.put(key, isHeld);
        held += (isHeld ? 1 : 0) - (Boolean.TRUE.equals(before) ? 1 : 0);
    }

    /** A row is new or has changed: queues the file, sets it aside, or drops it because it was delivered. */
    public synchronized void seen(FileItem row) {
        Optional<SetAsideReason> reason = filters.apply(row);
        if (reason.isPresent()) {
            forget(row.id());
            if (setAside.put(row.id(), reason.get())) {
                // neither the drive nor the options show this reason
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
            // also a file in flight: if its exchange fails, it comes back with this row
            enqueue(row);
            setAside.remove(row.id());
        }
    }

    /** Replaces the row of a file; an unchanged row stays held. */
    private void enqueue(FileItem row) {
        String text = RowCodec.encode(row);
        String before = rows.get(row.id());
        if (before != null && before.regionMatches(1, text, 0, Math.max(text.length(), before.length() - 1))) {
            return;
        }
        forget(row.id());
        rows.put(row.id(), PENDING + text);
        index(Key.of(row), false);
    }

    /** Drops the files that a full listing does not have. */
    public synchronized void retain(Predicate<String> present) {
        List.copyOf(keys.keySet()).stream().filter(id -> !present.test(id)).forEach(this::forget);
        setAside.retain(present);
    }

    /** Removes a file that was delivered, or has left the folder. */
    public synchronized void drop(String fileId) {
        forget(fileId);
        setAside.remove(fileId);
    }

    private void forget(String fileId) {
        if (keys.containsKey(fileId)) {
            rows.remove(fileId);
            if (order.remove(keys.remove(fileId))) {
                held--;
            }
        }
    }

    /** Holds a file that was refused by a filter whose answer may change. */
    public synchronized void hold(String fileId) {
        mark(fileId, HELD);
    }

    private void mark(String fileId, char state) {
        Key key = keys.get(fileId);
        if (key != null && order.get(key) != (state == HELD)) {
            rows.put(fileId, state + rows.get(fileId).substring(1));
            index(key, state == HELD);
        }
    }

    /** Whether the file is held. */
    public synchronized boolean isHeld(String fileId) {
        Key key = keys.get(fileId);
        return key != null && order.get(key);
    }

    /** Records that a file is claimed for its exchange, with this content. */
    public synchronized void begin(String fileId, String sha1) {
        mark(fileId, PENDING);
        inFlight.put(fileId, sha1);
    }

    /** Records that the exchange of a file succeeded. */
    public synchronized void succeeded(String fileId) {
        if (closed || !inFlight.containsKey(fileId)) {
            return;
        }
        String sha1 = inFlight.remove(fileId);
        String row = rows.get(fileId);
        // new content under this id has not been delivered
        if (row != null && (sha1 == null || sha1.equals(decode(fileId, row).sha1()))) {
            forget(fileId);
        }
    }

    /** Returns a file to the queue whose exchange has failed, or did not begin. */
    public synchronized void failed(String fileId) {
        inFlight.remove(fileId);
    }

    /** Whether a file is claimed for its exchange, which has not ended. */
    public synchronized boolean isInFlight(String fileId) {
        return inFlight.containsKey(fileId);
    }

    /** Whether any file is in flight. */
    public synchronized boolean isAnyInFlight() {
        return !inFlight.isEmpty();
    }

    /**
     * The waiting files, oldest change first. The queue may change during the iteration.
     *
     * @param heldToo whether held files are among them
     * @param eligible whether a file could be taken now, by id and time of the last change, which may be null
     */
    public Iterator<FileItem> waiting(boolean heldToo, BiPredicate<String, Instant> eligible) {
        return new WaitingIterator(heldToo, eligible);
    }

    /**
     * Whether at least this number of files could be taken now.
     *
     * @param eligible whether a file could be taken now, by id and time of the last change, which may be null
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

    /** How many files wait, without held ones. */
    public synchronized int pendingCount() {
        int begun = 0;
        for (String id : inFlight.keySet()) {
            begun += keys.containsKey(id) ? 1 : 0;
        }
        return keys.size() - held - begun;
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

    /** Ends the use of the state: exchanges that end later are not written to it. */
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

    /** Encodes the rows of files that are ready. The name comes last, because it may hold any character. */
    private static final class RowCodec {

        private static final char SEPARATOR = '|';
        private static final int FIELDS_BEFORE_THE_NAME = 7;

        private RowCodec() {}

        static String encode(FileItem file) {
            StringBuilder text = new StringBuilder(128);
            append(text, file.pickCode());
            append(text, file.parentId());
            append(text, file.size());
            append(text, file.sha1());
            append(text, seconds(file.created()));
            append(text, seconds(file.updated()));
            append(text, file.starred() == null ? null : file.starred() ? "y" : "n");
            return text.append(file.name()).toString();
        }

        private static void append(StringBuilder text, Object field) {
            if (field != null) {
                text.append(field);
            }
            text.append(SEPARATOR);
        }

        /** The service gives times in whole seconds. */
        private static Long seconds(Instant time) {
            return time == null ? null : time.getEpochSecond();
        }

        static FileItem decode(String id, String text) {
            String[] fields = text.split("\\|", FIELDS_BEFORE_THE_NAME + 1);
            if (fields.length <= FIELDS_BEFORE_THE_NAME) {
                throw new IllegalArgumentException("not a file: " + text);
            }
            return new FileItem(
                    id,
                    textOrNull(fields[0]),
                    textOrNull(fields[1]),
                    fields[FIELDS_BEFORE_THE_NAME],
                    false,
                    Long.parseLong(fields[2]),
                    textOrNull(fields[3]),
                    time(fields[4]),
                    time(fields[5]),
                    FileItem.State.READY,
                    fields[6].isEmpty() ? null : fields[6].equals("y"));
        }

        private static Instant time(String seconds) {
            return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
        }

        private static String textOrNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /**
     * The files that cannot be delivered as they are, by id, with the reason. Their rows are not kept: a file is judged again
     * when its row changes, and all are judged again when the filters change. Not thread-safe.
     */
    private static final class SetAside {

        // file id -> code of the reason
        private final Map<String, String> reasons;
        private final Map<SetAsideReason, Long> counts = new EnumMap<>(SetAsideReason.class);

        /** @param reasons the kept reasons by id, durable where the state of the consumer is */
        SetAside(Map<String, String> reasons) {
            this.reasons = reasons;
            reasons.values().forEach(code -> counts.merge(SetAsideReason.ofCode(code), 1L, Long::sum));
        }

        /** @return whether the file was not set aside before, or for another reason */
        boolean put(String fileId, SetAsideReason reason) {
            String before = reasons.get(fileId);
            if (reason.code().equals(before)) {
                return false;
            }
            reasons.put(fileId, reason.code());
            forgetOne(before);
            counts.merge(reason, 1L, Long::sum);
            return true;
        }

        void remove(String fileId) {
            forgetOne(reasons.remove(fileId));
        }

        private void forgetOne(String code) {
            if (code != null) {
                counts.computeIfPresent(SetAsideReason.ofCode(code), (reason, count) -> count == 1 ? null : count - 1);
            }
        }

        Map<SetAsideReason, Long> counts() {
            return new EnumMap<>(counts);
        }

        Map<String, SetAsideReason> first(int limit) {
            Map<String, SetAsideReason> first = new LinkedHashMap<>();
            for (Map.Entry<String, String> entry : reasons.entrySet()) {
                if (first.size() >= limit) {
                    break;
                }
                first.put(entry.getKey(), SetAsideReason.ofCode(entry.getValue()));
            }
            return first;
        }

        void retain(Predicate<String> present) {
            for (String id : reasons.keySet()) {
                if (!present.test(id)) {
                    remove(id);
                }
            }
        }
    }
}
