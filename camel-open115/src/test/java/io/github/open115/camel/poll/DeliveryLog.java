/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The idempotent repository of a consumer, which claims a file when its exchange begins, and the model that it is measured
 * by: how often each version of a file may be delivered at most.
 */
final class DeliveryLog implements FolderState.GoneFileListener {

    private final boolean forgetsDepartures;
    private final Set<String> claims = new HashSet<>();
    private final Map<String, Integer> deliveries = new HashMap<>();
    private final Map<String, Integer> allowed = new HashMap<>();
    private Set<String> present = Set.of();
    private Set<String> done = new HashSet<>();
    private Set<String> doneOnDisk = Set.of();
    private int failures;

    /** The repository cannot be asked. */
    static final class Down extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** @param forgetsDepartures whether a file that left and comes back is new */
    DeliveryLog(boolean forgetsDepartures) {
        this.forgetsDepartures = forgetsDepartures;
    }

    static String keyOf(FileItem file) {
        return FileIdentity.keyOf(file.id(), file.sha1());
    }

    /** The folder is like this now: what was not there before may be delivered, once. */
    void folderHas(Collection<FileItem> rows) {
        Set<String> now = new HashSet<>();
        rows.stream().filter(row -> row.state() == State.READY).forEach(row -> now.add(keyOf(row)));
        for (String key : now) {
            if (!present.contains(key) && (forgetsDepartures || !allowed.containsKey(key))) {
                allowed.merge(key, 1, Integer::sum);
            }
        }
        present = now;
    }

    void claim(FileItem file) {
        assertThat(file.state()).as("%s is finished", file).isEqualTo(State.READY);
        assertThat(claims.add(keyOf(file))).as("%s is claimed once", file).isTrue();
    }

    void delivered(FileItem file) {
        String key = keyOf(file);
        assertThat(deliveries.merge(key, 1, Integer::sum))
                .as("deliveries of %s", file)
                .isLessThanOrEqualTo(allowed.getOrDefault(key, 0));
        claims.remove(key);
        done.add(key);
    }

    void failed(FileItem file) {
        claims.remove(keyOf(file));
    }

    boolean wasDelivered(FileItem file) {
        return deliveries.containsKey(keyOf(file));
    }

    void failNext(int questions) {
        failures = questions;
    }

    void flushed() {
        doneOnDisk = Set.copyOf(done);
    }

    void killed() {
        claims.clear();
        failures = 0;
    }

    /** What was not on the disk is lost, and may come once more. */
    void powerCut() {
        killed();
        done.removeAll(doneOnDisk);
        done.forEach(key -> allowed.merge(key, 1, Integer::sum));
        done = new HashSet<>(doneOnDisk);
    }

    boolean isDelivered(FileItem file) {
        if (failures > 0) {
            failures--;
            throw new Down();
        }
        return claims.contains(keyOf(file)) || done.contains(keyOf(file));
    }

    @Override
    public void gone(String fileId) {
        if (forgetsDepartures) {
            done.removeIf(key -> FileIdentity.fileIdOf(key).equals(fileId));
        }
    }

    @Override
    public void retain(Predicate<String> present) {
        if (forgetsDepartures) {
            done.removeIf(key -> !present.test(FileIdentity.fileIdOf(key)));
        }
    }
}
