/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One snapshot with two listeners: the refresh of one is reused by the other. */
class SharedRefreshTest {

    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** A hundred rows in tens, each page with a row of the one before. */
    private static final int ALL_PAGES = 12;

    private final SettableClock clock = new SettableClock();
    private final ListedFolder folder = ListedFolder.of(100);
    private final FolderSnapshot snapshot =
            new FolderSnapshot(folder.source(10), RowStore.NONE, Duration.ofHours(6), clock);
    private final RecordingListener one = new RecordingListener();
    private final RecordingListener other = new RecordingListener();

    private int callsOf(RecordingListener listener) {
        int before = folder.calls();
        assertThat(snapshot.refresh(listener, MAX_AGE)).isTrue();
        return folder.calls() - before;
    }

    private void joinBoth() {
        snapshot.join(one, null);
        snapshot.join(other, null);
        callsOf(one);
        assertThat(callsOf(other)).as("it got every row with the other one").isZero();
        assertThat(other.present).isEqualTo(folder.rows);
    }

    @Test
    @DisplayName("R20 of two listeners that refresh in turns, one makes a call")
    void twoThatRefreshInTurnsShareTheCalls() {
        joinBoth();
        for (int i = 0; i < 5; i++) {
            folder.upload();
            assertThat(callsOf(one)).isEqualTo(1);
            assertThat(callsOf(other)).isZero();
            assertThat(other.present).isEqualTo(folder.rows);
        }
    }

    @Test
    @DisplayName("R20 a listener never reuses its own refresh, so its next refresh makes a call")
    void ownRefreshIsNotReused() {
        joinBoth();
        callsOf(one);
        assertThat(callsOf(one)).isEqualTo(1);
        assertThat(callsOf(other)).isZero();
        assertThat(callsOf(other)).isEqualTo(1);
    }

    @Test
    @DisplayName("R20 a refresh made too long ago is not reused")
    void oldRefreshIsNotReused() {
        joinBoth();
        callsOf(one);
        clock.advance(MAX_AGE);
        assertThat(callsOf(other)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes a refresh reusable for neither more nor less time")
    void stepsOfTheClockDoNotChangeTheAge(Duration step) {
        joinBoth();
        callsOf(one);

        clock.step(step);

        clock.advance(MAX_AGE.minusSeconds(1));
        assertThat(callsOf(other)).isZero();
        callsOf(one);
        clock.advance(MAX_AGE);
        assertThat(callsOf(other)).isEqualTo(1);
    }

    @Test
    @DisplayName("R1 a listener whose rows were lost gets them all by a listing of its own")
    void listenerThatLostRowsGetsThemAllByItsOwnListing() {
        joinBoth();
        callsOf(one);
        other.forget();
        snapshot.reportAll(other);
        assertThat(callsOf(other)).isEqualTo(ALL_PAGES);
        assertThat(other.seen).hasSize(100);
    }

    @Test
    @DisplayName("R8 a listener that joins during the first listing waits for its end, and gets every row")
    void listenerThatJoinsDuringAListingWaitsAndGetsEveryRow() {
        snapshot.join(one, null);
        List<CompletableFuture<Boolean>> joining = new ArrayList<>();
        folder.before(5, () -> {
            Thread[] joins = new Thread[1];
            joining.add(CompletableFuture.supplyAsync(() -> {
                joins[0] = Thread.currentThread();
                return snapshot.join(other, null);
            }));
            await().until(() -> joins[0] != null && joins[0].getState() == Thread.State.WAITING);
        });
        assertThat(callsOf(one)).isEqualTo(ALL_PAGES);
        assertThat(joining.get(0).join())
                .as("every row is to be reported to it")
                .isTrue();
        assertThat(callsOf(other)).isEqualTo(ALL_PAGES);
        assertThat(other.present).isEqualTo(folder.rows);
        assertThat(one.seen).as("no row is reported twice").hasSize(100);
    }
}
