/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.support.LoggingExceptionHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A listing that breaks off on page 3 of 7 is a failed poll, never a small or an empty folder (R1). */
@Tag("slow")
class IncompletePollTest {

    private static final int FILES = 65;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    static Stream<Arguments> brokenPages() {
        return Stream.of(
                Arguments.of("770004", Fault.error(770004, "已达到当前访问上限")),
                Arguments.of("406", Fault.error(406, "已达到当前访问上限，购买更高等级VIP可获更多额度")),
                Arguments.of("590075", Fault.error(590075, "")),
                Arguments.of("911", Fault.error(911, "")),
                Arguments.of("swapped code and message", Fault.swappedError(770004, "access limit")),
                Arguments.of("state false, nothing else", Fault.emptyError()),
                Arguments.of("HTTP 405 HTML", Fault.html(405)),
                Arguments.of("HTTP 429", Fault.tooManyRequests(null)),
                Arguments.of("HTTP 429 with reset", Fault.tooManyRequests(1L)),
                Arguments.of("HTTP 500", Fault.html(500)),
                Arguments.of("connection lost", Fault.dropBeforeEffect()),
                Arguments.of("read time-out", Fault.silence()),
                Arguments.of("truncated JSON", Fault.truncated()),
                Arguments.of("state false with a code", Fault.error(990003, "failed")),
                Arguments.of("state true, no rows, count above 0", Fault.emptyPage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenPages")
    @DisplayName("R1 page 3 of 7 breaks: the poll fails, nothing is lost, the next good poll delivers each file once")
    void brokenPageFailsThePollAndLosesNothing(String shape, Fault fault) throws Exception {
        Open115Emulator emulator = service.emulator();
        String inbox = emulator.drive().folder("/inbox");
        for (int i = 0; i < FILES; i++) {
            emulator.drive().addFile(inbox, "file-" + i + ".txt", Content.of("" + i));
        }
        Faults.Armed armed = emulator.faults()
                .arm("/open/ufile/files", fault)
                .when(request -> Integer.parseInt(request.parameter("offset")) > 15
                        && Integer.parseInt(request.parameter("offset")) < 25)
                .always();
        Deliveries deliveries = new Deliveries();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (Routes routes = Routes.authorized(emulator, state).with(component -> {
            component.getConfiguration().setPageSize(10);
            component.getConfiguration().setReadTimeout(1000);
            component.getConfiguration().setThrottleCooldown(1);
            component.getConfiguration().setThrottleCooldownMax(1);
            return component;
        })) {
            routes.context().getRegistry().bind("failures", new LoggingExceptionHandler(routes.context(), getClass()) {
                @Override
                public void handleException(String message, Throwable failure) {
                    failures.add(failure);
                }
            });
            routes.from("open115:/inbox?exceptionHandler=#failures&" + Routes.QUICK, deliveries)
                    .start();
            // before it comes to that page, a poll may fail because this machine was slow
            await().atMost(Duration.ofMinutes(5)).until(() -> armed.fired() > 0 && !failures.isEmpty());
            assertThat(deliveries.names()).isEmpty();
            emulator.faults().clear();
            emulator.clock().advance(Duration.ofDays(2));
            await().atMost(Duration.ofMinutes(5)).until(() -> deliveries.names().size() >= FILES);
            assertThat(deliveries.names()).hasSize(FILES);
            assertThat(new HashSet<>(deliveries.names())).hasSize(FILES);
        }
    }
}
