/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token store may be a database, and one that hangs: figures that do not need it must not wait for it. */
class TokenStoreReadsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Open115Emulator emulator;
    private CountingStore store;

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
        emulator.clock().freeze();
        store = new CountingStore(new FileTokenStore(state.resolve("tokens")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("R40 meters of calls, budget and throttling do not look at the token store")
    void metersDoNotReadTheStore(boolean throttled) throws Exception {
        try (Routes routes = started(throttled)) {
            store.looks.set(0);
            assertThat(meters.get("open115.throttled").gauge().value()).isEqualTo(throttled ? 1 : 0);
            assertThat(meters.get("open115.cooldown").gauge().value()).isEqualTo(throttled ? 300 : 0);
            assertThat(meters.get("open115.budget.used").gauge().value()).isPositive();
            assertThat(meters.get("open115.links.reused").functionCounter().count())
                    .isZero();
            assertThat(store.looks).hasValue(0);
            assertThat(meters.get("open115.authorized").gauge().value()).isEqualTo(1);
            assertThat(store.looks).hasPositiveValue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("R40 JMX attributes of calls, budget and throttling do not look at the token store")
    void jmxAttributesDoNotReadTheStore(boolean throttled) throws Exception {
        try (Routes routes = started(throttled)) {
            MBeanServer server = routes.context()
                    .getManagementStrategy()
                    .getManagementAgent()
                    .getMBeanServer();
            ObjectName account = new ObjectName("org.apache.camel:context="
                    + routes.context().getManagementName() + ",type=open115accounts,name=\"default\"");
            store.looks.set(0);
            assertThat(server.getAttribute(account, "Throttled")).isEqualTo(throttled);
            assertThat(server.getAttribute(account, "CooldownLeft")).isEqualTo(throttled ? 300L : 0L);
            for (String attribute : new String[] {
                "Calls",
                "TotalCalls",
                "ReusedLinks",
                "OpenConnections",
                "UsedToday",
                "RequestsPerDay",
                "ThrottledUntil",
                "ThrottledReason"
            }) {
                server.getAttribute(account, attribute);
            }
            assertThat(store.looks).hasValue(0);
            assertThat(server.getAttribute(account, "Authorization")).isEqualTo("GOOD");
            assertThat(store.looks).hasPositiveValue();
        }
    }

    private Routes started(boolean throttled) {
        Routes routes = Routes.authorized(emulator, state).with(component -> {
            component.setTokenStore(store);
            return component;
        });
        routes.context().getRegistry().bind("meters", meters);
        routes.start();
        AccountStates.call(routes);
        if (throttled) {
            AccountStates.throttle(emulator, routes);
        }
        return routes;
    }

    /** Counts what the thread of the test reads; the component looks now and then by itself. */
    private static final class CountingStore implements TokenStore {

        private final AtomicInteger looks = new AtomicInteger();
        private final Thread counted = Thread.currentThread();
        private final TokenStore store;

        CountingStore(TokenStore store) {
            this.store = store;
        }

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public StoredAuthorization load(String account) {
            count();
            return store.load(account);
        }

        @Override
        public String version(String account) {
            count();
            return store.version(account);
        }

        @Override
        public <T> T exclusively(String account, Function<Slot, T> work) {
            return store.exclusively(account, work);
        }

        private void count() {
            if (Thread.currentThread() == counted) {
                looks.incrementAndGet();
            }
        }
    }
}
