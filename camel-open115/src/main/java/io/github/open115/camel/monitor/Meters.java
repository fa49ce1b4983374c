package io.github.open115.camel.monitor;

import io.github.open115.client.account.AccountStatus;
import java.util.function.Supplier;

/** Where figures go that are collected over time. */
interface Meters {

    /** Nobody collects. */
    Meters NONE = new Meters() {
        @Override
        public void measure(AccountStatus account) {}

        @Override
        public void measure(Supplier<ConsumerReport> consumer) {}

        @Override
        public void forget(Object measured) {}
    };

    /** Measures an account; once more for kinds of calls that were not made before. */
    void measure(AccountStatus account);

    /** Measures a consumer. */
    void measure(Supplier<ConsumerReport> consumer);

    /** Ends measuring an account or a consumer. */
    void forget(Object measured);
}
