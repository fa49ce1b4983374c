/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Quantities as a person reads them; a megabyte is 1,000,000 bytes. */
final class Units {

    private static final double MEGABYTE = 1e6;

    private Units() {}

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }

    static String rate(long bytes, long nanos) {
        double seconds = Math.max(1, nanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, "%.1f MB/s", bytes / MEGABYTE / seconds);
    }
}
