/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManagementTest extends PollFixture {

    @Test
    @DisplayName("R40 JMX shows of an account its calls, whether it is throttled, its authorization and its token")
    void showsAnAccount() throws Exception {
        MBeanServer server;
        ObjectName name;
        try (Routes routes = Routes.authorized(emulator(), state).start()) {
            AccountStates.call(routes);
            server = server(routes);
            name = only(routes, "type=open115accounts,name=\"default\"");
            assertThat(value(server, name, "Account")).isEqualTo("default");
            assertThat(value(server, name, "TotalCalls"))
                    .isEqualTo((long) emulator().requests().all().size());
            assertThat(value(server, name, "Calls"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Long.class))
                    .containsEntry("GET /open/ufile/files", 1L)
                    .containsEntry("POST /open/refreshToken", 1L);
            assertThat(value(server, name, "UsedToday")).isEqualTo(1);
            assertThat(value(server, name, "RequestsPerDay")).isEqualTo(1_000_000);
            assertThat(value(server, name, "Authorization")).isEqualTo("GOOD");
            assertThat(value(server, name, "AuthorizationProblem")).isNull();
            assertThat(value(server, name, "Throttled")).isEqualTo(false);
            assertThat(value(server, name, "ThrottledUntil")).isNull();
            assertThat(value(server, name, "CooldownLeft")).isEqualTo(0L);
            emulator().clock().advance(Duration.ofSeconds(90));
            assertThat(value(server, name, "TokenAge")).isEqualTo(90L);
            assertThat(value(server, name, "TokenExpiresAt"))
                    .isEqualTo(
                            emulator().clock().instant().plusSeconds(7200 - 90).toString());

            AccountStates.throttle(emulator(), routes);
            int calls = emulator().requests().all().size();
            assertThat(value(server, name, "Throttled")).isEqualTo(true);
            assertThat(value(server, name, "ThrottledUntil"))
                    .isEqualTo(emulator().clock().instant().plusSeconds(300).toString());
            assertThat(value(server, name, "CooldownLeft")).isEqualTo(300L);
            assertThat((String) value(server, name, "ThrottledReason")).contains("throttles");
            assertThat(emulator().requests().all()).hasSize(calls);

            emulator().faults().clear();
            AccountStates.revoke(emulator(), routes);
            assertThat(value(server, name, "Authorization")).isEqualTo("LOST");
            assertThat((String) value(server, name, "AuthorizationProblem")).contains("must be authorized again");
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    @DisplayName("R40 JMX shows of a consumer its last complete listing, what waits, what is set aside and why")
    void showsAConsumer() throws Exception {
        String inbox = drive().folder("/inbox");
        for (int i = 0; i < 5; i++) {
            drive().addFile(inbox, i + ".txt", Content.of("x"));
        }
        EmulatedFile unfinished = drive().addFile(inbox, "growing.bin", Content.of("y"));
        drive().setUploadState(unfinished.id(), 0);
        EmulatedFile banned = drive().addFile(inbox, "banned.bin", Content.of("z"));
        drive().setBanned(banned.id(), true);
        CountDownLatch go = new CountDownLatch(1);
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("in", AccountStates.INBOX + "&maxMessagesPerPoll=2", exchange -> go.await())
                .start()) {
            MBeanServer server = server(routes);
            ObjectName name = only(routes, "type=consumers,name=Open115Consumer(*)");
            await().until(() -> value(server, name, "LastCompleteListing") != null);
            assertThat(value(server, name, "LastCompleteListing"))
                    .isEqualTo(emulator().clock().instant().toString());
            assertThat(value(server, name, "PendingFiles")).isEqualTo(3);
            assertThat(value(server, name, "SetAside"))
                    .isEqualTo(Map.of("not completely uploaded yet", 1L, "banned by the service", 1L));
            assertThat(value(server, name, "SetAsideFiles"))
                    .isEqualTo(Map.of(
                            unfinished.id(), "not completely uploaded yet", banned.id(), "banned by the service"));
            assertThat(value(server, name, "DeliveredFiles")).isEqualTo(0L);
            go.countDown();
            await().until(() -> value(server, name, "DeliveredFiles").equals(5L));
            await().until(() -> value(server, name, "PendingFiles").equals(0));
            assertThat(value(server, name, "SkippedReason")).isNull();

            AccountStates.throttle(emulator(), routes);
            await().until(() -> value(server, name, "SkippedReason") != null);
            assertThat((String) value(server, name, "SkippedReason")).contains("because the service throttles it");
        }
    }

    @Test
    @DisplayName("R40 R13 JMX shows how many deletions and moves wait for another attempt")
    void showsWaitingChanges() throws Exception {
        drive().addFile(drive().folder("/inbox"), "a.txt", Content.of("a"));
        emulator().faults().arm("/open/ufile/delete", Fault.html(502)).always();
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("in", AccountStates.INBOX + "&delete=true", exchange -> {})
                .start()) {
            ObjectName name = only(routes, "type=consumers,name=Open115Consumer(*)");
            await().until(() -> value(server(routes), name, "ChangesWaiting").equals(1));
            emulator().faults().clear();
            await().until(() -> value(server(routes), name, "ChangesWaiting").equals(0));
        }
    }

    private static MBeanServer server(Routes routes) {
        return routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private static ObjectName only(Routes routes, String keys) throws JMException {
        Set<ObjectName> names = server(routes)
                .queryNames(
                        new ObjectName(
                                "org.apache.camel:context=" + routes.context().getManagementName() + "," + keys),
                        null);
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }

    private static Object value(MBeanServer server, ObjectName name, String attribute) throws JMException {
        return server.getAttribute(name, attribute);
    }
}
