/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.account.LoginTurns.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTurnsTest {

    private final VirtualTime time = new VirtualTime("2026-10-01T04:00:00Z");
    private final MemoryStateStore store = new MemoryStateStore();
    private final LoginTurns one = new LoginTurns(store, "one", time);
    private final LoginTurns other = new LoginTurns(store, "one", time);

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 30, 59, 60, 90})
    @DisplayName("R26 a process keeps its turn if the service answers every 90 seconds, whenever it answered before")
    void keepsItsTurnBetweenAnswers(int firstAnswer) {
        assertThat(answer(one)).isEqualTo(Answer.MINE);

        time.advance(Duration.ofSeconds(firstAnswer));
        assertThat(one.keep()).isTrue();
        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofSeconds(90));
            assertThat(answer(other)).isEqualTo(Answer.OTHER);
            assertThat(one.keep()).isTrue();
        }
        assertThat(answer(other)).isEqualTo(Answer.OTHER);
        // the process was killed
        time.advance(LoginTurn.LEASE);
        assertThat(answer(other)).isEqualTo(Answer.MINE);
    }

    private static Answer answer(LoginTurns turns) {
        return turns.take(Instant.EPOCH, false, 3).answer();
    }
}
