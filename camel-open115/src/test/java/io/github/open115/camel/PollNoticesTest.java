/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.open115.camel.consumer.FailureLog;
import io.github.open115.camel.consumer.PollNotices;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log says of polls that bring nothing. */
class PollNoticesTest extends PollFixture {

    private static final Fault THROTTLED = Fault.error(770004, "已达到当前访问上限");

    @RegisterExtension
    final RecordedLog log = RecordedLog.of(Level.INFO, PollNotices.class, FailureLog.class);

    private Routes unauthorized() throws Exception {
        return new Routes(emulator(), state).fromNamed("in", INBOX, deliveries).start();
    }

    @Test
    @DisplayName("R40 without a token each start says once what to do, and readiness is DOWN")
    void saysThatThereIsNoToken() throws Exception {
        for (int start = 1; start <= 2; start++) {
            try (Routes routes = unauthorized()) {
                pollOn(routes, 5);
                assertThat(routes.consumer("in").getErrorCounter()).isPositive();
            }
            assertThat(log.messages(Level.WARN))
                    .hasSize(start)
                    .last()
                    .asString()
                    .startsWith("Polls of open115:///inbox")
                    .contains(
                            "are skipped: There is no authorization for account 'default' in " + state,
                            "Set the option refreshToken, or log in");
        }
        assertThat(calls()).isZero();
    }

    @Test
    @DisplayName("R40 a token that died before the restart is reported at the start, with advice")
    void saysThatTheTokenIsDead() throws Exception {
        try (Routes routes = route("")) {
            poll(routes);
            emulator().account().revoke();
            emulator().clock().advance(Duration.ofHours(3));
            pollOn(routes, 3);
        }
        log.events().clear();
        try (Routes routes = unauthorized()) {
            pollOn(routes, 3);
        }
        assertThat(log.messages(Level.WARN))
                .singleElement()
                .asString()
                .contains("are skipped: Account 'default' must be authorized again", "or log in");
    }

    @Test
    @DisplayName("R40 another reason is reported again, and so is the end of skipping")
    void saysEachChange() throws Exception {
        try (Routes routes = route("")) {
            poll(routes);
            log.events().clear();
            emulator().faults().arm("/open/ufile/files", THROTTLED).always();
            pollOn(routes, 4);
            assertThat(log.messages(Level.WARN)).hasSize(2).first().asString().contains("Failed polling endpoint");
            assertThat(log.messages(Level.WARN).get(1))
                    .contains("are skipped: Account 'default' is paused until", "because the service throttles it");

            emulator().faults().clear();
            emulator().clock().advance(Duration.ofMinutes(10));
            pollOn(routes, 3);
            assertThat(log.messages(Level.WARN)).hasSize(2);
            assertThat(log.messages(Level.INFO)).singleElement().asString().endsWith("go on");

            emulator().account().revoke();
            emulator().clock().advance(Duration.ofHours(3));
            pollOn(routes, 3);
            assertThat(log.messages(Level.WARN)).hasSize(4).last().asString().contains("must be authorized again");
        }
    }

    @Test
    @DisplayName("R40 while a token cannot be renewed: a line for each attempt, with growing pauses, and no trace")
    void saysThatTheTokenCannotBeRenewed() throws Exception {
        try (Routes routes = route("")) {
            poll(routes);
            log.events().clear();
            emulator().faults().arm("POST /open/refreshToken", Fault.html(503)).always();
            emulator().clock().advance(Duration.ofHours(3));
            long before = emulator().requests().refreshRequests();
            pollOn(routes, 30);
            long attempts = emulator().requests().refreshRequests() - before;

            assertThat(attempts).isBetween(2L, 8L);
            assertThat(log.messages(Level.WARN))
                    .filteredOn(line -> line.contains("are skipped"))
                    .singleElement()
                    .asString()
                    .contains("cannot be renewed before", "the tokens are kept");
            assertThat(log.messages(Level.WARN)).hasSize((int) attempts + 1);
            assertThat(log.events())
                    .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
            assertThat(routes.consumer("in").getErrorCounter()).isPositive();

            emulator().faults().clear();
            emulator().clock().advance(Duration.ofMinutes(20));
            put("/inbox", "a.txt");
            poll(routes);
            assertThat(delivered).containsExactly("a.txt");
            assertThat(log.messages(Level.INFO)).last().asString().endsWith("go on");
            assertThat(routes.consumer("in").getErrorCounter()).isZero();
        }
    }

    @Test
    @DisplayName(
            "R40 the first poll says what is there, what was delivered before, what waits and is set aside, and where")
    void saysWhatTheFirstPollFound() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        put("/inbox", ".hidden");
        deliveries.failingFor(name -> name.equals("b.txt"));
        try (Routes routes = route("")) {
            poll(routes);
            assertThat(log.messages(Level.INFO))
                    .singleElement()
                    .asString()
                    .contains(": 3 files are there; 0 were delivered before, 2 wait for delivery, 1 are set aside"
                            + " (1 its name starts with a dot). Delivered files are remembered in " + state)
                    .endsWith("-folder-in.mv");
            pollOn(routes, 2);
            assertThat(log.messages(Level.INFO)).hasSize(1);
        }
        drive().purge(drive().fileAt("/inbox/b.txt").orElseThrow().id());
        log.events().clear();
        try (Routes routes = route("")) {
            poll(routes);
        }
        assertThat(log.messages(Level.INFO))
                .singleElement()
                .asString()
                .contains(": 2 files are there; 1 were delivered before, 0 wait for delivery, 1 are set aside")
                .endsWith("To have them delivered again, call deliverEverythingAgain or deliverAgain of the consumer by"
                        + " JMX");
    }

    @Test
    @DisplayName("R40 the first poll for one file by its name says whether it is delivered")
    void saysWhetherTheOneFileIsThere() throws Exception {
        try (Routes routes = route("fileName=a.txt")) {
            poll(routes);
        }
        assertThat(log.messages(Level.INFO)).singleElement().asString().contains("nothing to deliver");
    }

    @Test
    @DisplayName("R40 a day whose listings are spread is reported once, not at each poll, and so is its end")
    void saysThatPollsAreSpread() throws Exception {
        Instant noonOfTheService =
                emulator().clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(28));
        emulator().clock().advance(Duration.between(emulator().clock().instant(), noonOfTheService));
        try (Routes routes = Routes.authorized(emulator(), state)
                .with(component -> {
                    component.getConfiguration().setRequestsPerDay(20);
                    return component;
                })
                .fromNamed("in", INBOX, deliveries)
                .start()) {
            pollOn(routes, 15);
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("are skipped", "requestsPerDay");
            log.events().clear();
            long before = listings();
            pollOn(routes, 11 * 60);
            assertThat(listings() - before).isBetween(3L, 8L);
            assertThat(log.events()).isEmpty();

            pollOn(routes, 2 * 60);
            assertThat(log.messages(Level.INFO)).singleElement().asString().endsWith("go on");
        }
    }
}
