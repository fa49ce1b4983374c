/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * What a piece of work takes: the processor time of its thread, and how much higher the heap has stood than before,
 * garbage and the emulator's replies included.
 */
final class Effort {

    private static final double MEBIBYTE = 1 << 20;

    private final long heapBefore;
    private final long cpuBefore;

    private Effort(long heapBefore, long cpuBefore) {
        this.heapBefore = heapBefore;
        this.cpuBefore = cpuBefore;
    }

    static Effort begin() {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        return new Effort(peak(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    void print(String what) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
        System.out.printf(
                "%s: %.0f ms of processor time, heap at most %.0f MiB above before%n",
                what, cpu / 1e6, (peak() - heapBefore) / MEBIBYTE);
    }

    private static long peak() {
        return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
