/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartPlanTest {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long TIB = 1L << 40;

    @ParameterizedTest
    @CsvSource({
        "0, 16, 1",
        "1, 16, 1",
        "16777216, 16, 1",
        "16777217, 16, 2",
        "16777216000, 16, 1000",
        "16777216001, 32, 501",
        "33554432000, 32, 1000",
        "33554432001, 64, 501",
        "1099511627775, 2048, 512",
        "1099511627776, 128, 8192",
        "1342177280000, 128, 10000",
        "1342177280001, 256, 5001",
        "42949672960000, 4096, 10000",
        "42949672960001, 5120, 8001",
        "53687091200000, 5120, 10000"
    })
    @DisplayName("R36 the smallest part that needs at most 1000 parts, at most 10,000 from 1 TiB on")
    void choosesThePartBySize(long size, long mebibytes, int count) {
        PartPlan plan = PartPlan.of(size, 0);
        assertThat(plan.partSize()).isEqualTo(mebibytes * MIB);
        assertThat(plan.count()).isEqualTo(count);
        assertThat(plan.isSingle()).isEqualTo(size <= 16 * MIB);
    }

    @Test
    @DisplayName("R36 from 1 byte to 1 TiB: parts from 16 MiB to 5 GiB, at most 10,000, which together are the content")
    void partsCoverTheContent() {
        Random random = new Random(36);
        for (int i = 0; i < 2000; i++) {
            long size = 1 + (long) (Math.pow(random.nextDouble(), 8) * TIB);
            long requested =
                    i % 2 == 0 ? 0 : 16 * MIB + (long) (Math.pow(random.nextDouble(), 4) * (5 * GIB - 16 * MIB));
            PartPlan plan = PartPlan.of(size, requested);
            assertThat(plan.partSize()).isBetween(16 * MIB, 5 * GIB);
            assertThat(plan.count()).isBetween(1, 10_000);
            assertThat(plan.part(1).first()).isZero();
            PartPlan.Part last = plan.part(plan.count());
            assertThat(last.first() + last.length()).isEqualTo(size);
            assertThat(last.length()).isBetween(1L, plan.partSize());
            if (plan.count() > 1) {
                assertThat(plan.part(2))
                        .isEqualTo(new PartPlan.Part(
                                2, plan.partSize(), plan.part(2).length()));
            }
        }
    }

    @Test
    void takesTheRequestedSizeAndDoublesItOnlyForTooManyParts() {
        assertThat(PartPlan.of(100 * MIB, 50_000_000).partSize()).isEqualTo(50_000_000);
        assertThat(PartPlan.of(100 * MIB, 5 * GIB).isSingle()).isFalse();
        assertThat(PartPlan.of(10_000 * 16 * MIB, 16 * MIB).count()).isEqualTo(10_000);
        assertThat(PartPlan.of(10_000 * 16 * MIB + 1, 16 * MIB).partSize()).isEqualTo(32 * MIB);
        assertThat(PartPlan.of(40 * TIB, 3 * GIB).partSize()).isEqualTo(5 * GIB);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 16 * MIB - 1, 5 * GIB + 1})
    void refusesAPartSizeThatTheStorageDoesNotTake(long requested) {
        assertThatThrownBy(() -> PartPlan.of(1, requested))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be between 16777216 (16 MiB) and 5368709120 (5 GiB)")
                .hasMessageContaining(Long.toString(requested));
    }

    @Test
    void refusesContentThatDoesNotFit() {
        assertThatThrownBy(() -> PartPlan.of(10_000 * 5 * GIB + 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000 parts");
        assertThatThrownBy(() -> PartPlan.of(1, 0).part(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> PartPlan.of(1, 0).part(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
