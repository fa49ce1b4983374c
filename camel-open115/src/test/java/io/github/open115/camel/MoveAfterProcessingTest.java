/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

class MoveAfterProcessingTest extends InboxFixture {

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
        try (Routes routes = polling("move=" + target)) {
            await().until(() -> isAt(path));
            awaitPolls(2);
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
        try (Routes routes = polling("move=.done")) {
            await().until(() -> calls(MOVE) == 1);
            awaitPolls(2);
        }
        assertThat(drive().file(file.id()).orElseThrow().folderId()).isEqualTo(done);
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, MOVE, 1L));
    }

    @Test
    @DisplayName("R38 a target folder that vanished is found or created again")
    void recreatesAVanishedTarget() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = polling("move=.done/deep")) {
            await().until(() -> isAt("/inbox/.done/deep/a.txt"));
            drive().purge(drive().folder("/inbox/.done"));
            put("/inbox", "b.txt");
            await().until(() -> isAt("/inbox/.done/deep/b.txt"));
        }
    }

    @Test
    @DisplayName("R38 an expression that renames costs a second call")
    void renamesAndMoves() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = polling("move=.done/${file:onlyname.noext}-old.${file:ext}")) {
            await().until(() -> isAt("/inbox/.done/a-old.txt"));
            awaitPolls(2);
        }
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, CREATE_FOLDER, 1L, RENAME, 1L, MOVE, 1L));
    }

    @Test
    @DisplayName("R38 an expression that would change the extension is refused; the file stays and is not repeated")
    void refusesToChangeTheExtension() throws Exception {
        put("/inbox", "a.txt");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        ExceptionHandler handler = new CollectingExceptionHandler(failures);
        Routes routes = routes();
        routes.context().getRegistry().bind("collect", handler);
        try (routes) {
            routes.from(
                            inbox("move=.done/${file:onlyname.noext}.bak&onCompletionExceptionHandler=#collect"),
                            this::note)
                    .start();
            awaitDelivered(1);
            await().until(() -> !failures.isEmpty());
            awaitPolls(3);
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
        try (Routes routes = routes().from(inbox("move=.done&moveFailed=.error"), exchange -> {
                    note(exchange);
                    if (exchange.getIn().getHeader(Exchange.FILE_NAME).equals("bad.txt")) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .start()) {
            await().until(() -> isAt("/inbox/.error/bad.txt") && isAt("/inbox/.done/good.txt"));
            awaitPolls(2);
        }
        assertThat(delivered).containsExactlyInAnyOrder("bad.txt", "good.txt");
        assertThat(calls(MOVE)).isEqualTo(2);
    }

    @Test
    @DisplayName("R38 a file that is moved back is delivered again")
    void deliversWhatIsMovedBack() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = polling("move=/archive")) {
            await().until(() -> isAt("/archive/a.txt"));
            awaitPolls(2);
            drive().move(file.id(), drive().folder("/inbox"));
            awaitDelivered(2);
            await().until(() -> isAt("/archive/a.txt"));
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R38 the route may change the headers that a move expression reads")
    void isNotMisledByHeaders() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = routes().from(inbox("move=.done"), exchange -> {
                    exchange.getIn().removeHeaders("*");
                    exchange.getIn().setHeader(Exchange.FILE_NAME, "other.txt");
                    exchange.getIn().setBody("other");
                })
                .start()) {
            await().until(() -> isAt("/inbox/.done/a.txt"));
        }
    }
}
