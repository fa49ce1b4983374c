/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetriedMoveTest extends PollFixture {

    private static final Duration COOL_DOWN = Duration.ofMinutes(10);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Fault.error(770004, "已达到当前访问上限，请稍后再试")),
                Arguments.of(Fault.error(990019, "上一个操作正在执行，请稍后再试")),
                Arguments.of(Fault.error(990009, "上一个操作正在执行，请稍后再试")),
                Arguments.of(Fault.lostReply()),
                Arguments.of(Fault.dropBeforeEffect()),
                Arguments.of(Fault.html(502)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    @DisplayName("R38 a move that fails after success is tried again; the file is neither lost nor repeated")
    void movesInTheEnd(Fault fault) throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(MOVE, fault);
        try (Routes routes = route("move=.done")) {
            poll(routes);
            emulator().clock().advance(COOL_DOWN);
            poll(routes);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
            pollOn(routes, 3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(MOVE)).isEqualTo(2);
    }

    @Test
    @DisplayName("R38 a move that failed is tried again after a restart, before the next poll")
    void movesAfterARestart() throws Exception {
        put("/inbox", "a.txt");
        Fault throttled = Fault.error(770004, "已达到当前访问上限，请稍后再试");
        emulator().faults().arm(MOVE, throttled);
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
        }
        emulator().clock().advance(COOL_DOWN);
        emulator().requests().reset();
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(emulator().requests().all().stream()
                        .filter(request -> !request.path().contains("Token"))
                        .map(request -> request.path().substring(request.path().lastIndexOf('/') + 1))
                        .toList())
                .startsWith("get_info", "get_info", "move", "files");
    }

    @Test
    @DisplayName("R38 without idempotency, too, a file whose move failed is not delivered again before it is moved")
    void isNotRepeatedWithoutIdempotency() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(MOVE, Fault.html(502)).times(3);
        try (Routes routes = route("move=.done&idempotent=false")) {
            poll(routes);
            assertThat(isAt("/inbox/a.txt")).isTrue();
            pollOn(routes, 4);
        }
        assertThat(isAt("/inbox/.done/a.txt")).isTrue();
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(MOVE)).isEqualTo(4);
    }

    @Test
    @DisplayName("R38 a failed file waits for its moveFailed, and is not delivered again meanwhile")
    void retriesMoveFailed() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(MOVE, Fault.html(502)).times(2);
        AtomicInteger attempts = new AtomicInteger();
        try (Routes routes = route("moveFailed=.error", exchange -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("on purpose");
        })) {
            poll(routes);
            assertThat(isAt("/inbox/a.txt")).isTrue();
            pollOn(routes, 4);
        }
        assertThat(isAt("/inbox/.error/a.txt")).isTrue();
        assertThat(attempts).hasValue(1);
    }

    @Test
    @DisplayName("R38 a file that somebody deleted before its move is let go")
    void letsGoOfWhatIsGone() throws Exception {
        String id = put("/inbox", "a.txt").id();
        try (Routes routes = route("move=.done", exchange -> {
            deliveries.process(exchange);
            drive().purge(id);
        })) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(MOVE)).isEqualTo(1);
    }
}
