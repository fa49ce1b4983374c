/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreMoveTest extends PollFixture {

    @Test
    @DisplayName("R38 preMove takes a file away before its exchange, move afterwards from there")
    void movesBeforeAndAfterTheExchange() throws Exception {
        put("/inbox", "a.txt");
        List<String> during = new CopyOnWriteArrayList<>();
        try (Routes routes = route("preMove=.busy&move=.done", exchange -> {
            deliveries.process(exchange);
            during.add(exchange.getIn().getBody(String.class) + " " + isAt("/inbox/.busy/a.txt"));
        })) {
            poll(routes);
            assertThat(isAt("/inbox/.busy/.done/a.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(during).containsExactly("/inbox/a.txt true");
        assertThat(deliveries.headers().get(0))
                .containsEntry(Exchange.FILE_PARENT, "inbox/.busy")
                .containsEntry(Open115Constants.PARENT_ID, drive().folder("/inbox/.busy"));
        assertThat(calls(MOVE)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"../done, /done/a.txt", ".done, /taken/.done/a.txt", "/archive, /archive/a.txt"})
    @DisplayName("R38 move begins where preMove took the file, also outside of the polled folder")
    void movesOnFromOutside(String move, String path) throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("preMove=../taken&move=" + move)) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(2);
            assertThat(isAt("/taken/a.txt")).isFalse();
        }
        assertThat(isAt(path)).isTrue();
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R38 preMove into the root folder of the endpoint")
    void movesIntoTheRoot() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("preMove=/${file:onlyname}&move=/archive")) {
            poll(routes);
            assertThat(isAt("/archive/a.txt")).isTrue();
        }
        assertThat(deliveries.headers().get(0)).containsEntry("CamelFileAbsolutePath", "a.txt");
    }

    @Test
    @DisplayName("R38 a file that was moved before its exchange is deleted after it")
    void deletesAfterPreMove() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = route("preMove=.busy&delete=true")) {
            poll(routes);
            assertThat(drive().isBinned(file.id())).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(DELETE)).isEqualTo(1);
        assertThat(calls(MOVE)).isEqualTo(1);
    }

    @Test
    @DisplayName("R38 a file whose preMove failed is not delivered now, but by a later poll")
    void comesBackAfterAFailure() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(MOVE, Fault.error(770004, "已达到当前访问上限，请稍后再试"));
        try (Routes routes = route("preMove=.busy")) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            assertThat(delivered).isEmpty();
            emulator().clock().advance(Duration.ofMinutes(10));
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(isAt("/inbox/.busy/a.txt")).isTrue();
    }

    @Test
    @DisplayName("R38 a preMove whose reply is lost does not lose the file")
    void survivesALostReply() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(MOVE, Fault.lostReply());
        try (Routes routes = route("preMove=.busy")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(isAt("/inbox/.busy/a.txt")).isTrue();
    }
}
