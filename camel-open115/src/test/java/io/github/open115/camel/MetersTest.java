/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetersTest extends PollFixture {

    @RegisterExtension
    final RecordedLog micrometer = RecordedLog.ofPackages(Level.DEBUG, "io.micrometer");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    @DisplayName("R40 with a composite registry and its part as beans, accounts and consumers are measured once each")
    void measuresAccountsAndConsumersOnceEach() throws Exception {
        String inbox = drive().folder("/inbox");
        drive().addFile(inbox, "a.txt", Content.of("a"));
        drive().setBanned(drive().addFile(inbox, "b.txt", Content.of("b")).id(), true);
        Routes prepared = Routes.authorized(emulator(), state).fromNamed("in", AccountStates.INBOX, exchange -> {});
        prepared.context().getRegistry().bind("meters", meters);
        prepared.context().getRegistry().bind("all", new CompositeMeterRegistry(Clock.SYSTEM, List.of(meters)));
        try (Routes routes = prepared.start()) {
            await().until(() -> gauge("open115.files.delivered") == 1);
            assertThat(gauge("open115.files.setaside")).isEqualTo(1);
            assertThat(gauge("open115.files.pending")).isZero();
            assertThat(gauge("open115.changes.waiting")).isZero();
            assertThat(gauge("open115.authorized")).isEqualTo(1);
            assertThat(gauge("open115.budget.used")).isPositive();
            assertThat(gauge("open115.budget.limit")).isEqualTo(1_000_000);
            assertThat(gauge("open115.polls.skipped")).isZero();
            assertThat(gauge("open115.files.failing")).isZero();
            await().until(() -> meters.find("open115.calls")
                            .tag("account", "default")
                            .tag("call", "POST /open/refreshToken")
                            .functionCounter()
                    != null);
            assertThat(meters.get("open115.calls")
                            .tag("call", "POST /open/refreshToken")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);

            for (int i = 0; i < 3; i++) {
                routes.template().requestBody("open115:/inbox?operation=resolveLink&fileName=a.txt", "");
            }
            assertThat(meters.get("open115.links.reused").functionCounter().count())
                    .isEqualTo(2);
            // a later look, which finds a kind of calls more
            await().until(() -> meters.find("open115.calls")
                            .tag("call", "POST /open/ufile/downurl")
                            .functionCounter()
                    != null);
            assertThat(micrometer.messages(Level.WARN)).isEmpty();
            assertThat(micrometer.messages(Level.DEBUG)).noneMatch(message -> message.contains("already registered"));

            // a call that sees the clock advance would wait for a clock that then stands still
            routes.context().getRouteController().stopRoute("in");
            emulator().clock().advance(Duration.ofSeconds(30));
            assertThat(gauge("open115.token.age")).isEqualTo(30);
            assertThat(gauge("open115.throttled")).isZero();
            AccountStates.throttle(emulator(), routes);
            assertThat(gauge("open115.throttled")).isEqualTo(1);
            assertThat(gauge("open115.cooldown")).isEqualTo(300);
        }
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("R40 a file whose exchange fails is counted until it succeeds, and so is a poll that is skipped")
    void measuresFailuresAndSkippedPolls() throws Exception {
        drive().addFile(drive().folder("/inbox"), "a.txt", Content.of("a"));
        AtomicBoolean fails = new AtomicBoolean(true);
        Routes prepared = Routes.authorized(emulator(), state).fromNamed("in", INBOX, exchange -> {
            if (fails.get()) {
                throw new IllegalStateException("not now");
            }
        });
        prepared.context().getRegistry().bind("meters", meters);
        try (Routes routes = prepared.start()) {
            poll(routes);
            assertThat(gauge("open115.files.failing")).isEqualTo(1);
            assertThat(gauge("open115.polls.skipped")).isZero();

            fails.set(false);
            poll(routes);
            assertThat(gauge("open115.files.failing")).isZero();

            AccountStates.throttle(emulator(), routes);
            poll(routes);
            assertThat(gauge("open115.polls.skipped")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R40 the age of the last complete listing grows while polls fail, also before the first listing")
    void measuresTheAgeOfTheListing() throws Exception {
        Routes prepared = Routes.authorized(emulator(), state).fromNamed("in", INBOX, exchange -> {});
        prepared.context().getRegistry().bind("meters", meters);
        try (Routes routes = prepared.start()) {
            emulator().faults().arm(AccountStates.LISTINGS, Fault.html(503)).always();
            poll(routes);
            emulator().clock().advance(Duration.ofMinutes(2));
            assertThat(gauge("open115.listing.age")).isEqualTo(120);

            emulator().faults().clear();
            poll(routes);
            assertThat(gauge("open115.listing.age")).isZero();

            emulator().faults().arm(AccountStates.LISTINGS, Fault.html(503)).always();
            emulator().clock().advance(Duration.ofMinutes(3));
            poll(routes);
            int calls = emulator().requests().all().size();
            assertThat(gauge("open115.listing.age")).isEqualTo(180);
            assertThat(emulator().requests().all()).hasSize(calls);
        }
    }

    @Test
    @DisplayName("R40 a consumer that looks up one file by its name lists nothing, so its listing has no age")
    void aConsumerOfOneFileHasNoAgeOfAListing() throws Exception {
        drive().addFile(drive().folder("/inbox"), "a.txt", Content.of("a"));
        Routes prepared = Routes.authorized(emulator(), state).fromNamed("in", inbox("fileName=a.txt"), exchange -> {});
        prepared.context().getRegistry().bind("meters", meters);
        try (Routes routes = prepared.start()) {
            poll(routes);
            emulator().clock().advance(Duration.ofHours(2));
            assertThat(gauge("open115.files.delivered")).isEqualTo(1);
            assertThat(gauge("open115.listing.age")).isNaN();
        }
    }

    @Test
    @DisplayName("R40 without Micrometer everything else works")
    void worksWithoutMicrometer() throws Exception {
        Routes prepared = Routes.authorized(emulator(), state);
        prepared.context().setClassResolver(new DefaultClassResolver(prepared.context()) {
            @Override
            public Class<?> resolveClass(String name) {
                return name.startsWith("io.micrometer.") ? null : super.resolveClass(name);
            }
        });
        prepared.context().getRegistry().bind("meters", meters);
        try (Routes routes = prepared.start()) {
            assertThat(AccountStates.call(routes)).isNull();
            assertThat(routes.component().monitoring().accounts()).hasSize(1);
        }
        assertThat(meters.getMeters()).isEmpty();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
