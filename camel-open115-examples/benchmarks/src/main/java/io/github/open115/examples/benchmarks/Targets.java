/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares what was measured with what it must reach; a program that misses one of its targets ends with the exit code 1. */
public final class Targets {

    private final List<String> missed = new ArrayList<>();

    /** Demands a value, and returns how to show it. */
    public String atLeast(double bound, String what, double value) {
        return shown(value, "at least", bound, what, value >= bound);
    }

    /** The same for a median, which is shown with its spread. */
    String atLeast(double bound, String what, Rounds.Spread value) {
        return String.format(
                Locale.ROOT, "%s, %.2f to %.2f", atLeast(bound, what, value.median()), value.least(), value.most());
    }

    /** The same for a value that must not be greater. */
    public String atMost(double bound, String what, double value) {
        return shown(value, "at most", bound, what, value <= bound);
    }

    private String shown(double value, String relation, double bound, String what, boolean reached) {
        String text = String.format(Locale.ROOT, "%.2f (%s %.2f%s)", value, relation, bound, reached ? "" : ", MISSED");
        if (!reached) {
            missed.add(what + ": " + text);
        }
        return text;
    }

    /** Ends the program where a target was missed, and says which. */
    public void exitIfMissed() {
        if (!missed.isEmpty()) {
            missed.forEach(target -> System.err.println("Missed: " + target));
            System.exit(1);
        }
    }
}
