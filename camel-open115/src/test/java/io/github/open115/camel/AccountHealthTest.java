/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AccountHealthTest {

    private static final String ID = "open115:default";

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private Routes routes;

    @BeforeEach
    void start() {
        emulator = service.emulator();
        emulator.clock().freeze();
        routes = Routes.authorized(emulator, state).start();
        assertThat(AccountStates.call(routes)).isNull();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    @DisplayName("R40 an account that works is up, and a thousand checks of all kinds send no call")
    void workingAccountIsUp() {
        int before = emulator.requests().all().size();
        for (int i = 0; i < 500; i++) {
            assertThat(readiness().getState()).isEqualTo(State.UP);
            HealthCheckHelper.invokeLiveness(routes.context());
        }
        assertThat(emulator.requests().all()).hasSize(before);
        assertThat(readiness().getDetails())
                .containsEntry("account", "default")
                .containsEntry("authorization", "GOOD")
                .containsEntry("throttled", "false")
                .containsKeys("tokenAge", "tokenExpiresAt", "calls");
    }

    @Test
    @DisplayName("R40 an account that is throttled is up, and its detail has the end and the reason of the pause")
    void throttledAccountIsUpWithDetail() {
        AccountStates.throttle(emulator, routes);
        int before = emulator.requests().all().size();
        Result result = readiness();
        assertThat(result.getState()).isEqualTo(State.UP);
        String until = emulator.clock().instant().plusSeconds(300).toString();
        assertThat(result.getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("default", until));
        assertThat(result.getDetails())
                .containsEntry("throttledUntil", until)
                .containsEntry("cooldownLeft", "300")
                .containsKey("throttledReason");
        assertThat(emulator.requests().all()).hasSize(before);
    }

    @Test
    @DisplayName("R40 an account that must be authorized again is not ready and says what to do, but it is alive")
    void lostAuthorizationIsNotReadyButAlive() {
        AccountStates.revoke(emulator, routes);
        int before = emulator.requests().all().size();
        Result result = readiness();
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getMessage())
                .hasValueSatisfying(message -> assertThat(message)
                        .startsWith("Account 'default' must be authorized again")
                        .contains("refreshToken", "log in"));
        assertThat(result.getDetails()).containsEntry("authorization", "LOST");
        assertThat(check().callLiveness().getState()).isEqualTo(State.UP);
        assertThat(ours(HealthCheckHelper.invokeLiveness(routes.context())))
                .allMatch(alive -> alive.getState() == State.UP);

        AccountStates.authorizeElsewhere(emulator, state);
        assertThat(readiness().getState()).isEqualTo(State.UP);
        assertThat(emulator.requests().all()).hasSize(before);
    }

    @Test
    @DisplayName("R40 a token store that cannot be read makes an account not ready, with the place")
    void unreadableStoreIsNotReady() throws Exception {
        try (Stream<Path> files = Files.list(state.resolve("tokens"))) {
            files.filter(Files::isRegularFile).forEach(AccountHealthTest::spoil);
        }
        Result result = readiness();
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getDetails()).containsEntry("authorization", "UNKNOWN");
        assertThat(result.getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains(state.toString()));
    }

    @Test
    @DisplayName("R40 a check that is switched off says so")
    void disabledCheckSaysSo() {
        check().setEnabled(false);
        assertThat(check().call().getState()).isEqualTo(State.UNKNOWN);
        assertThat(check().call().getMessage()).hasValue("Disabled");
    }

    @Test
    @DisplayName("R40 each account in use has a check, which goes when the context stops")
    void eachAccountHasACheckUntilTheContextStops() {
        routes.template().send("open115:/?operation=list&account=second", exchange -> {});
        HealthCheckRegistry registry = HealthCheckRegistry.get(routes.context());
        assertThat(registry.getCheckIDs()).contains(ID, "open115:second");

        routes.close();
        assertThat(registry.getCheckIDs()).doesNotContain(ID, "open115:second");
    }

    private Result readiness() {
        List<Result> results = ours(HealthCheckHelper.invokeReadiness(routes.context()));
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static List<Result> ours(Collection<Result> results) {
        return results.stream()
                .filter(result -> result.getCheck().getId().equals(ID))
                .toList();
    }

    private HealthCheck check() {
        return HealthCheckRegistry.get(routes.context()).getCheck(ID).orElseThrow();
    }

    private static void spoil(Path file) {
        try {
            Files.writeString(file, "not a token file");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
