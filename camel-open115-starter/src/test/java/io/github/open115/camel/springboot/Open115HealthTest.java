/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.github.open115.emulator.QrLogins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

class Open115HealthTest {

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("R40 an account that waits for the service is up, and tells until when")
    void throttledAccountIsUpAndTellsUntilWhen() {
        Open115Emulator emulator = open115.emulator();
        Applications.withStarter(emulator, directory)
                .withPropertyValues("camel.component.open115.refresh-token="
                        + emulator.account().newRefreshToken())
                .run(application -> {
                    assertThat(failureOfACall(application)).isNull();
                    assertThat(details(application)).containsEntry("throttled", false);
                    emulator.faults()
                            .arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"))
                            .always();
                    assertThat(failureOfACall(application)).hasCauseInstanceOf(ThrottledException.class);
                    assertThat(health(application).getStatus()).isEqualTo(Status.UP);
                    assertThat(details(application))
                            .containsEntry("throttled", true)
                            .containsKey("throttledUntil");
                });
    }

    @Test
    @DisplayName("R40 an account that a person must authorize is down, and says what to do")
    void notAuthorized() {
        Applications.withStarter(open115.emulator(), directory).run(application -> {
            assertThat(failureOfACall(application)).hasCauseInstanceOf(AuthorizationLostException.class);
            assertThat(health(application).getStatus()).isEqualTo(Status.DOWN);
            assertThat(details(application))
                    .hasEntrySatisfying(
                            "authorizationProblem",
                            problem -> assertThat(problem).asString().contains("log in"));
        });
    }

    @Test
    @DisplayName("R26 R40 with login=console health says that a QR code waits, and is up after the scan")
    void saysThatACodeWaits() {
        Open115Emulator emulator = open115.emulator();
        QrLogins phone = emulator.account().qrLogins();
        Applications.withStarter(emulator, directory)
                .withPropertyValues(
                        "camel.component.open115.login=console",
                        "camel.component.open115.client-id=" + emulator.clientId())
                .run(application -> {
                    assertThat(failureOfACall(application)).hasCauseInstanceOf(AuthorizationLostException.class);
                    await().atMost(Duration.ofMinutes(1))
                            .until(() ->
                                    "CODE_SHOWN".equals(details(application).get("login")));
                    assertThat(health(application).getStatus()).isEqualTo(Status.DOWN);
                    assertThat(details(application))
                            .containsKey("loginUntil")
                            .hasEntrySatisfying(
                                    "authorizationProblem",
                                    problem -> assertThat(problem)
                                            .asString()
                                            .contains("With login=console a QR code for the log-in is in the log"));
                    assertThat(details(application).toString()).doesNotContain(phone.newest());

                    phone.confirm(phone.newest());
                    await().atMost(Duration.ofMinutes(1))
                            .until(() ->
                                    "AUTHORIZED".equals(details(application).get("login")));
                    assertThat(failureOfACall(application)).isNull();
                    assertThat(health(application).getStatus()).isEqualTo(Status.UP);
                });
    }

    @Test
    void anApplicationThatDoesNotUseTheComponentIsUp() {
        Applications.withStarter(open115.emulator(), directory)
                .run(application ->
                        assertThat(health(application)).isEqualTo(Health.up().build()));
    }

    @Test
    void theIndicatorCanBeSwitchedOff() {
        Applications.withStarter()
                .withPropertyValues("management.health.open115.enabled=false")
                .run(application -> assertThat(application).doesNotHaveBean(HealthIndicator.class));
    }

    private static Throwable failureOfACall(ApplicationContext application) {
        return catchThrowable(() -> application
                .getBean(ProducerTemplate.class)
                .requestBody("open115:/?operation=list&throttlePolicy=fail", ""));
    }

    private static Health health(ApplicationContext application) {
        return application.getBean(HealthIndicator.class).health();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(ApplicationContext application) {
        return (Map<String, Object>) health(application).getDetails().get("default");
    }
}
