/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.claims.ClaimingRepository.State;
import io.github.open115.client.EverythingSeen;
import io.github.open115.client.auth.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What instances can rely on who share a repository of claims, on each database. */
@Timeout(600)
@ParameterizedClass
@EnumSource(names = {"H2", "POSTGRESQL"})
@Tag("slow")
class JdbcClaimRepositoryTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    @Parameter
    StoreKind kind;

    @TempDir
    Path directory;

    private ClaimFixture instances;

    @BeforeEach
    void prepare() {
        instances = new ClaimFixture(kind.newAddress(directory));
    }

    @AfterEach
    void stop() {
        instances.close();
    }

    @Test
    @DisplayName("R10 what one instance claims or has confirmed no other gets; only what is confirmed is done")
    void oneInstanceHasAFileUntilItGivesItBackOrConfirmsIt() {
        JdbcClaimRepository one = instances.start();
        JdbcClaimRepository two = instances.start();

        assertThat(one.add("a")).isTrue();
        assertThat(one.add("a")).isFalse();
        assertThat(two.add("a")).isFalse();
        assertThat(two.contains("a")).isTrue();
        assertThat(two.states(List.of("a", "b"))).containsExactly(Map.entry("a", State.CLAIMED));

        assertThat(one.confirm("a")).isTrue();
        assertThat(one.confirm("a")).as("again, as after a lost reply").isTrue();
        assertThat(two.add("a")).isFalse();
        assertThat(two.states(List.of("a", "b"))).containsExactly(Map.entry("a", State.DONE));
        assertThat(instances.start().contains("a")).as("after a restart").isTrue();
        assertThat(instances.start("other route").add("a")).isTrue();
    }

    @Test
    @DisplayName("R10 a claim that is given back is free for all; nobody gives back what is another's or done")
    void aClaimThatIsGivenBackIsFreeForAll() {
        JdbcClaimRepository one = instances.start();
        JdbcClaimRepository two = instances.start();
        one.add("failed");
        one.add("done");
        one.confirm("done");

        assertThat(two.remove("failed")).isFalse();
        assertThat(one.remove("done")).isFalse();
        assertThat(one.remove("failed")).isTrue();

        assertThat(two.add("failed")).isTrue();
        assertThat(two.add("done")).isFalse();
        assertThat(two.forget("failed"))
                .as("only what is done can be forgotten")
                .isFalse();
        assertThat(two.forget("done")).isTrue();
        assertThat(two.add("done")).isTrue();
        two.confirm("done");
        two.clear();
        assertThat(one.contains("done")).isFalse();
        assertThat(one.contains("failed")).isTrue();
    }

    @Test
    @DisplayName("R10 the claims of an instance that died are taken over once its lease has ended, each by one")
    void takesOverTheClaimsOfADeadInstance() {
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key-" + i).toList();
        ClaimOwner dead = instances.withoutHeart(LEASE);
        List<JdbcClaimRepository> alive = List.of(instances.start(), instances.start());
        keys.forEach(dead::claim);
        assertThat(alive.get(0).add("key-39")).as("the lease still lasts").isFalse();
        endLeases();
        assertThat(alive.get(0).states(keys)).isEmpty();

        assertThat(race(alive, keys)).hasSize(40).values().containsOnly(1);
        assertThat(dead.renew("key-0")).isFalse();
        try (EverythingSeen log = new EverythingSeen()) {
            assertThat(dead.settle("key-0", true)).isFalse();
            assertThat(log.texts())
                    .anySatisfy(text -> assertThat(text)
                            .contains("key-0", "has taken it over, so it is delivered twice", "leaseTime (60000 ms)"));
        }
        dead.settle("key-0", false);
        assertThat(alive.get(0).contains("key-0")).as("left to its new owner").isTrue();
    }

    @Test
    @DisplayName("R10 an expired lease stays valid while no other instance claims the file")
    void confirmsAFileAfterTheLeaseWhenNobodyElseTookIt() {
        ClaimOwner slow = instances.withoutHeart(LEASE);
        JdbcClaimRepository other = instances.start();
        slow.claim("renewed");
        slow.claim("confirmed");
        endLeases();
        assertThat(other.contains("renewed")).isFalse();

        assertThat(slow.renew("renewed")).isTrue();
        assertThat(other.add("renewed")).isFalse();
        assertThat(slow.settle("confirmed", true)).isTrue();
        assertThat(other.add("confirmed")).isFalse();
    }

    @Test
    @DisplayName("R10 of many that reach for new files at once each file goes to one")
    void givesEachFileToOneOfManyInstances() {
        List<JdbcClaimRepository> all = List.of(instances.start(), instances.start());
        List<String> keys = IntStream.range(0, 60).mapToObj(i -> "key-" + i).toList();

        assertThat(race(all, keys)).hasSize(60).values().containsOnly(1);
    }

    /** How many of eight threads on these instances got each of the keys. */
    private static Map<String, Integer> race(List<JdbcClaimRepository> instances, List<String> keys) {
        Map<String, Integer> winners = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> atOnce = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JdbcClaimRepository instance = instances.get(i % instances.size());
            atOnce.add(CompletableFuture.runAsync(
                    () -> keys.stream().filter(instance::add).forEach(key -> winners.merge(key, 1, Integer::sum))));
        }
        atOnce.forEach(CompletableFuture::join);
        return winners;
    }

    @Test
    @DisplayName("R10 the heartbeat keeps a claim for as long as its owner lives; a stop gives it back at once")
    void keepsAClaimWhileItsOwnerLivesAndGivesItBackAtTheStop() {
        JdbcClaimRepository living = instances.repository();
        living.setHeartbeatInterval(200);
        living.start();
        JdbcClaimRepository other = instances.start();
        living.add("a");
        living.add("done");
        living.confirm("done");

        for (int beat = 0; beat < 3; beat++) {
            endLeases();
            await().until(() -> other.contains("a"));
        }
        living.stop();

        assertThat(other.add("a")).isTrue();
        assertThat(other.add("done")).isFalse();
    }

    /** As if nobody had renewed a claim for the time of its lease. */
    private void endLeases() {
        instances.execute("UPDATE open115_claim SET leased_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
    }

    @Test
    void stopsWithoutHavingStarted() {
        JdbcClaimRepository neverStarted = new JdbcClaimRepository();
        neverStarted.stop();

        JdbcClaimRepository refused = instances.withoutTable();
        refused.setRepositoryName("");
        assertThatThrownBy(refused::start).hasStackTraceContaining("repositoryName");
        refused.stop();
        assertThat(refused.getOwner()).isNull();

        JdbcClaimRepository again = instances.start();
        again.add("a");
        again.stop();
        again.stop();
        again.start();
        assertThat(again.add("a")).isTrue();
    }

    @Test
    void answersForManyKeysAtOnceWhateverTheirLength() {
        JdbcClaimRepository one = instances.start();
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 1200).mapToObj(i -> "key-" + i).toList());
        String path = "/" + "folder/".repeat(200);
        keys.add(path + "a");
        keys.add(path + "b");
        one.add("key-0");
        one.add("key-1199");
        one.add(path + "a");
        one.confirm(path + "a");

        assertThat(one.states(keys))
                .containsOnly(
                        Map.entry("key-0", State.CLAIMED),
                        Map.entry("key-1199", State.CLAIMED),
                        Map.entry(path + "a", State.DONE));
        assertThat(one.states(List.of())).isEmpty();
    }

    @Test
    @DisplayName("R10 while the database is away nothing is claimed, and what was done meanwhile is written afterwards")
    void writesWhatWasDoneWhileTheDatabaseWasAway() {
        JdbcClaimRepository one = instances.repository();
        one.setHeartbeatInterval(100);
        one.start();
        JdbcClaimRepository two = instances.start();
        List.of("done", "failed", "failed too").forEach(one::add);

        instances.cut(one);
        assertThatThrownBy(() -> one.add("b"))
                .isInstanceOf(ClaimException.class)
                .hasMessageContaining("claim a file")
                .hasMessageNotContaining("MARKER");
        assertThat(one.confirm("done")).isFalse();
        assertThat(one.remove("failed")).isFalse();
        assertThat(one.remove("failed too")).isFalse();
        assertThat(one.getUnwrittenCount()).isEqualTo(1);
        instances.mend(one);

        await().until(() -> two.states(List.of("done", "failed", "failed too")).equals(Map.of("done", State.DONE)));
        await().until(() -> one.getUnwrittenCount() == 0);
        assertThat(one.confirm("done")).isTrue();
    }

    @Test
    void forgetsWhatWasDoneLongAgoOnlyWhenAsked() {
        JdbcClaimRepository one = instances.start();
        List.of("old", "new", "open").forEach(one::add);
        one.confirm("old");
        one.confirm("new");
        instances.execute(
                "UPDATE open115_claim SET done_at = CURRENT_TIMESTAMP - INTERVAL '40' DAY WHERE file_key = 'old'");

        JdbcClaimRepository keeping = instances.start();
        assertThat(keeping.contains("old")).isTrue();
        JdbcClaimRepository pruning = instances.repository();
        pruning.setRetentionDays(30);
        pruning.start();

        await().until(() -> !one.contains("old"));
        assertThat(one.states(List.of("new", "open"))).hasSize(2);
    }

    @Test
    void makesTheTableOnlyWhenAsked() {
        JdbcClaimRepository bare = instances.withoutTable();
        bare.start();
        assertThatThrownBy(() -> bare.add("a"))
                .isInstanceOf(ClaimException.class)
                .hasMessageContaining("JdbcClaimRepository.createTables()");

        List<CompletableFuture<JdbcClaimRepository>> atOnce = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            atOnce.add(CompletableFuture.supplyAsync(bare::createTables));
        }
        atOnce.forEach(CompletableFuture::join);
        assertThat(bare.add("a")).isTrue();

        JdbcClaimRepository.tableStatements().forEach(statement -> instances.execute(statement));
    }
}
