/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes note of what a listener is told, and fails where it is told anything before the beginning or after the end. */
final class RecordedProgress implements ProgressListener {

    /** How a transfer ended. */
    record End(Transfer transfer, boolean complete, Throwable failure) {}

    private final List<Transfer> started = new CopyOnWriteArrayList<>();
    private final Map<Transfer, List<Long>> soFar = new ConcurrentHashMap<>();
    private final List<End> ended = new CopyOnWriteArrayList<>();
    private final List<String> outOfOrder = new CopyOnWriteArrayList<>();

    @Override
    public void started(Transfer transfer) {
        if (started.contains(transfer)) {
            outOfOrder.add("started twice: " + transfer);
        }
        started.add(transfer);
        soFar.put(transfer, new CopyOnWriteArrayList<>(List.of(transfer.soFar())));
    }

    @Override
    public void transferred(Transfer transfer) {
        note(transfer, "transferred");
        soFar.get(transfer).add(transfer.soFar());
    }

    @Override
    public void ended(Transfer transfer, Throwable failure) {
        note(transfer, "ended");
        ended.add(new End(transfer, transfer.isComplete(), failure));
    }

    private void note(Transfer transfer, String what) {
        if (!started.contains(transfer) || ended.stream().anyMatch(end -> end.transfer() == transfer)) {
            outOfOrder.add(what + " out of order: " + transfer);
        }
    }

    List<Transfer> started() {
        return started;
    }

    /** How far a transfer was, from its beginning on; proves that it never fell. */
    List<Long> soFar(Transfer transfer) {
        List<Long> told = soFar.get(transfer);
        assertThat(told).isSorted().doesNotHaveDuplicates();
        return told;
    }

    /** All ends, which proves that each is the only one of its transfer. */
    List<End> ended() {
        assertThat(outOfOrder).isEmpty();
        assertThat(ended).extracting(End::transfer).doesNotHaveDuplicates();
        return ended;
    }

    /** The only transfer, which is over. */
    End only() {
        assertThat(started).hasSize(1);
        assertThat(ended()).hasSize(1);
        return ended.get(0);
    }

    /** The only transfer, which is complete and was told to its last byte. */
    Transfer complete() {
        End end = only();
        assertThat(end.failure()).isNull();
        assertThat(end.complete()).isTrue();
        assertThat(soFar(end.transfer())).endsWith(end.transfer().length());
        return end.transfer();
    }
}
