/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import static io.github.open115.client.login.LoginFixture.REDEEM;
import static io.github.open115.client.login.LoginFixture.STATUS;
import static io.github.open115.client.login.LoginFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.FullOnceStore;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenStoreException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.client.login.LoginFixture.Diary;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures during a log-in. */
@Timeout(600)
class PendingLoginTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    private LoginFixture fixture;
    private final Diary diary = new Diary();

    @BeforeEach
    void begin() {
        fixture = new LoginFixture(directory);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    @DisplayName("R26 an app ID that the service does not know is reported with its name, and no code is shown")
    void refusesAnUnknownAppId() {
        assertThatThrownBy(() -> fixture.builder("4711").build().start(diary))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'4711'")
                .hasMessageContaining("open.115.com")
                .hasMessageContaining("40140100");

        assertThat(diary.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {40140106, 40140107, 40140108, 40140109, 40140110, 40140118, 40140122, 40100000})
    @DisplayName("R26 each complaint about the application says what to do, with its code")
    void saysWhatToDoAboutTheApplication(long code) {
        fixture.emulator().faults().arm("/open/authDeviceCode", Fault.authError(code, "x"));

        assertThatThrownBy(() -> fixture.builder().build().start(diary))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("app")
                .hasMessageContaining(Long.toString(code));
    }

    @Test
    @DisplayName("R26 after 'not confirmed yet' from the token endpoint the polls continue")
    void keepsPollingWhenTheTokensAreNotReady() throws Exception {
        fixture.nextPollsAnswer(status(2));
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            assertThat(pending.await(Duration.ofSeconds(30))).isEqualTo(LoginOutcome.NOT_IN_TIME);
            assertThat(fixture.emulator().requests().count(REDEEM)).isEqualTo(1);
            fixture.phone().confirm(fixture.phone().newest());

            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }
        assertThat(diary.entries).containsExactly("show");
    }

    @Test
    @DisplayName("R26 polls that fail on the way are retried after a pause and reported once")
    void retriesFailingPollsAndReportsOnce() throws Exception {
        fixture.emulator().faults().arm(STATUS, Fault.dropBeforeEffect());
        fixture.emulator().faults().arm(STATUS, Fault.html(502)).after(1);
        fixture.emulator().faults().arm(STATUS, Fault.truncated()).after(2);
        fixture.emulator().faults().arm(STATUS, Fault.tooManyRequests(100L)).after(3);
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            assertThat(pending.await(Duration.ofSeconds(100))).isEqualTo(LoginOutcome.NOT_IN_TIME);
            assertThat(fixture.polls()).isEqualTo(4);
            fixture.phone().confirm(fixture.phone().newest());

            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }
        assertThat(diary.entries).containsExactly("show", "retrying");
    }

    @Test
    @DisplayName("R26 a success without tokens is a failure; the store is unchanged")
    void keepsTheStoreWhenTheTokensAreEmpty() throws Exception {
        fixture.emulator()
                .faults()
                .arm(REDEEM, Fault.rewrite(json -> json.withObject("data").put("refresh_token", "")));
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            fixture.phone().confirm(fixture.phone().newest());

            assertThatThrownBy(() -> pending.await(LONG))
                    .isInstanceOf(UnreadableReplyException.class)
                    .hasMessageContaining("refresh_token");
        }
        assertThat(fixture.stored()).isEqualTo(StoredAuthorization.NONE);
    }

    @Test
    @DisplayName("R26 when the reply with the tokens is lost, the log-in continues with a new code")
    void asksForANewCodeWhenTheTokensAreLost() throws Exception {
        fixture.emulator().faults().arm(REDEEM, Fault.lostReply());
        fixture.nextPollsAnswer(status(2), status(2));
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            fixture.phone().confirm(fixture.phone().newest());
            assertThat(pending.await(Duration.ofSeconds(10))).isEqualTo(LoginOutcome.NOT_IN_TIME);
            assertThat(diary.entries).containsExactly("show", "retrying", "show");
            fixture.phone().confirm(fixture.phone().newest());

            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }
    }

    @Test
    @DisplayName("R26 the second QR host takes over when the first answers HTTP 405")
    void asksTheSecondHostAfterHttp405() throws Exception {
        try (MockWebServer firewall = new MockWebServer()) {
            firewall.enqueue(new MockResponse.Builder()
                    .code(405)
                    .body("<html>405</html>")
                    .build());
            firewall.start();
            try (PendingLogin pending = fixture.builder()
                    .qrCodeBaseUrl(firewall.url("/").toString())
                    .qrCodeFallbackUrl(fixture.emulator().qrCodeBaseUrl())
                    .build()
                    .start(diary)) {
                fixture.phone().confirm(fixture.phone().newest());

                assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
            }
            assertThat(firewall.getRequestCount()).isEqualTo(1);
        }
        assertThat(diary.entries).containsExactly("show");
    }

    @Test
    @DisplayName("R26 a QR host that answers 404 fails the wait at once")
    void failsAtOnceOnAHostThatAnswers404() throws Exception {
        fixture.emulator().faults().arm(STATUS, Fault.html(404)).always();
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            assertThatThrownBy(() -> pending.await(LONG))
                    .isInstanceOf(Open115Exception.class)
                    .hasMessageContaining("404");
        }
    }

    @Test
    @DisplayName("R26 a store that cannot be written fails the log-in before a code is shown")
    void checksTheStoreBeforeItShowsACode() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        DeviceLogin login = DeviceLogin.builder("1", new FileTokenStore(file)).build();

        assertThatThrownBy(() -> login.start(diary))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining(file.toString());
        assertThat(diary.entries).isEmpty();
        assertThat(fixture.emulator().requests().all()).isEmpty();
    }

    @Test
    @DisplayName("R26 tokens that could not be stored are stored by the next wait, without a further call")
    void storesTheTokensWithTheNextWait() throws Exception {
        try (PendingLogin pending = fixture.builder(fixture.emulator().clientId(), new FullOnceStore(fixture.store()))
                .build()
                .start(diary)) {
            fixture.phone().confirm(fixture.phone().newest());
            assertThatThrownBy(() -> pending.await(LONG)).isInstanceOf(TokenStoreException.class);
            assertThat(fixture.stored()).isEqualTo(StoredAuthorization.NONE);
            fixture.clock().advance(LONG);
            fixture.emulator().requests().reset();

            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }
        assertThat(fixture.emulator().requests().all()).isEmpty();
        assertThat(fixture.stored().pair().refreshToken())
                .isEqualTo(fixture.emulator().account().currentRefreshToken());
        assertThat(diary.entries).containsExactly("show");
    }

    @Test
    @DisplayName("R26 R30 a poll held for 40 s returns at once on a change, and the wait still ends in its time")
    void endsTheWaitInTimeDuringALongPoll() throws Exception {
        try (Open115Emulator slow = Open115Emulator.builder()
                        .clock(new EmulatorClock())
                        .qrHold(Duration.ofSeconds(40))
                        .start();
                PendingLogin pending = realTime(slow).start(diary)) {
            long begun = System.nanoTime();
            assertThat(pending.await(Duration.ofSeconds(2))).isEqualTo(LoginOutcome.NOT_IN_TIME);
            CompletableFuture<LoginOutcome> outcome = waiting(pending);
            Awaitility.await().until(() -> slow.requests().count(STATUS) == 2);
            slow.account().qrLogins().confirm(slow.account().qrLogins().newest());

            assertThat(outcome.get(5, TimeUnit.MINUTES)).isEqualTo(LoginOutcome.LOGGED_IN);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
            assertThat(slow.requests().count(STATUS)).isEqualTo(2);
        }
        assertThat(diary.entries).containsExactly("show");
    }

    @Test
    @DisplayName("R30 close ends a wait during a long poll")
    void closeEndsAWaitDuringALongPoll() {
        try (Open115Emulator slow =
                        Open115Emulator.builder().qrHold(Duration.ofSeconds(40)).start();
                PendingLogin pending = realTime(slow).start(diary)) {
            CompletableFuture<LoginOutcome> outcome = waiting(pending);
            Awaitility.await().until(() -> slow.requests().count(STATUS) == 1);

            pending.close();

            Awaitility.await().until(outcome::isDone);
            assertThat(outcome).isCompletedExceptionally();
        }
        assertThat(diary.entries).containsExactly("show");
    }

    private DeviceLogin realTime(Open115Emulator emulator) {
        return DeviceLogin.builder(emulator.clientId(), fixture.store())
                .authBaseUrl(emulator.authBaseUrl())
                .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                .build();
    }

    private static CompletableFuture<LoginOutcome> waiting(PendingLogin pending) {
        CompletableFuture<LoginOutcome> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(pending.await(LONG));
            } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }
}
