/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can have a consumer do by JMX. Nothing polls here but what is asked for. */
class ConsumerOperationsTest extends PollFixture {

    private static final String BEGINS = "by a poll that begins now";

    @TempDir
    Path database;

    private static MBeanServer server(Routes routes) {
        return routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private static ObjectName consumer(Routes routes) throws Exception {
        ObjectName any = new ObjectName("org.apache.camel:context="
                + routes.context().getManagementName() + ",type=consumers,name=Open115Consumer(*)");
        return server(routes).queryNames(any, null).iterator().next();
    }

    private static String invoke(Routes routes, String operation) throws Exception {
        return (String) server(routes).invoke(consumer(routes), operation, new Object[0], new String[0]);
    }

    private static String deliverAgain(Routes routes, String file) throws Exception {
        String[] signature = {String.class.getName()};
        return (String) server(routes).invoke(consumer(routes), "deliverAgain", new Object[] {file}, signature);
    }

    private void awaitDelivered(int files) {
        await().until(() -> delivered.size() >= files);
    }

    /** Waits until the poll that has delivered something has ended, so that another one can begin. */
    private static void awaitEnd(Routes routes) {
        await().until(() -> !routes.consumer("in").isPollUnderWay());
    }

    @Test
    @DisplayName("R40 pollNow polls at once, with one call where nothing but the new file has changed")
    void pollsNow() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("")) {
            poll(routes);
            put("/inbox", "b.txt");
            int before = calls();
            assertThat(invoke(routes, "pollNow")).contains(BEGINS);
            awaitDelivered(2);
            awaitEnd(routes);
            assertThat(calls() - before).isEqualTo(1);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
    }

    @Test
    @DisplayName("R40 pollNow during a poll begins no second one beside it")
    void pollsOneAtATime() throws Exception {
        put("/inbox", "a.txt");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("in", INBOX, exchange -> {
                    begun.countDown();
                    goOn.await();
                })
                .start()) {
            invoke(routes, "pollNow");
            begun.await();
            assertThat(invoke(routes, "pollNow")).contains("by the next poll, when the one under way has ended");
            poll(routes);
            assertThat(routes.consumer("in").getCounter()).isEqualTo(1);
            goOn.countDown();
            awaitEnd(routes);
        }
    }

    @Test
    @DisplayName("R40 R5 while the account is paused an operation makes no call and says why")
    void refusesWhilePaused() throws Exception {
        try (Routes routes = route("")) {
            emulator().faults().arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"));
            poll(routes);
            int before = calls();
            for (String operation : new String[] {"pollNow", "reconcileNow", "deliverEverythingAgain"}) {
                assertThat(invoke(routes, operation))
                        .startsWith("Nothing is done. ")
                        .contains("throttles it");
            }
            assertThat(deliverAgain(routes, "a.txt")).startsWith("Nothing is done. ");
            assertThat(calls()).isEqualTo(before);

            routes.context().getRouteController().suspendRoute("in");
            assertThat(invoke(routes, "pollNow")).contains("start or resume its route");
        }
    }

    @Test
    @DisplayName(
            "R40 reconcileNow reads all rows, and finds an exchange of old files, which leaves no trace in the newest")
    void reconcilesNow() throws Exception {
        EmulatedFile leaves = put("/inbox", "leaves.txt");
        Instant old = emulator().clock().instant();
        emulator().clock().advance(Duration.ofHours(1));
        for (int i = 0; i < 25; i++) {
            put("/inbox", "file-" + i + ".txt");
        }
        try (Routes routes = route("pageSize=10")) {
            poll(routes);
            drive().purge(leaves.id());
            drive().addFile(drive().folder("/inbox"), "comes.txt", Content.of("x"), old);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(delivered).hasSize(26);

            int before = calls();
            assertThat(invoke(routes, "reconcileNow")).contains("All rows", BEGINS);
            awaitDelivered(27);
            awaitEnd(routes);
            assertThat(calls() - before).isBetween(3, 5);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
        }
        assertThat(delivered).hasSize(27).last().isEqualTo("comes.txt");
    }

    @Test
    @DisplayName("R10 deliverEverythingAgain delivers each file once more, also those of before a restart")
    void deliversEverythingAgain() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox/", "b.txt");
        try (Routes routes = route("")) {
            poll(routes);
        }
        try (Routes routes = route("")) {
            assertThat(invoke(routes, "deliverEverythingAgain")).contains("All files of the folder", BEGINS);
            awaitDelivered(4);
            awaitEnd(routes);
            pollOn(routes, 2);
        }
        try (Routes routes = route("")) {
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt", "a.txt", "b.txt");
    }

    @Test
    @DisplayName("R10 deliverAgain delivers one file once more, by its path or id, with a look-up and a poll")
    void deliversOneFileAgain() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        try (Routes routes = route("")) {
            poll(routes);
            int before = calls();
            assertThat(deliverAgain(routes, "a.txt"))
                    .isEqualTo("File " + file.id() + " (a.txt) is delivered again " + BEGINS
                            + ", unless SkippedReason says otherwise");
            awaitDelivered(3);
            awaitEnd(routes);
            assertThat(calls() - before).isEqualTo(2);
            deliverAgain(routes, file.id());
            awaitDelivered(4);
            awaitEnd(routes);
            MBeanServer server = server(routes);
            ObjectName consumer = consumer(routes);
            server.invoke(consumer, "deliverAgain", new Object[] {"a.txt"}, new String[] {String.class.getName()});
            awaitDelivered(5);
            awaitEnd(routes);
            pollOn(routes, 2);
        }
        // the memory of the folder was kept: no second listing of everything
        try (Routes routes = route("")) {
            assertThat(callsOfPoll(routes)).as("finding the folder, and one").isEqualTo(2);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt", "a.txt", "a.txt", "a.txt");
    }

    @Test
    @DisplayName("R10 deliverAgain refuses with a sentence what cannot be delivered again")
    void refusesOneFile() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox/sub", "c.txt");
        EmulatedFile elsewhere = put("/other", "d.txt");
        try (Routes routes = route("exclude=a.*")) {
            poll(routes);
            assertThat(deliverAgain(routes, "none.txt")).contains("There is no file 'none.txt'");
            assertThat(deliverAgain(routes, "sub")).contains("is a folder");
            assertThat(deliverAgain(routes, elsewhere.id())).contains("is not in the polled folder");
            assertThat(deliverAgain(routes, "sub/c.txt")).contains("is not in the polled folder");
            assertThat(deliverAgain(routes, "a.txt")).contains("was not delivered before");
        }
    }

    @Test
    @DisplayName("R10 both work with a repository of claims; one of the user's is left to the user")
    void worksWithClaims() throws Exception {
        JdbcClaimRepository claims =
                new JdbcClaimRepository(StoreKind.dataSource(StoreKind.H2.newAddress(database)), "in").createTables();
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        try (Routes routes = route("idempotentRepository=#claims", Map.of("claims", claims))) {
            poll(routes);
            assertThat(deliverAgain(routes, "a.txt")).contains(BEGINS);
            awaitDelivered(3);
            awaitEnd(routes);
            invoke(routes, "deliverEverythingAgain");
            awaitDelivered(5);
            awaitEnd(routes);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt", "a.txt", "a.txt", "b.txt");
        try (Routes routes = new Routes(emulator(), state)) {
            routes.context().getRegistry().bind("memory", MemoryIdempotentRepository.memoryIdempotentRepository(10));
            routes.fromNamed("in", INBOX + "&idempotentRepository=#memory", deliveries)
                    .start();
            assertThat(invoke(routes, "deliverEverythingAgain"))
                    .startsWith("Nothing is done. ")
                    .contains("remove what is to come again from it");
        }
    }
}
