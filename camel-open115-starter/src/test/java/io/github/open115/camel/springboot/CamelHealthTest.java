/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own indicator asks Camel's health checks: on Spring Boot 3 that is where an account is seen. */
class CamelHealthTest {

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("R40 each account is one of Camel's health checks")
    void eachAccountIsAHealthCheckOfCamel() {
        Open115Emulator emulator = open115.emulator();
        Applications.withStarter(emulator, directory)
                .withPropertyValues("camel.component.open115.refresh-token="
                        + emulator.account().newRefreshToken())
                .run(application -> {
                    application.getBean(ProducerTemplate.class).requestBody("open115:/?operation=list", "");
                    assertThat(HealthCheckHelper.invokeReadiness(application.getBean(CamelContext.class)))
                            .filteredOn(result -> result.getCheck().getId().equals("open115:default"))
                            .singleElement()
                            .extracting(HealthCheck.Result::getState)
                            .isEqualTo(HealthCheck.State.UP);
                });
    }
}
