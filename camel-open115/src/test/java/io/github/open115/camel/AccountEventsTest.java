/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.monitor.AccountEvent;
import io.github.open115.camel.monitor.AccountEvent.Kind;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AccountEventsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final List<AccountEvent> events = new CopyOnWriteArrayList<>();
    private Open115Emulator emulator;

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
        emulator.clock().freeze();
        emulator.drive().folder("/inbox");
    }

    @Test
    @DisplayName("R40 throttled and resumed are reported once each, with the time, also when nobody polls")
    void reportsPauseAndResumptionOnceEach() {
        try (Routes routes = heard(Routes.authorized(emulator, state)).start()) {
            AccountStates.call(routes);
            Instant until = emulator.clock().instant().plus(Duration.ofMinutes(5));
            AccountStates.throttle(emulator, routes);
            for (int i = 0; i < 10; i++) {
                AccountStates.call(routes);
            }
            await().until(() -> events.size() == 1);
            assertThat(events.get(0)).satisfies(event -> {
                assertThat(event.kind()).isEqualTo(Kind.THROTTLED);
                assertThat(event.getType()).isEqualTo(CamelEvent.Type.Custom);
                assertThat(event.account()).isEqualTo("default");
                assertThat(event.resumesAt()).hasValue(until);
                assertThat(event.message()).contains("default", until.toString());
                assertThat(event.getSource()).isSameAs(routes.component());
                assertThat(event.getTimestamp())
                        .isEqualTo(emulator.clock().instant().toEpochMilli());
            });

            int calls = emulator.requests().all().size();
            emulator.clock().advance(Duration.ofMinutes(6));
            await().until(() -> events.size() == 2);
            assertThat(events.get(1).kind()).isEqualTo(Kind.RESUMED);
            assertThat(events.get(1).resumesAt()).isEmpty();
            assertThat(emulator.requests().all()).hasSize(calls);

            AccountStates.call(routes);
            await().until(() -> events.size() == 3);
            assertThat(kinds()).containsExactly(Kind.THROTTLED, Kind.RESUMED, Kind.THROTTLED);
        }
        assertThat(events).hasSize(3);
    }

    @Test
    @DisplayName("R40 a pause that is already over when it is noticed is reported nevertheless, each one once")
    void reportsAPauseThatIsAlreadyOver() {
        try (Routes routes = heard(Routes.authorized(emulator, state)).start()) {
            for (int i = 0; i < 20; i++) {
                AccountStates.throttle(emulator, routes);
                emulator.clock().advance(Duration.ofHours(2));
            }
            await().until(() -> throttlings() >= 20 && kinds().contains(Kind.RESUMED));
        }
        assertThat(throttlings()).isEqualTo(20);
    }

    @Test
    @DisplayName("R40 R6 a lost and a restored authorization are reported once each, without a call between them")
    void reportsLostAndRestoredAuthorization() {
        try (Routes routes = heard(Routes.authorized(emulator, state)).start()) {
            AccountStates.call(routes);
            AccountStates.revoke(emulator, routes);
            for (int i = 0; i < 10; i++) {
                AccountStates.call(routes);
            }
            await().until(() -> events.size() == 1);
            assertThat(events.get(0).kind()).isEqualTo(Kind.AUTHORIZATION_LOST);
            assertThat(events.get(0).message()).contains("must be authorized again", "refreshToken");

            int calls = emulator.requests().all().size();
            AccountStates.authorizeElsewhere(emulator, state);
            await().until(() -> events.size() == 2);
            assertThat(events.get(1).kind()).isEqualTo(Kind.AUTHORIZATION_RESTORED);
            assertThat(emulator.requests().all()).hasSize(calls);
        }
    }

    @Test
    @DisplayName("R40 a missing authorization is reported without a call")
    void reportsAMissingAuthorizationWithoutACall() throws Exception {
        try (Routes routes = heard(new Routes(emulator, state))
                .from("open115:/inbox?initialDelay=3600000", exchange -> {})
                .start()) {
            await().until(() -> events.size() == 1);
            assertThat(events.get(0).kind()).isEqualTo(Kind.AUTHORIZATION_LOST);
            assertThat(events.get(0).message()).contains("There is no authorization for account 'default'");
        }
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    @DisplayName("R40 a notifier that fails keeps no event from the others")
    void failingNotifierStopsNoOther() {
        Routes routes = Routes.authorized(emulator, state);
        routes.context().getManagementStrategy().addEventNotifier(new Ear() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof AccountEvent) {
                    throw new IllegalStateException("a bad listener");
                }
            }
        });
        try (Routes started = heard(routes).start()) {
            AccountStates.throttle(emulator, started);
            await().until(() -> events.size() == 1);
            emulator.clock().advance(Duration.ofMinutes(6));
            await().until(() -> events.size() == 2);
        }
    }

    private long throttlings() {
        return kinds().stream().filter(Kind.THROTTLED::equals).count();
    }

    private List<Kind> kinds() {
        return events.stream().map(AccountEvent::kind).toList();
    }

    private Routes heard(Routes routes) {
        routes.context().getManagementStrategy().addEventNotifier(new Ear() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof AccountEvent ours) {
                    events.add(ours);
                }
            }
        });
        return routes;
    }

    private abstract static class Ear extends EventNotifierSupport {

        @Override
        public boolean isEnabled(CamelEvent event) {
            return true;
        }
    }
}
