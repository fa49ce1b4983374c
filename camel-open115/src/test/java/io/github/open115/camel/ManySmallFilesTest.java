/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.account.Limits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.RequestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand small files in one poll, with one call a second, on a clock that stands still but for waits and work. */
@Tag("slow")
class ManySmallFilesTest {

    private static final Limits ONE_A_SECOND = new Limits(1, 8000, Duration.ofMinutes(5), Duration.ofMinutes(60));
    private static final int FILES = 1000;
    private static final int SIZE = 4096;

    @TempDir
    Path state;

    /** What one run through all files cost. */
    private record Cost(Duration time, long linkCalls, long linksMade, Duration oldestAtUse) {}

    /**
     * Reads some of the files.
     *
     * @param perFile time that the route takes for each file
     * @param reads which of the files the route reads, by their number in the poll
     */
    private Cost run(UnaryOperator<Open115Emulator.Builder> settings, Duration perFile, IntPredicate reads)
            throws Exception {
        try (EmulatedAccountFixture account = new EmulatedAccountFixture(state, settings)) {
            Open115Emulator emulator = account.emulator();
            String inbox = emulator.drive().folder("/inbox");
            for (int i = 0; i < FILES; i++) {
                emulator.drive().addFile(inbox, "f" + i, Content.generated(i, SIZE));
            }
            AtomicInteger seen = new AtomicInteger();
            AtomicInteger bytes = new AtomicInteger();
            Instant[] ended = new Instant[1];
            Open115Component component = new Open115Component();
            component.setStateDirectory(state.resolve("camel").toString());
            component.setClient(account.client(ONE_A_SECOND));
            component.setClock(account.clock());
            Instant began = account.clock().instant();
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                context.addComponent("open115", component);
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("open115:/inbox?initialDelay=0&maxMessagesPerPoll=" + FILES)
                                .process(exchange -> {
                                    account.clock().advance(perFile);
                                    int number = exchange.getProperty(Exchange.BATCH_INDEX, Integer.class);
                                    if (reads.test(number)) {
                                        bytes.addAndGet(exchange.getIn().getBody(byte[].class).length);
                                    }
                                    ended[0] = account.clock().instant();
                                    seen.incrementAndGet();
                                });
                    }
                });
                context.start();
                await().atMost(Duration.ofMinutes(5)).until(() -> seen.get() == FILES);
            }
            int read = 0;
            for (int i = 0; i < FILES; i++) {
                read += reads.test(i) ? 1 : 0;
            }
            assertThat(bytes).hasValue(read * SIZE);
            assertThat(emulator.requests().count(Host.CDN)).isEqualTo(read);
            return cost(emulator.requests(), Duration.between(began, ended[0]));
        }
    }

    private static Cost cost(RequestLog requests, Duration time) {
        long made = requests.linksPerRequest().stream()
                .mapToLong(Integer::longValue)
                .sum();
        return new Cost(time, requests.linkRequests(), made, requests.oldestLinkUsed());
    }

    @Test
    @DisplayName(
            "R33 1000 files of 4 KiB with one call a second: within 40 s and 40 link calls, no link older than 60 s")
    void readsAThousandFiles() throws Exception {
        Cost cost = run(service -> service, Duration.ofMillis(20), number -> true);
        assertThat(cost.time()).isLessThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(cost.linkCalls()).isLessThanOrEqualTo(40);
        assertThat(cost.linksMade()).isEqualTo(FILES);
        assertThat(cost.oldestAtUse()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    @DisplayName("R33 a service that refuses calls for many is asked for one after the other")
    void fallsBackToSingleCalls() throws Exception {
        Cost cost = run(service -> service.maxPickCodes(1), Duration.ZERO, number -> true);
        assertThat(cost.linkCalls()).isBetween((long) FILES, FILES + 5L);
    }

    @Test
    @DisplayName("a route that reads every tenth body wastes few links")
    void readsEveryTenthFile() throws Exception {
        Cost cost = run(service -> service, Duration.ofMillis(20), number -> number % 10 == 0);
        assertThat(cost.linksMade()).isBetween(100L, 110L);
    }

    @Test
    @DisplayName("a route that takes 20 s for a file has no link older than 60 s, and asks for few in vain")
    void slowRouteUsesNoOldLink() throws Exception {
        Cost cost = run(service -> service, Duration.ofSeconds(20), number -> number < 100);
        assertThat(cost.oldestAtUse()).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(cost.linksMade()).isLessThan(130);
    }
}
