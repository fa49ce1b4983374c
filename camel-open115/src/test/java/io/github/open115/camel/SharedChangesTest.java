/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many deletions or moves with one call, at the end of their batch. */
@Tag("slow")
class SharedChangesTest extends PollFixture {

    private static final int FILES = 100;
    private static final String IN_ONE_BATCH = "&maxMessagesPerPoll=1500";

    private List<EmulatedFile> putFiles(int count) {
        List<EmulatedFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(put("/inbox", i + ".txt"));
        }
        return files;
    }

    @Test
    @DisplayName("R38 delete=true, 100 files in one batch: 1 call")
    void deletesABatchWithOneCall() throws Exception {
        List<EmulatedFile> files = putFiles(FILES);
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(1);
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(FILES);
        assertThat(files).allMatch(file -> drive().isBinned(file.id()));
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L, DELETE, 1L));
    }

    @Test
    @DisplayName("R38 move=.done, 100 files in one batch: look-up and creation of the folder, and 1 move")
    void movesABatchWithOneCall() throws Exception {
        putFiles(FILES);
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(FILES);
        assertThat(drive().names(drive().folder("/inbox/.done"))).hasSize(FILES);
        // look-ups: of the polled folder and of the target
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, CREATE_FOLDER, 1L, MOVE, 1L));
    }

    @Test
    @DisplayName("R38 moves that rename: one call for each name, and one move for all")
    void movesRenamedFilesTogether() throws Exception {
        putFiles(10);
        try (Routes routes = route("move=.done/${file:onlyname.noext}-old.${file:ext}")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            pollOn(routes, 2);
        }
        assertThat(drive().names(drive().folder("/inbox/.done"))).hasSize(10).contains("7-old.txt");
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 2L, CREATE_FOLDER, 1L, RENAME, 10L, MOVE, 1L));
    }

    @Test
    @DisplayName("R38 1200 files in one batch: 2 calls, of 1000 ids at most")
    void cutsLargeBatches() throws Exception {
        putFiles(1200);
        try (Routes routes = route("delete=true" + IN_ONE_BATCH)) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(2);
            pollOn(routes, 2);
        }
        assertThat(emulator().requests().of(DELETE))
                .extracting(request -> request.parameter("file_ids").split(",").length)
                .containsExactly(1000, 200);
        assertThat(drive().names(drive().folder("/inbox"))).isEmpty();
    }

    @Test
    @DisplayName("R38 files that failed are moved together, apart from those that did not")
    void movesFailedFilesTogether() throws Exception {
        putFiles(20);
        try (Routes routes = route("move=.done&moveFailed=.error", exchange -> {
            deliveries.process(exchange);
            if (exchange.getIn().getHeader(Exchange.FILE_NAME, String.class).startsWith("1")) {
                throw new IllegalStateException("on purpose");
            }
        })) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(2);
            pollOn(routes, 2);
        }
        assertThat(drive().names(drive().folder("/inbox/.error"))).hasSize(11);
        assertThat(drive().names(drive().folder("/inbox/.done"))).hasSize(9);
        assertThat(delivered).hasSize(20);
        assertThat(calls(MOVE)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"seda:next?concurrentConsumers=4", "direct:threads"})
    @DisplayName("R38 exchanges that complete on other threads: 1 call, when the last has completed")
    void waitsForTheLastOnOtherThreads(String next) throws Exception {
        putFiles(FILES);
        Routes routes = routes();
        try (routes) {
            routes.add(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(inbox("delete=true")).to(next);
                            from("direct:threads").threads(4, 4).to("direct:end");
                            from("seda:next?concurrentConsumers=4").to("direct:end");
                            from("direct:end").process(deliveries);
                        }
                    })
                    .start();
            poll(routes);
            await().until(() -> drive().names(drive().folder("/inbox")).isEmpty());
            assertThat(delivered).hasSize(FILES);
        }
        assertThat(calls(DELETE)).isEqualTo(1);
    }

    @ParameterizedTest(name = "code {0}")
    @ValueSource(ints = {990009, 990019, 990005})
    @DisplayName("R38 a busy service: the call is made again, nothing is delivered again")
    void triesAgainWhenBusy(int code) throws Exception {
        putFiles(3);
        emulator().faults().arm(DELETE, Fault.error(code, "上一个操作正在执行，请稍后再试"));
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(2);
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(3);
        assertThat(calls(DELETE)).isEqualTo(2);
        assertThat(drive().names(drive().folder("/inbox"))).isEmpty();
    }

    @Test
    @DisplayName("R29 R38 one of 100 files is gone: the other 99 are moved, none twice, with few calls")
    void findsTheOneThatIsGone() throws Exception {
        String gone = putFiles(FILES).get(37).id();
        emulator().faults().before(MOVE, 1, () -> drive().purge(gone));
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(drive().names(drive().folder("/inbox/.done"))).hasSize(FILES - 1);
            pollOn(routes, 3);
        }
        assertThat(delivered).hasSize(FILES);
        assertThat(calls(MOVE)).isEqualTo(11);
        assertThat(acceptedIds(MOVE)).doesNotHaveDuplicates().hasSize(FILES - 1).doesNotContain(gone);
    }

    @Test
    @DisplayName(
            "R29 R38 one of 100 files is refused: the other 99 are deleted; the refusal is reported once, with the id")
    void findsTheOneThatIsRefused() throws Exception {
        String bad = putFiles(FILES).get(99).id();
        emulator()
                .faults()
                .arm(DELETE, Fault.error(990002, "参数错误"))
                .when(request ->
                        List.of(request.parameter("file_ids").split(",")).contains(bad))
                .always();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (Routes routes = route(
                "delete=true&exceptionHandler=#collect",
                Map.of("collect", new CollectingExceptionHandler(failures)),
                deliveries)) {
            poll(routes);
            assertThat(drive().names(drive().folder("/inbox"))).hasSize(1);
            assertThat(failures).isNotEmpty();
            pollOn(routes, 3);
        }
        assertThat(drive().file(bad)).isPresent();
        assertThat(drive().isBinned(bad)).isFalse();
        assertThat(delivered).hasSize(FILES);
        assertThat(calls(DELETE)).isEqualTo(9);
        assertThat(failures).hasSize(1);
    }

    @Test
    @DisplayName(
            "R29 R38 a file that makes the service say \"try later\" again and again does not hold back the others")
    void findsTheOneThatTheServiceStumblesOver() throws Exception {
        String bad = putFiles(10).get(4).id();
        emulator()
                .faults()
                .arm(DELETE, Fault.error(990003, "操作失败"))
                .when(request ->
                        List.of(request.parameter("file_ids").split(",")).contains(bad))
                .always();
        try (Routes routes = route("delete=true")) {
            poll(routes, 2);
            assertThat(drive().names(drive().folder("/inbox"))).hasSize(10);
            poll(routes);
            assertThat(drive().names(drive().folder("/inbox"))).hasSize(1);
            pollOn(routes, 3);
        }
        assertThat(drive().isBinned(bad)).isFalse();
        assertThat(delivered).hasSize(10);
    }

    @Test
    @DisplayName("R38 a service that refuses everything does not get a call for each file at once")
    void givesUpSearching() throws Exception {
        putFiles(FILES);
        emulator().faults().arm(DELETE, Fault.error(12345, "某种原因")).always();
        try (Routes routes = route("delete=true")) {
            poll(routes);
            assertThat(delivered).hasSize(FILES);
            assertThat(calls(DELETE)).isEqualTo(32);
        }
        assertThat(delivered).hasSize(FILES);
    }

    /** The ids of the calls of an endpoint that the service accepted, as far as the drive tells. */
    private List<String> acceptedIds(String endpoint) {
        List<String> ids = new ArrayList<>();
        List<LoggedRequest> calls = emulator().requests().of(endpoint);
        for (LoggedRequest call : calls) {
            List<String> asked = List.of(call.parameter("file_ids").split(","));
            if (asked.stream().allMatch(id -> drive().file(id).isPresent())) {
                ids.addAll(asked);
            }
        }
        return ids;
    }
}
