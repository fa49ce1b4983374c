/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.camel.claims.ClaimException;
import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.camel.claims.Pool;
import io.github.open115.camel.claims.WatchedDataSource;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.EmulatedFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contexts that poll one folder and share their claims in a database (R10). */
@Timeout(600)
class SeveralInstancesTest extends PollFixture {

    private static final String SHARED = inbox("idempotentRepository=#claims&exceptionHandler=#failures");

    private final CollectingExceptionHandler failures = new CollectingExceptionHandler(new CopyOnWriteArrayList<>());
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean away;
    private String address;

    @BeforeEach
    void newDatabase() {
        address = StoreKind.H2.newAddress(state);
        new JdbcClaimRepository(StoreKind.dataSource(address), "inbox").createTables();
    }

    @Test
    @DisplayName("R10 two instances deliver each file once between them, without failures and without a link")
    void twoInstancesDeliverEachFileOnce() throws Exception {
        for (int i = 0; i < 120; i++) {
            put("/inbox/f" + i % 3, "file-" + i + ".txt");
        }
        String uri = SHARED + "&recursive=true&maxMessagesPerPoll=20";
        try (Routes one = instance("one", uri, deliveries);
                Routes two = instance("two", uri, deliveries)) {
            for (int rounds = 0; delivered.size() < 120; rounds++) {
                assertThat(rounds).isLessThan(120);
                pollTogether(one, two);
            }
            pollTogether(one, two);
        }
        assertThat(delivered).hasSize(120).doesNotHaveDuplicates();
        assertThat(failures.failures()).isEmpty();
        assertThat(emulator().requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("R10 a file that another instance has claimed waits here without a call, and comes when that one dies")
    void takesOverTheFilesOfADeadInstance() throws Exception {
        String key = keyOf(put("/inbox/other", "b.txt"));
        String folder = drive().folder("/inbox/other");
        put("/inbox", "a.txt");
        claimElsewhere(key);
        try (Routes one = instance("one", SHARED + "&recursive=true", deliveries)) {
            poll(one);
            assertThat(delivered).hasSize(1);
            pollOn(one, 2);
            assertThat(delivered).containsExactly("a.txt");
            assertThat(emulator().requests().of(LIST))
                    .as("no look-up of its folder")
                    .noneMatch(request -> folder.equals(request.parameter("cid")));

            endLease(key);
            poll(one);
            assertThat(delivered).hasSize(2);
            assertThat(delivered).containsExactly("a.txt", "other/b.txt");
        }
    }

    @Test
    @DisplayName("R10 a file that another instance took over between poll and processing is left to that one")
    void leavesAFileTakenOverByAnotherInstance() throws Exception {
        put("/inbox", "a.txt");
        String key = keyOf(put("/inbox", "b.txt"));
        Processor route = exchange -> {
            deliveries.process(exchange);
            if (delivered.size() == 1) {
                execute("UPDATE open115_claim SET owner = 'other' WHERE file_key = '" + key + "'");
            }
        };
        try (Routes one = instance("one", SHARED + "&sortBy=file:name", route)) {
            poll(one);
            assertThat(delivered).hasSize(1);
            pollOn(one, 4);
            assertThat(delivered).containsExactly("a.txt");

            endLease(key);
            poll(one);
            assertThat(delivered).hasSize(2);
            pollOn(one, 2);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
        assertThat(failures.failures()).isEmpty();
        assertThat(emulator().requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("R10 a failed route releases the claim, and any instance delivers the file again")
    void failedRouteReleasesItsClaim() throws Exception {
        put("/inbox", "a.txt");
        AtomicInteger attempts = new AtomicInteger();
        Processor failing = exchange -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        };
        try (Routes one = instance("one", SHARED, failing)) {
            poll(one);
            assertThat(attempts).hasValue(1);
            try (Routes two = instance("two", SHARED, deliveries)) {
                poll(two);
                assertThat(delivered).hasSize(1);
                pollOn(one, 2);
                pollOn(two, 2);
            }
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R10 a poll of many files that are done asks the database for all of them together")
    void idlePollQueriesTheDatabaseOnce() throws Exception {
        for (int i = 0; i < 600; i++) {
            put("/inbox", "file-" + i + ".txt");
        }
        String uri = SHARED + "&maxMessagesPerPoll=600";
        try (Routes one = instance("one", uri, deliveries)) {
            poll(one);
            assertThat(delivered).hasSize(600);
        }
        connections.set(0);
        long polls = calls(LIST);
        try (Routes one = instance("one", uri, deliveries)) {
            pollOn(one, 5);
        }
        assertThat(delivered).hasSize(600);
        assertThat((long) connections.get())
                .as("one a poll, and the start, the heartbeat and the stop")
                .isLessThanOrEqualTo(calls(LIST) - polls + 6);
    }

    @Test
    @DisplayName(
            "R10 R40 a database that goes away during a batch ends the batch with one failure, and no file is lost")
    void endsTheBatchWhenTheDatabaseGoesAway() throws Exception {
        for (int i = 0; i < 20; i++) {
            put("/inbox", "file-" + i + ".txt");
        }
        Processor route = exchange -> {
            deliveries.process(exchange);
            if (delivered.size() == 1) {
                connections.set(0);
                away = true;
            }
        };
        try (Routes one = instance("one", SHARED, route)) {
            poll(one);
            assertThat(delivered).hasSize(1);
            assertThat(connections)
                    .as("the end of one file, the claim of the next")
                    .hasValue(2);
            assertThat(failures.handled()).hasSize(1).hasOnlyElementsOfType(ClaimException.class);

            away = false;
            pollOn(one, 2);
        }
        assertThat(delivered).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void refusesToClaimWhenItIsTooLate() {
        Throwable refused = catchThrowable(() ->
                instance("one", SHARED + "&idempotentEager=false", deliveries).close());
        assertThat(refused)
                .hasStackTraceContaining("idempotentEager=false")
                .hasStackTraceContaining("remove the option");
    }

    private static void pollTogether(Routes one, Routes two) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> poll(two));
        poll(one);
        other.join();
    }

    private Routes instance(String name, String uri, Processor route) throws Exception {
        Routes routes = Routes.authorized(emulator(), state.resolve(name));
        JdbcClaimRepository claims =
                new JdbcClaimRepository(WatchedDataSource.of(Pool.at(address), this::connecting), "inbox");
        // neither beats nor ends while a test is slow
        claims.setLeaseTime(Duration.ofHours(2).toMillis());
        claims.setHeartbeatInterval(Duration.ofHours(1).toMillis());
        routes.context().getRegistry().bind("claims", claims);
        routes.context().getRegistry().bind("failures", failures);
        return routes.from(uri, route).start();
    }

    private void connecting() throws SQLException {
        connections.incrementAndGet();
        if (away) {
            throw new SQLException("away", "08001");
        }
    }

    private static String keyOf(EmulatedFile file) {
        return file.id() + ":" + file.sha1();
    }

    private void claimElsewhere(String key) {
        execute("INSERT INTO open115_claim (repository, file_key, owner, leased_until) VALUES ('inbox', '" + key
                + "', 'other', CURRENT_TIMESTAMP + INTERVAL '1' HOUR)");
    }

    private void endLease(String key) {
        execute("UPDATE open115_claim SET leased_until = CURRENT_TIMESTAMP WHERE file_key = '" + key + "'");
    }

    private void execute(String sql) {
        try (Connection connection = StoreKind.dataSource(address).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
