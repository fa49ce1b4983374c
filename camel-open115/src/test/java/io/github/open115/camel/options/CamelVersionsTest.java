/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.open115.camel.Open115Component;
import io.github.open115.camel.RecordedLog;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamelVersionsTest {

    @RegisterExtension
    final RecordedLog log = RecordedLog.of(Level.WARN, CamelVersions.class);

    private static void start(String version) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext() {
            @Override
            public String getVersion() {
                return version;
            }
        }) {
            context.addComponent("open115", new Open115Component());
            context.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.17.0", "4.8.3", "3.22.1"})
    @DisplayName("an older Camel is refused with one sentence")
    void refusesOlderOnes(String version) {
        assertThatThrownBy(() -> start(version))
                .hasStackTraceContaining(
                        "The component open115 needs Camel 4.18 to 4.22, but this is Camel " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.18.0", "4.20.1-SNAPSHOT", "4.22.0", "4.18.2.redhat-00001", "own"})
    void startsOnTestedOnes(String version) throws Exception {
        start(version);
        assertThat(log.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.23.0", "5.0.0"})
    @DisplayName("a newer Camel is warned of")
    void warnsOfNewerOnes(String version) throws Exception {
        start(version);
        assertThat(log.messages(Level.WARN)).singleElement().asString().contains("but this is Camel " + version);
    }
}
