/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.snapshot.KnownRows.Row;
import io.github.open115.client.files.FileItem.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are found by id and by time, whatever was added, changed and removed before. */
class KnownRowsTest {

    private static final long FIRST_ID = 3_100_000_000_000_000_000L;
    private static final int STEPS = 5_000;
    private static final int IDS = 300;
    private static final int TIMES = 40;

    private final KnownRows rows = new KnownRows();
    private final Map<Long, Row> model = new HashMap<>();

    private static Row row(long id, long time, int name, State state) {
        return new Row(id, time, name, 1, name, state);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithAMapAfterRandomChanges(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            long id = FIRST_ID + random.nextInt(IDS);
            int place = rows.find(id);
            assertThat(place != KnownRows.ABSENT).isEqualTo(model.containsKey(id));
            if (random.nextInt(3) > 0) {
                Row row = row(id, random.nextInt(TIMES), step, random.nextBoolean() ? State.READY : State.UNFINISHED);
                rows.put(row);
                model.put(id, row);
            } else if (place != KnownRows.ABSENT) {
                rows.remove(place);
                model.remove(id);
            }
            if (step % 50 == 0) {
                assertAgrees(random.nextInt(TIMES));
            }
        }
    }

    private void assertAgrees(long time) {
        assertThat(rows.size()).isEqualTo(model.size());
        List<Row> all = new ArrayList<>();
        rows.forEach(place -> all.add(rows.row(place)));
        assertThat(all).containsExactlyInAnyOrderElementsOf(model.values());
        long newer = model.values().stream().filter(row -> row.updated() > time).count();
        assertThat((long) rows.newerThan(time)).isEqualTo(newer);
        List<Long> times = new ArrayList<>();
        rows.forEach(time, PageScan.FUTURE, place -> times.add(rows.updated(place)));
        assertThat(times).hasSize((int) newer).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        List<Row> unfinished = new ArrayList<>();
        for (int place = rows.nextUnfinished(0); place >= 0; place = rows.nextUnfinished(place + 1)) {
            unfinished.add(rows.row(place));
        }
        assertThat(unfinished)
                .containsExactlyInAnyOrderElementsOf(model.values().stream()
                        .filter(row -> row.state() == State.UNFINISHED)
                        .toList());
    }

    @Test
    void aChangedRowKeepsItsPlace() {
        int place = rows.put(row(FIRST_ID, 10, 1, State.READY));
        Row changed = row(FIRST_ID, 20, 2, State.READY);
        assertThat(rows.has(place, changed)).isFalse();
        assertThat(rows.put(changed)).isEqualTo(place);
        assertThat(rows.has(place, changed)).isTrue();
        assertThat(rows.newerThan(10)).isEqualTo(1);
    }

    @Test
    void aPlaceIsGivenToAnotherRowAfterARemoval() {
        int place = rows.put(row(FIRST_ID, 10, 1, State.UNFINISHED));
        rows.remove(place);
        assertThat(rows.put(row(FIRST_ID + 1, 20, 1, State.READY))).isEqualTo(place);
        assertThat(rows.find(FIRST_ID)).isEqualTo(KnownRows.ABSENT);
        assertThat(rows.nextUnfinished(0)).isEqualTo(-1);
        assertThat(rows.newerThan(15)).isEqualTo(1);
    }
}
