/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCodeTest {

    private static final String CONTENT = "https://115.com/scan/dg-f3c1a0d2e4b59687a1b2c3d4e5f60718293a4b5c";

    private final LoginCode code = new LoginCode(CONTENT);

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 20})
    @DisplayName("R26 the PNG can be scanned")
    void thePngCanBeScanned(int pixelsPerModule) {
        assertThat(QrReader.readPng(code.png(pixelsPerModule))).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R26 the text can be scanned from a terminal of its kind")
    void theTextCanBeScanned(LoginCode.Terminal terminal) {
        assertThat(QrReader.readTerminal(code.text(terminal), terminal)).isEqualTo(CONTENT);
    }

    @Test
    void theOneTextIsTheOtherInverted() {
        String dark = code.text(LoginCode.Terminal.DARK);

        assertThat(QrReader.isBlindTo(dark, LoginCode.Terminal.LIGHT)).isTrue();
        assertThat(dark).isNotEqualTo(code.text(LoginCode.Terminal.LIGHT));
    }

    @Test
    @DisplayName("R26 the text fits a terminal of 80 x 24 characters")
    void fitsATerminal() {
        assertThat(code.text(LoginCode.Terminal.DARK).lines())
                .hasSizeLessThan(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void refusesAnInvalidSize(int pixelsPerModule) {
        assertThatThrownBy(() -> code.png(pixelsPerModule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pixelsPerModule")
                .hasMessageContaining(Integer.toString(pixelsPerModule));
    }

    @Test
    void toStringHidesTheContent() {
        assertThat(code.content()).isEqualTo(CONTENT);
        assertThat(code.toString()).doesNotContain("f3c1a0d2");
    }
}
