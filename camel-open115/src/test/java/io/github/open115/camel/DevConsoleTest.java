/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.util.List;
import java.util.Map;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DevConsoleTest extends PollFixture {

    @Test
    @DisplayName("R40 the dev console shows accounts and consumers as text and as JSON, without a call")
    void showsAccountsAndConsumersAsTextAndJson() throws Exception {
        String inbox = drive().folder("/inbox");
        drive().addFile(inbox, "a.txt", Content.of("a"));
        EmulatedFile banned = drive().addFile(inbox, "banned.bin", Content.of("z"));
        drive().setBanned(banned.id(), true);
        Deliveries deliveries = new Deliveries();
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("in", AccountStates.INBOX, deliveries)
                .start()) {
            DevConsole console =
                    PluginHelper.getDevConsoleResolver(routes.context()).resolveDevConsole("open115");
            await().until(() -> deliveries.names().size() == 1);
            AccountStates.throttle(emulator(), routes);
            Open115Consumer consumer = routes.consumer("in");
            await().until(() -> consumer.getSkippedReason() != null);
            int calls = emulator().requests().all().size();

            assertThat((String) console.call(MediaType.TEXT))
                    .contains("Account default: ", "Throttled for another 300 s: ", "Authorized; access token 0 s old")
                    .contains("GET /open/ufile/files: ")
                    .contains("Consumer of route in: folder /inbox of account default")
                    .contains("Last complete listing: " + emulator().clock().instant())
                    .contains("Pending: 0, set aside: 1, failing: 0, delivered: 1, changes waiting: 0")
                    .contains("Set aside: file " + banned.id() + ", banned by the service")
                    .contains("Last poll skipped: Account 'default' is paused until");

            Map<?, ?> json = (Map<?, ?>) console.call(MediaType.JSON);
            assertThat(((Map<?, ?>) ((List<?>) json.get("accounts")).get(0)))
                    .extracting("account", "authorization", "throttled", "cooldownLeft")
                    .containsExactly("default", "GOOD", true, 300L);
            assertThat(((Map<?, ?>) ((List<?>) json.get("consumers")).get(0)))
                    .extracting("routeId", "folder", "pending", "delivered", "setAside")
                    .containsExactly("in", "/inbox", 0, 1L, Map.of("banned by the service", 1L));
            String text = Jsoner.serialize(json);
            assertThat(Jsoner.serialize(Jsoner.deserialize(text))).isEqualTo(text);
            assertThat(emulator().requests().all()).hasSize(calls);
        }
    }

    @Test
    @DisplayName("R40 a context that uses no account has an empty console")
    void isEmptyWithoutAnAccount() throws Exception {
        try (Routes routes = new Routes(emulator(), state).start()) {
            DevConsole console =
                    PluginHelper.getDevConsoleResolver(routes.context()).resolveDevConsole("open115");
            assertThat((String) console.call(MediaType.TEXT)).isEmpty();
            assertThat(console.call(MediaType.JSON)).isEqualTo(Map.of("accounts", List.of(), "consumers", List.of()));
        }
    }
}
