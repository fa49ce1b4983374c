/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.FaultyStore.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R3 a crash does not cost the authorization")
class RefreshCrashTest {

    @TempDir
    Path directory;

    private AuthorizationFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new AuthorizationFixture(directory);
        fixture.manager("refresh-1", null);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void crashBeforeTheStartWasMarked() {
        crash(Step.BEFORE_MARK);

        assertThat(restarted().accessToken()).isEqualTo("access-2");
    }

    @Test
    void crashBeforeSending() {
        crash(Step.AFTER_MARK);
        assertThat(fixture.host.received()).isEmpty();

        TokenManager manager = restarted();
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        fixture.advance(Duration.ofSeconds(60));
        assertThat(manager.accessToken()).isEqualTo("access-2");
    }

    @Test
    void crashAfterReceivingAndBeforeTheReplyIsKept() {
        crash(Step.BEFORE_REPLY);

        assertOneMoreAttemptThenLost();
    }

    @Test
    @DisplayName("R3 a token that somebody adopts after a crash does not cost the reply that was kept")
    void adoptedTokenLeavesTheKeptReply() {
        crash(Step.AFTER_REPLY);

        TokenAdoption.adopt(fixture.files, AuthorizationFixture.ACCOUNT, "wrong", fixture.clock);

        assertThat(restarted().accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).containsExactly("refresh-1", "wrong");
    }

    @Test
    void crashWhileTheReplyIsWritten() throws IOException {
        crash(Step.AFTER_REPLY);
        Path reply = directory.resolve("account-" + AuthorizationFixture.ACCOUNT + ".reply");
        String whole = Files.readString(reply);
        Files.writeString(reply, whole.substring(0, whole.length() / 2));

        assertOneMoreAttemptThenLost();
    }

    @Test
    void crashAfterTheReplyIsKept() {
        crash(Step.AFTER_REPLY);

        assertThat(restarted().accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).hasSize(1);
    }

    @Test
    void crashAfterEverythingIsWritten() {
        crash(Step.AFTER_SAVE);

        assertThat(restarted().accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).hasSize(1);
    }

    @Test
    void aReplyOfAnEarlierRefreshIsNotTakenForAnother() throws IOException {
        TokenManager manager = fixture.manager("refresh-1", null);
        manager.accessToken();
        Files.writeString(
                directory.resolve("account-" + AuthorizationFixture.ACCOUNT + ".reply"),
                "{\"state\":1,\"data\":{\"access_token\":\"stale\",\"refresh_token\":\"stale\",\"expires_in\":7200}}");
        fixture.advance(Duration.ofHours(2));
        fixture.host.loseNextRequest();

        TokenManager after = restarted();
        assertThatThrownBy(after::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        fixture.advance(Duration.ofSeconds(60));
        assertThat(after.accessToken()).isEqualTo("access-3");
    }

    @Test
    void aStoreThatCannotWriteKeepsTheReplyInMemoryAndUsesNothing() {
        FaultyStore store = new FaultyStore(fixture.files);
        TokenManager manager = fixture.manager(store, "refresh-1", null);
        store.failAt(Step.BEFORE_REPLY);
        assertThatThrownBy(manager::accessToken).isInstanceOf(TokenStoreException.class);
        store.failAt(Step.BEFORE_RENEWAL);
        assertThatThrownBy(manager::accessToken).isInstanceOf(TokenStoreException.class);
        store.failAt(null);

        assertThat(manager.accessToken()).isEqualTo("access-2");
        assertThat(fixture.stored().pair().accessToken()).isEqualTo("access-2");
        assertThat(fixture.host.received()).hasSize(1);
    }

    @Test
    @DisplayName("R3 after a lost reply there is one more attempt, then a person must log in")
    void retriesOnceAfterALostReply() {
        fixture.host.loseNextReply();
        TokenManager manager = restarted();
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);

        assertThat(fixture.host.received()).hasSize(1);
        assertOneMoreAttemptThenLost();
    }

    @Test
    @DisplayName("R3 after two attempts without a reply a person must log in")
    void asksForAPersonAfterTwoLostReplies() {
        fixture.host.loseNextReply().loseNextRequest();
        TokenManager manager = restarted();
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        fixture.advance(Duration.ofSeconds(60));
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationLostException.class);
        fixture.advance(Duration.ofDays(1));
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationLostException.class);

        assertThat(fixture.host.received()).hasSize(2);
    }

    private void assertOneMoreAttemptThenLost() {
        TokenManager manager = restarted();
        assertThat(fixture.stored().pair().refreshToken()).isEqualTo("refresh-1");
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        assertThat(fixture.host.received()).hasSize(1);
        fixture.advance(Duration.ofSeconds(60));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationLostException.class);
            fixture.advance(Duration.ofHours(1));
        }
        assertThat(fixture.host.received()).containsExactly("refresh-1", "refresh-1");
    }

    private TokenManager restarted() {
        return fixture.manager("refresh-1", null);
    }

    private void crash(Step step) {
        FaultyStore store = new FaultyStore(fixture.files);
        TokenManager manager = fixture.manager(store, "refresh-1", null);
        store.crashAt(step);
        assertThatThrownBy(manager::accessToken).isInstanceOf(AuthorizationUnavailableException.class);
        assertThat(fixture.stored().pair().refreshToken()).isIn("refresh-1", "refresh-2");
    }
}
