/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.open115.camel.Routes;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PollCostsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final Logger log = (Logger) LoggerFactory.getLogger(PollCosts.class);
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

    @BeforeEach
    void listen() {
        warnings.start();
        log.setLevel(Level.WARN);
        log.addAppender(warnings);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(warnings);
        log.setLevel(null);
    }

    @Test
    @DisplayName("R4 polls that would use more than half of the day are announced once, with the arithmetic")
    void announcesExpensivePollsOnce() throws Exception {
        start(30_000, 60_000);

        assertThat(warnings.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("'default' alone need at least 4320 calls a day")
                        .contains("more than half of requestsPerDay=8000")
                        .contains("86400 s / 30.0 s")
                        .contains("86400 s / 60.0 s")
                        .doesNotContain("refreshToken"));
    }

    @Test
    @DisplayName("R4 polls that leave half of the day are not mentioned")
    void doesNotMentionCheapPolls() throws Exception {
        start(60_000, 60_000);

        assertThat(warnings.list).isEmpty();
    }

    @Test
    @DisplayName("R4 routes that share a listing are reckoned once")
    void countsRoutesThatShareAListingOnce() throws Exception {
        service.emulator().drive().folder("/one");
        try (Routes routes = Routes.authorized(service.emulator(), state)
                .with(component -> {
                    component.getConfiguration().setRequestsPerDay(4000);
                    return component;
                })
                .fromNamed("all", "open115:/one?initialDelay=60000", exchange -> {})
                .fromNamed("some", "open115:/one?initialDelay=60000&include=a.*", exchange -> {})
                .start()) {
            assertThat(routes.context().getRoutes()).hasSize(2);
        }
        assertThat(warnings.list).isEmpty();
    }

    private void start(int oneDelay, int otherDelay) throws Exception {
        service.emulator().drive().folder("/one");
        service.emulator().drive().folder("/other");
        try (Routes routes = Routes.authorized(service.emulator(), state)
                .with(component -> {
                    component.getConfiguration().setRequestsPerDay(8000);
                    return component;
                })
                .from("open115:/one?initialDelay=60000&delay=" + oneDelay, exchange -> {})
                .from("open115:/other?initialDelay=60000&delay=" + otherDelay, exchange -> {})
                .start()) {
            assertThat(routes.context().getRoutes()).hasSize(2);
        }
    }
}
