/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenAdoption;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginStatus.State;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A container without a token: its log shows a QR code, a person scans it, the routes continue. */
@Timeout(300)
class ConsoleLoginTest extends ConsoleLoginFixture {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Test
    @DisplayName(
            "R26 without a token a QR code is in the log, polls are skipped with the reason, and continue after the scan")
    void continuesByItselfAfterTheScan() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            awaitState(routes, State.CODE_SHOWN);
            LoginCode code = login(routes).code();
            assertThat(code.content()).endsWith(phone().newest());
            assertThat(log.messages(Level.WARN))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("Account default must be authorized by a person: scan this QR code with the 115 app")
                    .contains(code.content(), "\n\n" + code.text(LoginCode.Terminal.DARK));

            poll(routes);
            assertThat(routes.consumer().getSkippedReason())
                    .startsWith("There is no authorization for account 'default'")
                    .contains("With login=console a QR code for the log-in is in the log");
            assertThat(delivered).isEmpty();

            time.run(HALF_A_MINUTE);
            phone().scan(phone().newest());
            time.run(HALF_A_MINUTE);
            awaitState(routes, State.SCANNED);
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));

            awaitState(routes, State.AUTHORIZED);
            poll(routes);
            assertThat(delivered).containsExactly("a.txt");
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
            assertThat(emulator().requests().count(STATUS)).isEqualTo(3);
            assertThat(emulator().requests().count(TOKENS)).isEqualTo(1);
            assertThat(log.messages(Level.INFO))
                    .containsExactly(
                            "Account default: the QR code was scanned; confirm the log-in on the phone",
                            "Account default is authorized");
            assertThat(log.messages(Level.WARN)).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "R6 R26 when the authorization is revoked while routes run, a code is shown, and they continue after the scan")
    void continuesAfterALostAuthorization() throws Exception {
        put("/inbox", "before.txt");
        try (Routes routes =
                console(routes()).fromNamed("in", INBOX, processor()).start()) {
            poll(routes);
            assertThat(delivered).containsExactly("before.txt");
            put("/inbox", "after.txt");
            emulator().account().revoke();
            emulator().clock().advance(Duration.ofHours(3));
            poll(routes);
            assertThat(emulator().requests().count(CODE)).isZero();

            time.run(Duration.ofSeconds(10));
            awaitState(routes, State.CODE_SHOWN);
            poll(routes);
            assertThat(routes.consumer().getSkippedReason())
                    .contains("must be authorized again", "With login=console a QR code");
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);

            poll(routes);
            assertThat(delivered).containsExactly("before.txt", "after.txt");
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R26 a call of a producer fails at once, and says where the code is")
    void producerSaysWhereTheCodeIs() throws Exception {
        try (Routes routes = unauthorized().start()) {
            Throwable failure = catchThrowable(() -> routes.template().requestBody("open115:/?operation=list", ""));
            assertThat(failure)
                    .hasCauseInstanceOf(AuthorizationLostException.class)
                    .cause()
                    .hasMessageContaining("With login=console a QR code for the log-in is in the log")
                    .hasMessageContaining("scan it with the 115 app");
            awaitState(routes, State.CODE_SHOWN);
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
            List<?> files = routes.template().requestBody("open115:/?operation=list", "", List.class);
            assertThat(files).extracting("name").containsExactly("inbox");
        }
    }

    @Test
    @DisplayName("R26 a route of a producer shows the code before its first message")
    void routeOfAProducerShowsTheCodeAtTheStart() throws Exception {
        try (Routes routes = unauthorized()
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").to("open115:/?operation=list");
                    }
                })
                .start()) {
            awaitState(routes, State.CODE_SHOWN);
        }
    }

    @Test
    @DisplayName("R26 login=none asks for no code")
    void noneAsksForNoCode() throws Exception {
        try (Routes routes = new Routes(emulator(), state)
                .with(component -> {
                    component.getConfiguration().setClientId(emulator().clientId());
                    return component;
                })
                .fromNamed("in", INBOX, processor())
                .start()) {
            poll(routes);
            assertThat(report(routes).login()).isNull();
            assertThat(routes.consumer().getSkippedReason()).doesNotContain("login=console");
        }
        assertThat(emulator().requests().all()).isEmpty();
    }

    @Test
    @DisplayName("R26 a route whose starting directory must exist waits for the log-in too")
    void startingDirectoryIsLookedForAfterTheLogin() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = unauthorized()
                .fromNamed("in", inbox("startingDirectoryMustExist=true"), processor())
                .start()) {
            awaitState(routes, State.CODE_SHOWN);
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
            poll(routes);
            assertThat(delivered).containsExactly("a.txt");
        }
    }

    @Test
    @DisplayName(
            "R26 with nobody there: 4 codes at once, then one after 15, 30, 60, 120, 240 and 360 minutes, each in one line")
    void asksForFewCodesWhenNobodyIsThere() throws Exception {
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            time.run(Duration.ofMinutes(30));
            assertThat(emulator().requests().count(CODE)).isEqualTo(4);
            assertThat(emulator().requests().count(STATUS)).isEqualTo(40);
            assertThat(login(routes).state()).isEqualTo(State.PAUSED);
            assertThat(login(routes).problem()).isEqualTo("Nobody has scanned the QR code");

            time.run(Duration.ofMinutes(30));
            assertThat(emulator().requests().count(CODE)).isEqualTo(5);

            time.run(Duration.ofHours(23));
            // the last ones after 70, 135, 260, 505, 870 and 1235 minutes
            assertThat(emulator().requests().count(CODE)).isEqualTo(11);
            time.run(Duration.ofHours(12));
            assertThat(emulator().requests().count(CODE)).isEqualTo(13);
            assertThat(emulator().requests().count(STATUS)).isEqualTo(130);
            assertThat(emulator().requests().all()).hasSize(143);
            assertThat(warnings())
                    .as("one line for each code, and one for each pause")
                    .hasSize(13 + 10)
                    .allMatch(line -> line.startsWith("Account default must be authorized by a person"));
        }
    }

    @Test
    @DisplayName("R26 a scan of a code that was renewed works, and the next loss begins without a pause")
    void takesTheScanOfALaterCode() throws Exception {
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            time.run(Duration.ofMinutes(37));
            assertThat(emulator().requests().count(CODE)).isEqualTo(5);
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(2));
            awaitState(routes, State.AUTHORIZED);

            emulator().account().revoke();
            emulator().clock().advance(Duration.ofHours(3));
            poll(routes);
            time.run(Duration.ofMinutes(30));
            assertThat(emulator().requests().count(CODE)).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("R26 a log-in that was declined on the phone is a reason to pause")
    void pausesAfterADeclinedLogin() throws Exception {
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            awaitState(routes, State.CODE_SHOWN);
            phone().cancel(phone().newest());
            time.run(Duration.ofMinutes(10));
            assertThat(login(routes).problem()).isEqualTo("The log-in was declined on the phone");
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R26 tokens that come in another way end the wait for a scan")
    void tokensFromElsewhereEndTheWait() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            awaitState(routes, State.CODE_SHOWN);
            TokenAdoption.adopt(
                    new FileTokenStore(state.resolve("tokens")),
                    "default",
                    emulator().account().newRefreshToken(),
                    emulator().clock());
            time.run(Duration.ofMinutes(10));
            awaitState(routes, State.AUTHORIZED);
            poll(routes);
            assertThat(delivered).containsExactly("a.txt");
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
            assertThat(emulator().requests().count(STATUS)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R26 an app ID that the service refuses is asked about with growing pauses, one line each")
    void asksRarelyWithARefusedAppId() throws Exception {
        try (Routes routes = unauthorized()
                .with(component -> {
                    component.getConfiguration().setClientId("4711");
                    return component;
                })
                .fromNamed("in", INBOX, processor())
                .start()) {
            time.run(Duration.ofHours(1));
            // after 1, 3, 7, 15, 31 minutes
            assertThat(emulator().requests().all()).hasSize(6);
            assertThat(login(routes).problem()).contains("no application with app ID '4711'");
            assertThat(warnings()).hasSize(6).allMatch(line -> line.contains("'4711'"));
            time.run(Duration.ofHours(23));
            assertThat(emulator().requests().all()).hasSize(12);
        }
    }

    @Test
    @DisplayName("R26 a service that cannot be reached at the start is asked again after a minute")
    void asksAgainWhenTheServiceCannotBeReached() throws Exception {
        emulator().faults().arm(CODE, Fault.dropBeforeEffect());
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            awaitState(routes, State.PAUSED);
            time.run(Duration.ofSeconds(70));
            awaitState(routes, State.CODE_SHOWN);
            assertThat(emulator().requests().count(CODE)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("R26 a service that fails when it is asked about a code is asked 15 times for each code at most")
    void asksRarelyWhileTheServiceFails() throws Exception {
        emulator().faults().clear();
        emulator().faults().arm(STATUS, Fault.status(500, "", Map.of())).always();
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            time.run(Duration.ofMinutes(24));
            assertThat(emulator().requests().count(CODE)).isEqualTo(4);
            assertThat(emulator().requests().count(STATUS)).isBetween(40L, 60L);
        }
    }

    @Test
    @DisplayName("R26 a restart shows a code at once, whatever the pause; but restarts show 24 codes a day at most")
    void restartsShowALimitedNumberOfCodes() throws Exception {
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            time.run(Duration.ofMinutes(30));
            assertThat(login(routes).state()).isEqualTo(State.PAUSED);
        }
        for (int i = 0; i < 30; i++) {
            renewTime();
            try (Routes routes =
                    unauthorized().fromNamed("in", INBOX, processor()).start()) {
                awaitState(routes, i < 20 ? State.CODE_SHOWN : State.PAUSED);
                assertThat(login(routes).isCodeWaiting()).isEqualTo(i < 20);
            }
        }
        assertThat(emulator().requests().count(CODE)).isEqualTo(24);
        assertThat(warnings().get(warnings().size() - 1)).contains("24 QR codes of this day");
    }

    @Test
    @DisplayName(
            "R3 R26 after a kill the next process shows a code when the turn of the dead one has ended, in 2 minutes")
    void showsACodeAfterAKill() throws Exception {
        Routes killed = unauthorized().fromNamed("in", INBOX, processor()).start();
        try (killed) {
            awaitState(killed, State.CODE_SHOWN);
            // its thread stands still from now on
            try (Routes next = unauthorized()
                    .fromNamed("other", inbox("noop=true"), processor())
                    .start()) {
                awaitState(next, State.SHOWN_ELSEWHERE);
                emulator().clock().advance(Duration.ofMinutes(2));
                time.run(Duration.ofSeconds(10), 2);
                awaitState(next, State.CODE_SHOWN);
                assertThat(emulator().requests().count(CODE)).isEqualTo(2);
            }
        }
    }

    @Test
    @DisplayName("R3 R26 a shutdown while the tokens are fetched stores them")
    void shutdownDoesNotLoseTheTokens() throws Exception {
        emulator().faults().arm(TOKENS, Fault.lateReply(Duration.ofSeconds(1)));
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            awaitState(routes, State.CODE_SHOWN);
            phone().confirm(phone().newest());
            time.run(HALF_A_MINUTE, 0);
            await().until(() -> emulator().requests().count(TOKENS) == 1);
        }
        await().untilAsserted(() -> assertThat(new FileTokenStore(state.resolve("tokens"))
                        .load("default")
                        .pair())
                .isNotNull());
        assertThat(new FileTokenStore(state.resolve("tokens"))
                        .load("default")
                        .pair()
                        .refreshToken())
                .isEqualTo(emulator().account().currentRefreshToken());
    }

    @Test
    @DisplayName("R30 R26 a shutdown while a code waits takes less than 5 seconds, and leaves no thread and no turn")
    void shutdownWhileACodeWaitsIsQuick() throws Exception {
        Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start();
        String ours = "Camel (" + routes.context().getName() + ")";
        long begun;
        try (routes) {
            awaitState(routes, State.CODE_SHOWN);
            await().until(() -> emulator().requests().count(STATUS) == 1);
            begun = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith(ours))
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("Open115Login"));
        renewTime();
        try (Routes next = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            awaitState(next, State.CODE_SHOWN);
        }
    }

    /** The service lets go of what it holds, and holds the polls of the next process. */
    private void renewTime() {
        time.close();
        emulator().faults().clear();
        letTimePass();
    }
}
