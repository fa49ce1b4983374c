/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import static io.github.open115.client.login.LoginFixture.ACCOUNT;
import static io.github.open115.client.login.LoginFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.DeadToken;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.login.LoginFixture.Diary;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceLoginTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final String NOTHING_NEW = "{\"state\":1,\"code\":0,\"data\":{}}";
    private static final String KEY_INVALID = "{\"state\":0,\"code\":40199002,\"message\":\"key invalid\",\"data\":{}}";

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
    @DisplayName("R26 scanned and confirmed: the tokens are in the store, and no client secret was sent")
    void logsIn() throws Exception {
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            String uid = fixture.phone().newest();
            assertThat(QrReader.readPng(diary.codes.get(0).png(4))).isEqualTo("https://115.com/scan/dg-" + uid);
            assertThat(pending.await(Duration.ofSeconds(3))).isEqualTo(LoginOutcome.NOT_IN_TIME);
            fixture.phone().scan(uid);
            assertThat(pending.await(Duration.ofSeconds(3))).isEqualTo(LoginOutcome.NOT_IN_TIME);
            fixture.phone().confirm(uid);

            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);

            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }
        assertThat(diary.entries).containsExactly("show", "scanned");
        TokenPair pair = fixture.stored().pair();
        assertThat(pair.accessToken())
                .isEqualTo(fixture.emulator().account().currentTokens().accessToken());
        assertThat(pair.refreshToken())
                .isEqualTo(fixture.emulator().account().currentTokens().refreshToken());
        assertThat(pair.expiresIn()).isEqualTo(Duration.ofHours(2));
        assertThat(fixture.emulator().requests().all())
                .allSatisfy(request -> assertThat(request.parameters().keySet())
                        .doesNotContain("client_secret", "app_secret", "app_key"));
    }

    @Test
    @DisplayName("R26 the end of the authorization is a year after the log-in")
    void theAuthorizationEndsAYearAfterTheLogIn() throws Exception {
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            fixture.phone().confirm(fixture.phone().newest());
            pending.await(LONG);
        }

        assertThat(fixture.stored().endsAt())
                .isEqualTo(fixture.clock().instant().plus(Duration.ofDays(365)));
        assertThat(fixture.store().accounts()).containsExactly(ACCOUNT);
    }

    @Test
    @DisplayName("R28 a log-in clears the mark of a dead token and keeps the list of tokens that options have set")
    void clearsTheMarkOfADeadToken() throws Exception {
        Instant now = fixture.clock().instant();
        fixture.store().exclusively(ACCOUNT, slot -> {
            StoredAuthorization offered = StoredAuthorization.NONE.offered(new TokenPair(null, "old", now, null));
            slot.save(offered.with(new DeadToken(onlySeed(offered), 40140116, "revoked", now)));
            return null;
        });
        String seed = onlySeed(fixture.stored());
        assertThat(fixture.stored().isDead()).isTrue();

        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            fixture.phone().confirm(fixture.phone().newest());
            pending.await(LONG);
        }

        assertThat(fixture.stored().dead()).isNull();
        assertThat(fixture.stored().attempt()).isNull();
        assertThat(fixture.stored().seeds()).containsExactly(seed);
    }

    @Test
    @DisplayName("R26 each form of 'no change' is waited through")
    void waitsWhileNothingHasChanged() throws Exception {
        fixture.nextPollsAnswer(
                NOTHING_NEW,
                status(0),
                "{\"state\":1,\"code\":0,\"message\":\"\",\"data\":[]}",
                "{\"state\":\"1\",\"data\":{\"status\":\"0\"}}",
                status(1),
                status(1),
                status(2));
        String uid;
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            uid = fixture.phone().newest();
            fixture.phone().confirm(uid);
            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }

        assertThat(diary.entries).containsExactly("show", "scanned");
        assertThat(fixture.polls()).isEqualTo(7);
        assertThat(fixture.emulator().requests().of(LoginFixture.STATUS)).allSatisfy(request -> {
            assertThat(request.parameter("uid")).isEqualTo(uid);
            assertThat(request.parameter("time")).isNotEmpty();
            assertThat(request.parameter("sign")).isNotEmpty();
        });
    }

    @Test
    @DisplayName("R26 an immediate answer instead of a long poll does not cause a tight loop")
    void asksOnceASecondAtMost() throws Exception {
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            assertThat(pending.await(Duration.ofSeconds(20))).isEqualTo(LoginOutcome.NOT_IN_TIME);
        }

        assertThat(fixture.polls()).isEqualTo(20);
    }

    @Test
    @DisplayName("R26 cancelled on the phone: outcome CANCELLED, store unchanged, no further call")
    void leavesTheStoreAloneWhenCancelled() throws Exception {
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            fixture.phone().scan(fixture.phone().newest());
            fixture.phone().cancel(fixture.phone().newest());
            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.CANCELLED);
            long calls = fixture.emulator().requests().all().size();
            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.CANCELLED);
            assertThat(fixture.emulator().requests().all()).hasSize((int) calls);
        }

        assertThat(fixture.stored()).isEqualTo(StoredAuthorization.NONE);
    }

    @Test
    @DisplayName("R26 codes that expire by status -1 or as unknown keys are replaced automatically")
    void replacesExpiredCodes() throws Exception {
        fixture.nextPollsAnswer(status(-1), KEY_INVALID, status(1), status(-1));
        try (PendingLogin pending = fixture.builder().maxRenewals(3).build().start(new Diary() {
            @Override
            public void show(LoginCode code) {
                super.show(code);
                diary.show(code);
                if (codes.size() == 4) {
                    fixture.phone().confirm(fixture.phone().newest());
                }
            }

            @Override
            public void scanned() {
                diary.scanned();
            }
        })) {
            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.LOGGED_IN);
        }

        assertThat(diary.entries).containsExactly("show", "show", "show", "scanned", "show");
        assertThat(diary.codes.stream().map(LoginCode::content)).doesNotHaveDuplicates();
        assertThat(fixture.emulator().requests().of("/open/authDeviceCode").stream()
                        .map(request -> request.parameter("code_challenge")))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R26 without a scan: the allowed number of codes, five minutes each, then EXPIRED")
    void endsWhenTheLastCodeExpires() throws Exception {
        Instant begun = fixture.clock().instant();
        try (PendingLogin pending = fixture.builder().maxRenewals(1).build().start(diary)) {
            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.EXPIRED);
        }

        assertThat(diary.codes).hasSize(2);
        assertThat(Duration.between(begun, fixture.clock().instant()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(fixture.stored()).isEqualTo(StoredAuthorization.NONE);
    }

    @Test
    @DisplayName("R26 a code is replaced by its age when the service does not report its expiry")
    void replacesACodeWhoseExpiryIsNotReported() throws Exception {
        fixture.emulator()
                .faults()
                .arm(LoginFixture.STATUS, Fault.body(NOTHING_NEW))
                .always();

        try (PendingLogin pending = fixture.builder().maxRenewals(1).build().start(diary)) {
            assertThat(pending.await(LONG)).isEqualTo(LoginOutcome.EXPIRED);
        }

        assertThat(diary.codes).hasSize(2);
    }

    @Test
    @DisplayName("R26 the verifier is sent only with the request for the tokens, and matches the challenge")
    void sendsTheVerifierOnlyWithTheRequestForTheTokens() throws Exception {
        try (PendingLogin pending = fixture.builder().build().start(diary)) {
            fixture.phone().confirm(fixture.phone().newest());
            pending.await(LONG);
        }

        LoggedRequest begin =
                fixture.emulator().requests().of("/open/authDeviceCode").get(0);
        LoggedRequest redeem =
                fixture.emulator().requests().of(LoginFixture.REDEEM).get(0);
        assertThat(begin.parameters()).containsOnlyKeys("client_id", "code_challenge", "code_challenge_method");
        assertThat(begin.parameter("code_challenge_method")).isEqualTo("sha256");
        assertThat(redeem.parameters()).containsOnlyKeys("uid", "code_verifier");
        assertThat(Pkce.challenge(redeem.parameter("code_verifier"))).isEqualTo(begin.parameter("code_challenge"));
    }

    @Test
    void refusesInvalidOptions() {
        assertThatThrownBy(() -> DeviceLogin.builder(" ", fixture.store()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("appId")
                .hasMessageContaining("open.115.com");
        assertThatThrownBy(() -> fixture.builder().account(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account");
        assertThatThrownBy(() -> fixture.builder().maxRenewals(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxRenewals");
        assertThatThrownBy(() -> fixture.builder().qrCodeBaseUrl("nowhere").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qrCodeBaseUrl");
    }

    /** The SHA-256 of the token that was offered. */
    private static String onlySeed(StoredAuthorization state) {
        return state.seeds().iterator().next();
    }
}
