/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.claims.ClaimingRepository.State;
import io.github.open115.client.auth.StoreKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database was away for longer than a lease, and is back before the next heartbeat. */
@Timeout(600)
class UnwrittenOutcomesTest {

    @TempDir
    Path directory;

    private ClaimFixture instances;
    private ClaimOwner instance;
    private JdbcClaimRepository other;
    private volatile WatchedDataSource.Before connecting = () -> {};

    @BeforeEach
    void claim() {
        instances = new ClaimFixture(StoreKind.H2.newAddress(directory));
        instance = instances.withoutHeart(Duration.ofMinutes(1), () -> connecting.connection());
        other = instances.start();
        assertThat(instance.claim("key")).isTrue();
    }

    @AfterEach
    void stop() {
        instances.close();
    }

    /** The outcome of the file comes while the database is away. */
    private void settleWhileAway(boolean done) {
        cut();
        assertThat(instance.settle("key", done)).isFalse();
        endLease();
        mend();
    }

    private void cut() {
        connecting = () -> {
            throw new SQLException("MARKER", "08001");
        };
    }

    private void mend() {
        connecting = () -> {};
    }

    private void endLease() {
        instances.execute("UPDATE open115_claim SET leased_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
    }

    @Test
    @DisplayName(
            "R10 a file that failed meanwhile and is claimed again stays claimed when its first failure is written")
    void claimsAFailedFileAgainAndKeepsThatClaim() {
        settleWhileAway(false);

        assertThat(instance.claim("key")).isTrue();
        instance.writeWaiting();

        assertThat(other.add("key")).isFalse();
        assertThat(instance.settle("key", true)).isTrue();
    }

    @Test
    @DisplayName("R10 the same when another instance has had the file in between")
    void claimsAFailedFileAgainAfterAnotherInstanceHadIt() {
        settleWhileAway(false);
        assertThat(other.add("key")).isTrue();
        other.remove("key");

        assertThat(instance.claim("key")).isTrue();
        instance.writeWaiting();

        assertThat(other.add("key")).isFalse();
    }

    @Test
    @DisplayName(
            "R10 a file that was done while the database was away is done for all instances, and is not claimed again")
    void doesNotClaimAFileAgainThatWasDoneMeanwhile() {
        settleWhileAway(true);
        assertThat(instance.claim("key")).isFalse();
        assertThat(other.states(List.of("key"))).isEqualTo(Map.of("key", State.DONE));
    }

    @Test
    @DisplayName("R10 a look-up knows that it is done, too; and it can be forgotten")
    void looksUpAndForgetsAFileThatWasDoneMeanwhile() {
        settleWhileAway(true);
        assertThat(instance.states(List.of("key"))).isEqualTo(Map.of("key", State.DONE));

        instance.forgetAll();
        assertThat(instance.claim("key")).isTrue();
        settleWhileAway(true);
        assertThat(instance.forget("key")).isTrue();
        assertThat(other.add("key")).isTrue();
    }

    @Test
    @DisplayName("R10 a file that is still being processed is not claimed a second time by the same instance")
    void doesNotClaimAFileTwiceThatIsStillProcessed() {
        endLease();
        assertThat(instance.claim("key")).isFalse();
        assertThat(instance.settle("key", true)).isTrue();
    }

    @Test
    @DisplayName("R10 R40 while the database stays away a claim says that it cannot be made, and no outcome is lost")
    void refusesClaimsAndLosesNoOutcomeWhileTheDatabaseStaysAway() {
        instance.claim("failed");
        settleWhileAway(true);
        cut();
        instance.settle("failed", false);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> instance.claim("new"))
                    .isInstanceOf(ClaimException.class)
                    .hasMessageContaining("to claim a file")
                    .hasMessageNotContaining("MARKER");
            assertThatThrownBy(() -> instance.states(List.of("new")))
                    .isInstanceOf(ClaimException.class)
                    .hasMessageContaining("to look for claims");
        }
        assertThat(instance.doneButUnwritten()).isEqualTo(1);
        mend();

        assertThat(instance.claim("new")).isTrue();
        assertThat(instance.doneButUnwritten()).isZero();
        assertThat(other.states(List.of("key", "failed", "new")))
                .isEqualTo(Map.of("key", State.DONE, "new", State.CLAIMED));
    }

    @ParameterizedTest(name = "of a claim taken over {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("R10 a claim whose reply was lost is given back, and the file can be claimed again")
    void givesBackAClaimWhoseReplyWasLost(boolean takenOver) {
        AtomicBoolean lost = new AtomicBoolean();
        ClaimOwner unlucky = instances.losingReplies(Duration.ofMinutes(2), lost::get);
        String key = takenOver ? "key" : "new";
        endLease();
        lost.set(true);
        assertThatThrownBy(() -> unlucky.claim(key)).isInstanceOf(ClaimException.class);
        lost.set(false);
        assertThat(other.add(key)).as("it was made").isFalse();

        assertThat(unlucky.claim(key)).isTrue();
        unlucky.writeWaiting();
        assertThat(other.add(key)).isFalse();
        assertThat(unlucky.settle(key, true)).isTrue();
    }

    @Test
    @DisplayName("R10 a heartbeat that is at work does not give back what was claimed meanwhile")
    void aHeartbeatDoesNotGiveBackANewClaim() throws Exception {
        settleWhileAway(false);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread heart = new Thread(instance::writeWaiting);
        connecting = () -> {
            if (Thread.currentThread() == heart) {
                begun.countDown();
                awaitQuietly(goOn);
            }
        };
        heart.start();
        begun.await();
        FutureTask<Boolean> claim = new FutureTask<>(() -> instance.claim("key"));
        Thread poll = new Thread(claim);
        poll.start();
        await().until(() -> claim.isDone() || poll.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        heart.join();

        assertThat(claim.get()).isTrue();
        assertThat(other.add("key")).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
