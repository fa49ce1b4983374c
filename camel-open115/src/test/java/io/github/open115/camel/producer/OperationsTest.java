/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsTest {

    @ParameterizedTest
    @EnumSource(Open115Operation.class)
    @DisplayName("every operation that a route can name is registered")
    void hasEveryOperation(Open115Operation operation) {
        assertThat(Operations.contains(operation)).isTrue();
    }
}
