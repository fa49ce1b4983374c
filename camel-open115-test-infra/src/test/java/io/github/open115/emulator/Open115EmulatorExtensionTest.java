/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Open115EmulatorExtensionTest {

    @RegisterExtension
    static final Open115EmulatorExtension PER_CLASS = new Open115EmulatorExtension();

    @RegisterExtension
    final Open115EmulatorExtension perTest =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clientId("42"));

    private static Open115Emulator ofClass;

    @BeforeAll
    static void remember() {
        ofClass = PER_CLASS.emulator();
    }

    @Test
    @DisplayName("a static field has one emulator for the class")
    void perClass() {
        assertThat(PER_CLASS.emulator()).isSameAs(ofClass);
        assertThat(perTest.emulator()).isNotSameAs(ofClass);
        assertThat(perTest.emulator().clientId()).isEqualTo("42");
    }

    @Test
    @DisplayName("outside a test there is no emulator, and the message says when there is")
    void outsideTest() {
        Open115EmulatorExtension unregistered = new Open115EmulatorExtension();

        assertThatThrownBy(unregistered::emulator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    @Nested
    class NestedTests {
        @Test
        @DisplayName("nested classes share the emulator of the class")
        void sharesEmulator() {
            assertThat(PER_CLASS.emulator()).isSameAs(ofClass);
        }
    }

    @Test
    @DisplayName("the hosts have ports of their own")
    void hostsHaveTheirOwnPorts() {
        assertThat(ofClass.baseUrls().values())
                .doesNotHaveDuplicates()
                .hasSize(3)
                .doesNotContain(ofClass.cdnBaseUrl())
                .allMatch(url -> url.matches("http://127\\.0\\.0\\.1:\\d+"));
    }
}
