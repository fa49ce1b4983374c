/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.http.NotFoundException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are read after the exchange of the poll has ended, and the file was deleted. */
@Tag("slow")
class ReadAfterDeletionTest extends StreamCachingFixture {

    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    /** How a message outlives the exchange of the poll. */
    enum Way {
        WIRE_TAP,
        AGGREGATION
    }

    private Routes polled(Caching caching, Way way, Processor before) throws Exception {
        return startAndPoll(caching, new RouteBuilder() {
            @Override
            public void configure() {
                ProcessorDefinition<?> route = from(inbox("delete=true")).process(before);
                if (way == Way.WIRE_TAP) {
                    route.wireTap("direct:late");
                } else {
                    route.aggregate(constant(true), new GroupedBodyAggregationStrategy())
                            .completionTimeout(200)
                            .split(body())
                            .to("direct:late");
                }
                from("direct:late").process(ReadAfterDeletionTest.this::readWhenDeleted);
            }
        });
    }

    private void readWhenDeleted(Exchange exchange) {
        await().until(() -> !isAt("/inbox/clip.bin"));
        try {
            read(exchange);
        } catch (Exception e) {
            failures.add(e);
        }
    }

    private void assertFailed(Routes routes, int linkCalls, int downloads) {
        await().until(() -> failures.size() == 1);
        assertThat(failures.get(0))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'clip.bin'")
                .hasMessageContaining("deleted");
        Leaks.assertNoConnection(routes);
        assertThat(emulator().requests().linkRequests()).isEqualTo(linkCalls);
        assertThat(emulator().requests().cdnRequests()).isEqualTo(downloads);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("R14 what is kept in memory can be read after the file was deleted")
    void readsKeptContentAfterDeletion(Way way) throws Exception {
        try (Routes routes = polled(Caching.IN_MEMORY, way, this::read)) {
            assertRead(routes, 2, 1);
            assertThat(failures).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_LONG, WIRE_TAP",
        "OFF, WIRE_TAP",
        "TOO_LONG, AGGREGATION",
        "OFF, AGGREGATION",
        "SPOOLED, AGGREGATION"
    })
    @DisplayName(
            "R14 what is not kept cannot: the kept link is dead, one call finds no other, and the error names the file")
    void failsForContentThatIsNotKept(Caching caching, Way way) throws Exception {
        try (Routes routes = polled(caching, way, this::read)) {
            assertFailed(routes, 2, 2);
            assertThat(read).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("R14 nor can what was never read: one call, and the error names the file")
    void failsForContentThatWasNeverRead(Way way) throws Exception {
        try (Routes routes = polled(Caching.IN_MEMORY, way, exchange -> {})) {
            assertFailed(routes, 1, 0);
            assertThat(read).isEmpty();
        }
    }
}
