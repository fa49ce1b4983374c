/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import io.github.open115.camel.Open115Component;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A context and the emulator, for what the documents show. */
abstract class EmulatedRoutes {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path stateDirectory;

    final DefaultCamelContext context = new DefaultCamelContext();

    Open115Emulator emulator() {
        return service.emulator();
    }

    /** Leads a component to the emulator, authorized. */
    Open115Component emulated(Open115Component component) {
        component.setStateDirectory(stateDirectory.toString());
        component.getConfiguration().setApiBaseUrl(emulator().apiBaseUrl());
        component.getConfiguration().setAuthBaseUrl(emulator().authBaseUrl());
        component.getConfiguration().setRefreshToken(emulator().account().newRefreshToken());
        component.getConfiguration().setRequestsPerSecond(1000);
        return component;
    }

    @AfterEach
    void stop() {
        context.stop();
    }
}
