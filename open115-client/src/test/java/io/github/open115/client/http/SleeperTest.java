/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SleeperTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.001S", "PT-1H"})
    @DisplayName("a pause that is over already is none")
    void returnsAtOnce(Duration over) {
        assertThatCode(() -> Sleeper.SYSTEM.sleep(over)).doesNotThrowAnyException();
    }
}
