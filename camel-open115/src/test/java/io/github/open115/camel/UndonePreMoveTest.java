/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that {@code preMove} took away for an exchange that did not take place. */
class UndonePreMoveTest extends PollFixture {

    private static final String OPTIONS =
            "startScheduler=false&preMove=.work&move=/inbox/.done&moveFailed=/inbox/.failed";
    private static final Duration LONGER_THAN_A_LISTING_LAGS = Duration.ofSeconds(61);

    @TempDir
    Path work;

    private Routes routes(Routes routes, String options) throws Exception {
        return routes.fromNamed("in", "open115:/inbox?" + OPTIONS + options, deliveries)
                .start();
    }

    private Routes first(String options) throws Exception {
        return routes(Routes.authorized(emulator(), state), options);
    }

    private void pollAMinuteLater(Routes routes) {
        emulator().clock().advance(LONGER_THAN_A_LISTING_LAGS);
        poll(routes);
    }

    private void isDone(EmulatedFile file) {
        assertThat(delivered).containsExactly("a.txt");
        assertThat(drive().fileAt("/inbox/.done/a.txt").map(EmulatedFile::id)).contains(file.id());
    }

    @ParameterizedTest(name = "restart {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("R38 a file whose download failed goes back to where it was found, and is delivered later, once")
    void survivesAFailedDownload(boolean restart) throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        String options = "&localWorkDirectory=" + work;
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(2)).always();
        try (Routes routes = first(options)) {
            poll(routes);
            assertThat(drive().fileAt("/inbox/a.txt")).isPresent();
            emulator().faults().clear();
            if (!restart) {
                pollAMinuteLater(routes);
                pollAMinuteLater(routes);
            }
        }
        if (restart) {
            try (Routes routes = routes(new Routes(emulator(), state), options)) {
                poll(routes);
                pollAMinuteLater(routes);
                pollAMinuteLater(routes);
            }
        }
        isDone(file);
    }

    @Test
    @DisplayName("R38 a file whose preMove was done though both replies were lost is delivered later, once")
    void survivesTwoLostReplies() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        emulator().faults().arm("/open/ufile/move", Fault.lostReply()).times(2);
        try (Routes routes = first("")) {
            poll(routes);
            assertThat(delivered).isEmpty();
            assertThat(drive().fileAt("/inbox/a.txt")).isPresent();
            pollAMinuteLater(routes);
            pollAMinuteLater(routes);
        }
        isDone(file);
        assertThat(emulator().requests().count("/open/ufile/move")).isEqualTo(5);
    }

    static Stream<Arguments> failures() {
        String eager = "&idempotentRepository=#seen&idempotentEager=true";
        return Stream.of(
                Arguments.of("", Faults.CDN, Fault.bitFlippedAt(2)),
                Arguments.of(eager, Faults.CDN, Fault.bitFlippedAt(2)),
                Arguments.of(eager, "/open/ufile/downurl", Fault.error(20018, "文件不存在")));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("failures")
    @DisplayName("R38 the key of a file whose download failed is free again though preMove changed what it is made of")
    void freesTheKeyItHadBefore(String repository, String endpoint, Fault fault) throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        emulator().faults().arm(endpoint, fault).always();
        Routes prepared = Routes.authorized(emulator(), state);
        prepared.context().getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository(100));
        String options = "&localWorkDirectory=" + work + "&idempotentKey=${file:path}" + repository;
        try (Routes routes = routes(prepared, options)) {
            poll(routes);
            assertThat(drive().fileAt("/inbox/a.txt")).isPresent();
            assertThat(delivered).isEmpty();
            emulator().faults().clear();
            pollAMinuteLater(routes);
            pollAMinuteLater(routes);
        }
        isDone(file);
    }
}
