/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.transfer.Downloads;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Where figures go that are collected over time. */
interface Meters {

    /** Nobody collects. */
    Meters NONE = new Meters() {
        @Override
        public void measure(AccountStatus account, Downloads downloads) {}

        @Override
        public void measure(Supplier<ConsumerReport> consumer) {}

        @Override
        public void forget(Object measured) {}
    };

    /**
     * Meters in the registries of a context; none where there is no registry, or no Micrometer. Asked here, because the
     * class that uses Micrometer cannot even be linked without it.
     */
    static Meters in(CamelContext context, Clock clock) {
        return context.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") == null
                ? NONE
                : MicrometerMeters.of(context, clock);
    }

    /** Measures an account; once more for kinds of calls that were not made before. */
    void measure(AccountStatus account, Downloads downloads);

    /** Measures a consumer. */
    void measure(Supplier<ConsumerReport> consumer);

    /** Ends measuring an account or a consumer. */
    void forget(Object measured);
}
