/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R6 each code of docs/115-open-api.md B.8 in answer to a refresh has its reaction")
class RefreshReactionTest {

    @TempDir
    Path directory;

    private AuthorizationFixture fixture;
    private TokenManager manager;

    @BeforeEach
    void begin() {
        fixture = new AuthorizationFixture(directory);
        manager = fixture.manager("refresh-1", null);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                40101004, 40101017, 40110000, 40140105, 40140117, 40140121, 40140123, 40140124, 40140125, 40140126,
                40140134, 40199002
            })
    void waitsAndKeepsThePair(long code) {
        fixture.host.refuseNext(code).refuseNext(code);

        assertUnavailableFor(Duration.ofSeconds(60), 1);
        assertUnavailableFor(Duration.ofSeconds(120), 2);
        assertThat(manager.accessToken()).isEqualTo("access-2");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "429", "405", "404"})
    void anHttpFailureKeepsThePair(int status) {
        fixture.host.failNext(status, "<html>");

        assertUnavailableFor(Duration.ofSeconds(60), 1);
        assertThat(manager.accessToken()).isEqualTo("access-2");
    }

    @Test
    void anUnreachableHostKeepsThePairForEver() {
        fixture.host.close();
        StoredAuthorization before = fixture.stored();

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
            fixture.advance(Duration.ofMinutes(16));
        }

        assertThat(fixture.stored().pair()).isEqualTo(before.pair());
        assertThat(manager.lostReason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {40101032, 40140114, 40140115, 40140116, 40140119, 40140120, 40140137})
    void neverSendsADeadTokenAgain(long code) {
        fixture.host.refuseNext(code);

        assertLost(code);
        fixture.advance(Duration.ofDays(30));
        assertLost(code);
        TokenManager afterRestart = fixture.manager("refresh-1", null);
        assertThatThrownBy(afterRestart::accessToken).isInstanceOf(AuthorizationLostException.class);

        assertThat(fixture.host.received()).containsExactly("refresh-1");
        assertThat(manager.lostReason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains(
                                AuthorizationFixture.ACCOUNT, Long.toString(code), "refreshToken", directory.toString())
                        .doesNotContain("refresh-1"));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                40100000, 40140100, 40140101, 40140102, 40140103, 40140104, 40140106, 40140107, 40140108, 40140109,
                40140110, 40140111, 40140112, 40140113, 40140118, 40140122, 40140127, 40140128, 40140129, 40140130,
                40140131, 40140132, 40140133, 40140135, 40140136
            })
    void aConfigurationErrorStopsThisProcessAndBurnsNothing(long code) {
        fixture.host.refuseNext(code);

        assertLost(code);
        fixture.advance(Duration.ofDays(1));
        assertLost(code);
        assertThat(fixture.host.received()).hasSize(1);
        assertThat(fixture.stored().isDead()).isFalse();

        assertThat(fixture.manager("refresh-1", null).accessToken()).isEqualTo("access-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"state\":1,\"data\":",
                "{\"state\":1,\"data\":{}}",
                "{\"state\":1,\"data\":{\"access_token\":\"x\"}}"
            })
    void aReplyWithoutTokensMayHaveReplacedThem(String body) {
        fixture.host.failNext(200, body);

        assertUnavailableFor(Duration.ofSeconds(60), 1);
        assertThat(manager.accessToken()).isEqualTo("access-2");
    }

    private void assertUnavailableFor(Duration pause, int sent) {
        TokenPair before = fixture.stored().pair();
        assertThatThrownBy(manager::accessToken)
                .isInstanceOfSatisfying(
                        AuthorizationUnavailableException.class,
                        e -> assertThat(e.retryAt())
                                .isEqualTo(fixture.clock.instant().plus(pause)));
        fixture.advance(pause.minusSeconds(1));
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        assertThat(fixture.host.received()).hasSize(sent);
        assertThat(fixture.stored().pair()).isEqualTo(before);
        fixture.advance(Duration.ofSeconds(1));
    }

    private void assertLost(long code) {
        assertThatThrownBy(manager::accessToken)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining(Long.toString(code));
    }
}
