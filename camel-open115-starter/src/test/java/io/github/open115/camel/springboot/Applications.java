/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Spring Boot applications with the starter. */
final class Applications {

    private Applications() {}

    /** One with Camel and all the auto-configurations that the starter announces. */
    static ApplicationContextRunner withStarter() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(Announced.classes()));
    }

    /** One whose component talks to an emulator; the token is for the test to give. */
    static ApplicationContextRunner withStarter(Open115Emulator emulator, Path stateDirectory) {
        return withStarter()
                .withPropertyValues(
                        "camel.component.open115.api-base-url=" + emulator.apiBaseUrl(),
                        "camel.component.open115.auth-base-url=" + emulator.authBaseUrl(),
                        "camel.component.open115.qr-code-base-url=" + emulator.qrCodeBaseUrl(),
                        "camel.component.open115.requests-per-second=1000",
                        "camel.component.open115.state-directory=" + stateDirectory);
    }
}
