/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BadFilesTest extends PollFixture {

    @Test
    @DisplayName("R29 of 100 files, banned, vanishing, failing and oddly named ones do not stop the rest")
    void deliversTheRest() throws Exception {
        drive().setBanned(put("/inbox", "banned.txt").id(), true);
        EmulatedFile gone = put("/inbox", "gone.txt");
        put("/inbox", "fails.txt");
        put("/inbox", "../odd/\n.txt");
        for (int i = 0; i < 96; i++) {
            put("/inbox", i + ".txt");
        }
        emulator().faults().before("/open/ufile/downurl", 1, () -> drive().purge(gone.id()));
        try (Routes routes = route("includeHiddenFiles=true", exchange -> {
            exchange.getIn().getBody(String.class);
            if (exchange.getIn().getHeader(Exchange.FILE_NAME).equals("fails.txt")) {
                throw new IllegalStateException("on purpose");
            }
            deliveries.process(exchange);
        })) {
            poll(routes);
            assertThat(delivered).hasSize(97);
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(97).doesNotHaveDuplicates().doesNotContain("banned.txt", "gone.txt");
    }

    @Test
    @DisplayName("R29 a file that keeps failing is retried with growing pauses")
    void pausesLonger() throws Exception {
        put("/inbox", "fails.txt");
        List<String> attempts = new CopyOnWriteArrayList<>();
        try (Routes routes = route("", exchange -> {
            attempts.add(exchange.getExchangeId());
            throw new IllegalStateException("on purpose");
        })) {
            // with the next poll, then after one delay, two, four
            poll(routes, 2);
            assertThat(attempts).hasSize(2);
            for (int delays : new int[] {1, 2, 4}) {
                int before = attempts.size();
                emulator().clock().advance(Duration.ofMinutes(delays).minusMillis(1));
                poll(routes);
                assertThat(attempts).hasSize(before);
                emulator().clock().advance(Duration.ofMillis(1));
                poll(routes);
                assertThat(attempts).hasSize(before + 1);
            }
        }
    }

    @Test
    @DisplayName("R29 a file whose link led to another one is delivered with the next poll, by one more link")
    void asksForAnotherLink() throws Exception {
        put("/other", "other.txt", "another content");
        put("/inbox", "misled.txt", "a right content");
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (Routes routes = route("", exchange -> bodies.add(exchange.getIn().getBody(String.class)))) {
            String elsewhere = routes.context()
                    .createFluentProducerTemplate()
                    .to("open115:/other?operation=resolveLink&fileName=other.txt")
                    .request(String.class);
            emulator()
                    .faults()
                    .arm(
                            "/open/ufile/downurl",
                            Fault.rewrite(reply -> reply.path("data")
                                    .forEach(entry -> ((ObjectNode) entry)
                                            .putObject("url")
                                            .put("url", elsewhere))));
            long links = emulator().requests().linkRequests();
            poll(routes);
            assertThat(bodies).isEmpty();
            assertThat(emulator().requests().linkRequests()).isEqualTo(links + 1);
            poll(routes);
            assertThat(bodies).containsExactly("a right content");
            assertThat(emulator().requests().linkRequests()).isEqualTo(links + 2);
        }
    }
}
