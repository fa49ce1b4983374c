package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for the links of many files that are read one after another with few calls (requirement R33): when the link of a
 * file is needed, those of the next files of its batch are asked for in the same call, never in one of their own.
 * Thread-safe.
 *
 * <p>How many depends on what became of the last ones. While all of them are used it grows, to as many as a call may
 * have; where some are passed over, or are needed too late, it shrinks; for a reader who takes a file here and there it
 * soon is none. What it has learned in one batch serves the next.
 */
public final class ReadAhead {

    private final DownloadLinks links;

    // guarded by this; the position of a file counts over all batches
    private long positions;
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    /** Doubled at the first read, if that is the first file of its batch. */
    private int window = BatchSize.START / 2 - 1;

    private int enough = BatchSize.LARGEST - 1;
    private int used;
    private boolean fruitless;
    private long read;
    private long farthest = -1;
    private long lead = farthest;

    /** @param links where links come from */
    public ReadAhead(DownloadLinks links) {
        this.links = links;
    }

    /**
     * Files that are read together.
     *
     * @param pickCodes of all of them, in the order in which they will be read
     */
    public synchronized Batch batch(List<String> pickCodes) {
        Batch batch = new Batch(pickCodes, positions);
        positions += pickCodes.size();
        return batch;
    }

    /** The files that the call for this one asks for too. */
    private synchronized List<String> next(Batch batch, long position) {
        adapt(discard(position));
        List<String> next = new ArrayList<>();
        int most = Math.min(window, links.mostInOneCall() - 1);
        for (int i = (int) (position - batch.first) + 1; i < batch.pickCodes.size() && next.size() < most; i++) {
            String pickCode = batch.pickCodes.get(i);
            if (!links.isAtHand(pickCode)) {
                waiting.put(pickCode, batch.first + i);
                next.add(pickCode);
            }
        }
        return next;
    }

    /** How many links were asked for in vain: the reader has passed their files by, or they are too old by now. */
    private int discard(long position) {
        int unused = 0;
        Iterator<Map.Entry<String, Long>> entries = waiting.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Long> entry = entries.next();
            if (entry.getValue() <= position || !links.isAtHand(entry.getKey())) {
                entries.remove();
                unused++;
            }
        }
        return unused;
    }

    /** Beyond the number that was too large the last time the window grows slowly. */
    private void adapt(int unused) {
        if (unused > 0) {
            window = used >= unused ? used : used / 2;
            enough = used;
        } else if (used > 0 || (!fruitless && readsEveryFile())) {
            int more = window < enough ? Math.min(enough, 2 * window + 1) : window + 1 + window / 4;
            window = Math.min(more, BatchSize.LARGEST - 1);
        }
        used = 0;
        fruitless = false;
        lead = farthest - read;
    }

    /** Since the last call; readers that overtake each other come to the same. */
    private boolean readsEveryFile() {
        return farthest - read <= lead;
    }

    private synchronized void begin(String pickCode, long position, boolean inTime) {
        if (inTime && waiting.remove(pickCode) != null) {
            used++;
        }
        read++;
        farthest = Math.max(farthest, position);
    }

    /** The service gave no links for these, or none that lasts. */
    private synchronized void without(List<String> pickCodes, int asked) {
        pickCodes.forEach(waiting::remove);
        if (!pickCodes.isEmpty() && pickCodes.size() == asked) {
            window /= 2;
            fruitless = true;
        }
    }

    /** The files of one batch. */
    public final class Batch {

        private final List<String> pickCodes;
        private final Map<String, Integer> indexes = new HashMap<>();
        private final long first;

        private Batch(List<String> pickCodes, long first) {
            this.pickCodes = List.copyOf(pickCodes);
            this.first = first;
            for (int i = 0; i < pickCodes.size(); i++) {
                indexes.putIfAbsent(pickCodes.get(i), i);
            }
        }

        /**
         * Gets the link ready with which a file of the batch is about to be read, bound to the default agent. Whoever then
         * asks for it by {@link DownloadLinks#link} gets it without a call.
         *
         * @throws Open115Exception as {@link DownloadLinks#link}
         */
        public void reading(String pickCode) {
            Integer index = indexes.get(pickCode);
            if (index == null) {
                return;
            }
            long position = first + index;
            // outside the lock: links have one of their own
            begin(pickCode, position, links.isAtHand(pickCode));
            List<String> asked = new ArrayList<>();
            links.prepare(pickCode, () -> {
                asked.addAll(next(this, position));
                return asked;
            });
            without(asked.stream().filter(other -> !links.isAtHand(other)).toList(), asked.size());
        }
    }
}
