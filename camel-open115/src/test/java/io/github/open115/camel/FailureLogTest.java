/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.open115.emulator.Fault;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureLogTest extends PollFixture {

    private static final int FILES = 4;

    @RegisterExtension
    final RecordedLog log = RecordedLog.ofPackages(Level.WARN, "io.github.open115.camel", "org.apache.camel");

    @BeforeEach
    void fill() {
        for (int i = 0; i < FILES; i++) {
            put("/inbox", i + ".pdf");
        }
    }

    /** What was logged, without Camel's own line for a file whose exchange failed. */
    private List<ILoggingEvent> logged() {
        return log.events().stream()
                .filter(event -> !event.getFormattedMessage().startsWith("Rollback file strategy"))
                .toList();
    }

    private void assertOneLineEach(String... parts) {
        assertThat(logged()).hasSize(FILES).allSatisfy(event -> {
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage()).contains(parts).doesNotContain("\n");
        });
        for (int i = 0; i < FILES; i++) {
            assertThat(logged().get(i).getFormattedMessage()).contains(i + ".pdf");
        }
    }

    @Test
    @DisplayName("R40 each file that cannot be moved takes one line of the log")
    void oneLineForEachMove() throws Exception {
        try (Routes routes = route("move=.done/${file:onlyname.noext}.txt")) {
            poll(routes);
        }
        assertThat(delivered).hasSize(FILES);
        assertOneLineEach("Error during commit", "extension");
    }

    @Test
    @DisplayName("R40 each file that preMove cannot move takes one line of the log")
    void oneLineForEachPreMove() throws Exception {
        try (Routes routes = route("preMove=.work/${file:onlyname.noext}.txt")) {
            poll(routes);
        }
        assertThat(delivered).isEmpty();
        assertOneLineEach("cannot begin processing file", "extension");
    }

    @Test
    @DisplayName("R40 a poll that fails takes one line of the log")
    void oneLineForAPoll() throws Exception {
        try (Routes routes = route("")) {
            emulator().faults().arm("GET /open/ufile/files", Fault.errnoError(999, "broken"));
            poll(routes);
        }
        assertThat(logged()).singleElement().satisfies(event -> {
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage()).contains("Failed polling endpoint", "999", "broken");
        });
    }

    @Test
    @DisplayName("R40 a failure that nobody foresaw keeps its trace")
    void keepsTheTraceOfOthers() throws Exception {
        try (Routes routes = route("")) {
            Open115Consumer consumer = routes.consumer("in");
            consumer.getExceptionHandler().handleException("Odd", new IllegalStateException("unforeseen"));
        }
        assertThat(logged())
                .singleElement()
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNotNull());
    }
}
