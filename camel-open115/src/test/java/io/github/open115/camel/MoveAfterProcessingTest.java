/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveAfterProcessingTest extends PollFixture {

    @ParameterizedTest(name = "move={0}")
    @DisplayName("R38 move: one call for a file")
    @CsvSource({
        ".done, /inbox/.done/a.txt",
        "done/today, /inbox/done/today/a.txt",
        "/archive, /archive/a.txt",
        "/archive/${file:name}, /archive/a.txt",
        "../processed, /processed/a.txt",
        "old/${file:onlyname}, /inbox/old/a.txt",
        "inbox/old/${file:onlyname}, /inbox/old/a.txt"
    })
    void movesAFileWithOneCall(String target, String path) throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("move=" + target)) {
            poll(routes);
            assertThat(isAt(path)).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(MOVE)).isEqualTo(1);
        assertThat(calls(RENAME)).isZero();
    }

    @Test
    @DisplayName("R38 a target folder that is there is not created")
    void usesAnExistingTarget() throws Exception {
        String done = drive().folder("/inbox/.done");
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            pollOn(routes, 2);
        }
        assertThat(drive().file(file.id()).orElseThrow().folderId()).isEqualTo(done);
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, MOVE, 1L));
    }

    @Test
    @DisplayName("R38 a target folder that vanished is found or created again")
    void recreatesAVanishedTarget() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("move=.done/deep")) {
            poll(routes);
            assertThat(isAt("/inbox/.done/deep/a.txt")).isTrue();
            drive().purge(drive().folder("/inbox/.done"));
            put("/inbox", "b.txt");
            poll(routes);
            assertThat(isAt("/inbox/.done/deep/b.txt")).isTrue();
        }
    }

    @Test
    @DisplayName("R38 an expression that renames costs a second call")
    void renamesAndMoves() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("move=.done/${file:onlyname.noext}-old.${file:ext}")) {
            poll(routes);
            assertThat(isAt("/inbox/.done/a-old.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, CREATE_FOLDER, 1L, RENAME, 1L, MOVE, 1L));
    }

    @Test
    @DisplayName("R38 an expression that would change the extension is refused; the file stays and is not repeated")
    void refusesToChangeTheExtension() throws Exception {
        put("/inbox", "a.txt");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        ExceptionHandler handler = new CollectingExceptionHandler(failures);
        try (Routes routes = route(
                "move=.done/${file:onlyname.noext}.bak&onCompletionExceptionHandler=#collect",
                Map.of("collect", handler),
                deliveries)) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            assertThat(failures).isNotEmpty();
            pollOn(routes, 3);
        }
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("extension"));
        assertThat(isAt("/inbox/a.txt")).isTrue();
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(MOVE)).isZero();
        assertThat(calls(RENAME)).isZero();
    }

    @Test
    @DisplayName("R38 moveFailed takes a file away after a failure")
    void movesFailedFiles() throws Exception {
        put("/inbox", "bad.txt");
        put("/inbox", "good.txt");
        try (Routes routes = route("move=.done&moveFailed=.error", exchange -> {
            deliveries.process(exchange);
            if (exchange.getIn().getHeader(Exchange.FILE_NAME).equals("bad.txt")) {
                throw new IllegalStateException("on purpose");
            }
        })) {
            poll(routes);
            assertThat(isAt("/inbox/.error/bad.txt")).isTrue();
            assertThat(isAt("/inbox/.done/good.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactlyInAnyOrder("bad.txt", "good.txt");
        assertThat(calls(MOVE)).isEqualTo(2);
    }

    @Test
    @DisplayName("R38 a file that is moved back is delivered again")
    void deliversWhatIsMovedBack() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("move=/archive")) {
            poll(routes);
            assertThat(isAt("/archive/a.txt")).isTrue();
            pollOn(routes, 2);
            drive().move(file.id(), drive().folder("/inbox"));
            poll(routes);
            assertThat(delivered).hasSize(2);
            assertThat(isAt("/archive/a.txt")).isTrue();
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R38 the route may change the headers that a move expression reads")
    void isNotMisledByHeaders() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("move=.done", exchange -> {
            exchange.getIn().removeHeaders("*");
            exchange.getIn().setHeader(Exchange.FILE_NAME, "other.txt");
            exchange.getIn().setBody("other");
        })) {
            poll(routes);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
        }
    }
}
