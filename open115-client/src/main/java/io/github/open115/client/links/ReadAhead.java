/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests the links of many files that are read one after another with few calls (docs/promises.md R33): the call for the
 * link of one file also asks for those of the next files of its batch. It never makes a call for those alone. Thread-safe.
 *
 * <p>The read-ahead window adapts. While all spare links are used, it grows up to the size of a call. When some are skipped
 * or used too late, it shrinks; for a reader that skips most files it soon is 0. The window is kept from one batch to the
 * next.
 */
public final class ReadAhead {

    private final DownloadLinks links;

    // guarded by this; positions of files are counted over all batches
    private long positions;
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    /** Spare links in a call. The first read doubles it, if that is the first file of its batch. */
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
     * Begins a batch: files that are read one after another.
     *
     * @param pickCodes of all files of the batch, in the order in which they will be read
     */
    public synchronized Batch batch(List<String> pickCodes) {
        Batch batch = new Batch(pickCodes, positions);
        positions += pickCodes.size();
        return batch;
    }

    /** The pick codes that the call for this file asks for too. */
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

    /** Forgets the spare links that were requested and never used, and returns their number: skipped by the reader, or too old. */
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

    /** Above the size that was too large the last time, the window grows slowly. */
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

    /** Whether no file was skipped since the last call. Parallel readers may overtake each other. */
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

    /** Forgets spare links that the call did not return, or that expire too soon. */
    private synchronized void forget(List<String> pickCodes, int asked) {
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
         * Makes sure that the link of a file that is about to be read is cached, bound to the default agent. The next
         * {@link DownloadLinks#link} for it makes no call.
         *
         * @throws Open115Exception as {@link DownloadLinks#link}
         */
        public void reading(String pickCode) {
            Integer index = indexes.get(pickCode);
            if (index == null) {
                return;
            }
            long position = first + index;
            // outside the lock: DownloadLinks has a lock of its own
            begin(pickCode, position, links.isAtHand(pickCode));
            List<String> asked = new ArrayList<>();
            links.prepare(pickCode, () -> {
                asked.addAll(next(this, position));
                return asked;
            });
            forget(asked.stream().filter(other -> !links.isAtHand(other)).toList(), asked.size());
        }
    }
}
