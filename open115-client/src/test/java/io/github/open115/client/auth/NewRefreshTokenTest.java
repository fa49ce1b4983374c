/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EverythingSeen;
import io.github.open115.client.auth.FaultyStore.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh token that an option brings while the store has a pair that works. */
@Timeout(600)
@DisplayName("R6 a new token is tried first, and the good pair stays until that one has proved itself")
class NewRefreshTokenTest {

    private static final String GOOD = "other-1";
    private static final String WRONG = "wrong-1";

    @TempDir
    Path directory;

    private AuthorizationFixture fixture;

    @BeforeEach
    void authorize() {
        fixture = new AuthorizationFixture(directory);
        assertThat(fixture.manager("refresh-1", null).accessToken()).isEqualTo("access-2");
        fixture.host.logIn("other");
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void replacesThePairWithItsFirstRefresh() {
        TokenManager running = fixture.manager(null, null);
        TokenManager manager = fixture.manager(GOOD, null);
        assertThat(fixture.stored().pair().refreshToken()).isEqualTo("refresh-2");
        assertSent();

        assertThat(manager.accessToken()).isEqualTo("access-other-2");

        assertThat(fixture.stored().candidate()).isNull();
        assertThat(fixture.manager(GOOD, null).accessToken()).isEqualTo("access-other-2");
        assertThat(fixture.manager("refresh-1", null).accessToken()).isEqualTo("access-other-2");
        assertThat(running.replacementFor("access-2")).isEqualTo("access-other-2");
        assertSent(GOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {40101032, 40140114, 40140115, 40140116, 40140119, 40140120, 40140137})
    void keepsThePairWhenItIsRefused(long code) {
        fixture.host.refuseNext(code);

        assertThat(fixture.manager(WRONG, null).accessToken()).isEqualTo("access-2");

        for (int i = 0; i < 3; i++) {
            fixture.advance(Duration.ofHours(1));
            assertThat(fixture.manager(WRONG, null).accessToken()).startsWith("access-");
        }
        assertThat(fixture.manager(null, null).accessToken()).isEqualTo("access-3");
        assertSent(WRONG, "refresh-2");
    }

    @Test
    void saysAtEachStartThatTheOptionIsWrong() {
        try (EverythingSeen seen = new EverythingSeen()) {
            fixture.manager(WRONG, null).accessToken();
            fixture.advance(Duration.ofHours(2));
            fixture.manager(WRONG, null).accessToken();
            fixture.manager(WRONG, null).accessToken();

            assertThat(seen.texts())
                    .filteredOn(text -> text.contains("was refused and is not tried again"))
                    .hasSize(1);
            assertThat(seen.texts())
                    .filteredOn(text -> text.contains("still has the value that was refused at 2026-10-01T12:00:00Z"))
                    .hasSize(2);
            seen.assertHidden(List.of(WRONG, "refresh-2", "access-2"));
        }
    }

    @Test
    void keepsThePairWhenItIsRefusedWhileThePairIsDue() {
        fixture.advance(Duration.ofHours(3));

        assertThat(fixture.manager(WRONG, null).accessToken()).isEqualTo("access-3");

        assertSent(WRONG, "refresh-2");
    }

    @ParameterizedTest
    @ValueSource(longs = {40140117, 40140121, 40110000})
    void usesThePairWhileTheServiceAsksToWait(long code) {
        fixture.host.refuseNext(code);
        assertTriedAgainAfterAMinute();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500, 503})
    void usesThePairWhileTheServiceFails(int status) {
        fixture.host.failNext(status, "<html>");
        assertTriedAgainAfterAMinute();
    }

    @Test
    void usesThePairAfterARequestThatWasLost() {
        fixture.host.loseNextRequest();
        assertTriedAgainAfterAMinute();
    }

    private void assertTriedAgainAfterAMinute() {
        TokenManager manager = fixture.manager(GOOD, null);

        assertThat(manager.accessToken()).isEqualTo("access-2");
        fixture.advance(Duration.ofSeconds(59));
        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(fixture.manager(GOOD, null).accessToken()).isEqualTo("access-2");
        assertSent(GOOD);
        fixture.advance(Duration.ofSeconds(1));
        assertThat(manager.accessToken()).isEqualTo("access-other-2");
        assertSent(GOOD, GOOD);
    }

    @Test
    void usesThePairWhileTheHostCannotBeReached() {
        TokenManager manager = fixture.manager(GOOD, null);
        fixture.host.close();

        for (int i = 0; i < 5; i++) {
            assertThat(manager.accessToken()).isEqualTo("access-2");
            fixture.advance(Duration.ofMinutes(16));
        }

        assertThat(fixture.stored().candidate().refreshToken()).isEqualTo(GOOD);
    }

    @Test
    void renewsThePairWhileTheNewTokenWaits() {
        TokenManager manager = fixture.manager(GOOD, null);
        fixture.advance(Duration.ofHours(3));
        fixture.host.refuseNext(40140121);

        assertThat(manager.accessToken()).isEqualTo("access-3");
        assertSent(GOOD, "refresh-2");
        assertThat(fixture.stored().candidate().refreshToken()).isEqualTo(GOOD);
        fixture.advance(Duration.ofMinutes(1));
        assertThat(manager.accessToken()).isEqualTo("access-other-2");
    }

    @Test
    void keepsThePairWhenTwoRepliesAreLost() {
        fixture.host.loseNextReply();
        TokenManager manager = fixture.manager(GOOD, null);
        assertThat(manager.accessToken()).isEqualTo("access-2");
        fixture.advance(Duration.ofSeconds(60));

        // the service has taken it by the first request
        assertThat(manager.accessToken()).isEqualTo("access-2");

        assertSent(GOOD, GOOD);
        fixture.advance(Duration.ofHours(1));
        assertThat(fixture.manager(GOOD, null).accessToken()).isEqualTo("access-2");
        assertSent(GOOD, GOOD);
    }

    @Test
    void anApplicationThatIsNotAcceptedIsTriedAgainAfterARestart() {
        fixture.host.refuseNext(40140100);
        TokenManager manager = fixture.manager(GOOD, null);
        assertThat(manager.accessToken()).isEqualTo("access-2");
        fixture.advance(Duration.ofHours(1));
        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertSent(GOOD);

        assertThat(fixture.manager(GOOD, null).accessToken()).isEqualTo("access-other-2");
    }

    @Test
    void takesThePlaceOfAPairThatDies() {
        fixture.advance(Duration.ofMinutes(1));
        fixture.host.refuseNext(40140121);
        TokenManager manager = fixture.manager(GOOD, null);
        assertThat(manager.accessToken()).isEqualTo("access-2");
        fixture.host.refuseNext(40140116);

        assertThatThrownBy(() -> manager.replacementFor("access-2"))
                .isInstanceOf(AuthorizationUnavailableException.class);

        assertThat(manager.lostReason()).isEmpty();
        fixture.advance(Duration.ofMinutes(1));
        assertThat(manager.accessToken()).isEqualTo("access-other-2");
        assertSent(GOOD, "refresh-2", GOOD);
    }

    @Test
    void takesThePlaceOfAPairThatWasRenewedMeanwhile() {
        fixture.advance(Duration.ofHours(3));
        fixture.host.refuseNext(40140121);
        TokenManager manager = fixture.manager(GOOD, null);
        assertThat(manager.accessToken()).isEqualTo("access-3");
        fixture.advance(Duration.ofMinutes(1));
        fixture.host.refuseNext(40140121);
        assertThat(manager.accessToken()).isEqualTo("access-3");
        fixture.host.refuseNext(40140116);

        try (EverythingSeen seen = new EverythingSeen()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> manager.replacementFor("access-3"))
                        .isInstanceOf(AuthorizationUnavailableException.class);
            }
            assertThat(seen.texts()).noneMatch(text -> text.contains("was written back"));
        }

        assertThat(fixture.stored().pair().refreshToken()).isEqualTo(GOOD);
        fixture.advance(Duration.ofMinutes(2));
        assertThat(manager.accessToken()).isEqualTo("access-other-2");
        assertSent(GOOD, "refresh-2", GOOD, "refresh-3", GOOD);
    }

    @Test
    void replacesADeadPairAtOnce() {
        fixture.advance(Duration.ofHours(3));
        fixture.host.refuseNext(40140116);
        TokenManager manager = fixture.manager(null, null);
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationLostException.class);

        fixture.manager(GOOD, null);

        assertThat(manager.lostReason()).isEmpty();
        assertThat(manager.accessToken()).isEqualTo("access-other-2");
    }

    @Test
    void isTriedWhenItIsBroughtAgainAfterAnotherOne() {
        fixture.manager(GOOD, null);
        assertThat(fixture.manager(WRONG, null).accessToken()).isEqualTo("access-2");

        assertThat(fixture.manager(GOOD, null).accessToken()).isEqualTo("access-other-2");

        assertSent(WRONG, GOOD);
    }

    @Test
    void theTokenOfThePairItselfChangesNothing() {
        assertThat(fixture.manager("refresh-2", null).accessToken()).isEqualTo("access-2");

        assertThat(fixture.stored().candidate()).isNull();
        assertSent();
    }

    @Test
    void anAccessTokenAloneDoesNotReplaceAPairThatCanBeRenewed() {
        try (EverythingSeen seen = new EverythingSeen()) {
            assertThat(fixture.manager(null, "access-of-a-day").accessToken()).isEqualTo("access-2");
            assertThat(seen.texts()).anyMatch(text -> text.contains("the option accessToken is not used"));
        }
        assertThat(fixture.stored().pair().refreshToken()).isEqualTo("refresh-2");
    }

    @Test
    void aLogInWinsOverATokenThatWaits() {
        TokenManager manager = fixture.manager(GOOD, null);
        fixture.host.logIn("scanned");
        Stores.authorize(fixture.files, AuthorizationFixture.ACCOUNT, "scanned-1");

        assertThat(manager.accessToken()).isEqualTo("access-scanned-2");
        assertThat(fixture.manager(GOOD, null).accessToken()).isEqualTo("access-scanned-2");
        assertSent("scanned-1");
    }

    @Test
    @DisplayName("R2 managers that share nothing but the store send it once")
    void isSentOnce() {
        List<TokenManager> managers =
                IntStream.range(0, 8).mapToObj(i -> fixture.manager(GOOD, null)).toList();

        List<CompletableFuture<String>> calls = managers.stream()
                .map(manager -> CompletableFuture.supplyAsync(manager::accessToken))
                .toList();

        // a manager that looked while another one tried the token goes on with the pair
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isIn("access-2", "access-other-2"));
        assertThat(managers.get(0).replacementFor("access-2")).isEqualTo("access-other-2");
        assertSent(GOOD);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    @DisplayName("R3 a crash at any moment costs neither the pair nor a reply that was kept")
    void survivesACrash(Step step) {
        FaultyStore store = new FaultyStore(fixture.files);
        TokenManager dying = fixture.manager(store, GOOD, null);
        store.crashAt(step);
        assertThat(dying.accessToken()).isEqualTo("access-2");

        TokenManager next = fixture.manager(GOOD, null);
        if (step == Step.AFTER_SAVE) {
            assertThat(next.accessToken()).isEqualTo("access-other-2");
        } else if (step == Step.BEFORE_MARK) {
            assertThat(next.accessToken()).isEqualTo("access-other-2");
        } else {
            // another process may still be about to get the reply
            assertThat(next.accessToken()).isEqualTo("access-2");
            fixture.advance(Duration.ofSeconds(60));
            assertThat(next.accessToken()).isEqualTo(step == Step.BEFORE_REPLY ? "access-2" : "access-other-2");
        }
        boolean isSentTwice = step == Step.BEFORE_REPLY;
        assertSent(isSentTwice ? new String[] {GOOD, GOOD} : new String[] {GOOD});
        // whatever became of it, what the store has works on
        fixture.advance(Duration.ofHours(3));
        assertThat(fixture.manager(null, null).accessToken()).isEqualTo(isSentTwice ? "access-3" : "access-other-3");
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_REPLY", "BEFORE_RENEWAL"})
    @DisplayName(
            "R3 a reply that the store could not keep stays in memory, and nothing of it is used before it is there")
    void keepsInMemoryWhatTheStoreCannotKeep(Step step) {
        FaultyStore store = new FaultyStore(fixture.files);
        TokenManager manager = fixture.manager(store, GOOD, null);
        store.failAt(step);
        assertThat(manager.accessToken()).isEqualTo("access-2");
        store.failAt(null);
        fixture.advance(Duration.ofSeconds(60));

        assertThat(manager.accessToken()).isEqualTo("access-other-2");

        assertSent(GOOD);
    }

    /** What was sent after the first refresh of the pair. */
    private void assertSent(String... tokens) {
        List<String> received = fixture.host.received();
        assertThat(received.subList(1, received.size())).containsExactly(tokens);
    }
}
