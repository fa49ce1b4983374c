/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.open115.camel.claims.JdbcClaimRepository;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes and their parts that are started or stopped in an unusual order. */
class RouteLifecycleTest extends PollFixture {

    @RegisterExtension
    final RecordedLog log = RecordedLog.ofPackages(Level.WARN, "org.apache.camel", "io.github.open115");

    @Test
    @DisplayName("R29 a route with autoStartup=false can be stopped, and started afterwards")
    void stopsARouteThatNeverStarted() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = Routes.authorized(emulator(), state)
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(INBOX).routeId("in").autoStartup(false).process(deliveries);
                    }
                })
                .start()) {
            Open115Consumer consumer = routes.consumer("in");
            assertThatCode(consumer::stop).doesNotThrowAnyException();
            assertThatCode(() -> routes.context().getRouteController().stopRoute("in"))
                    .doesNotThrowAnyException();

            routes.context().getRouteController().startRoute("in");
            poll(routes);
            assertThat(delivered).containsExactly("a.txt");
        }
    }

    @Test
    @DisplayName("R29 a second route with the same URI is refused with Camel's sentence alone")
    void refusesTwoRoutesWithOneUri() throws Exception {
        try (Routes routes = Routes.authorized(emulator(), state)
                .fromNamed("in", INBOX, deliveries)
                .fromNamed("again", INBOX, deliveries)) {
            assertThatThrownBy(routes::start)
                    .hasStackTraceContaining("Multiple consumers for the same endpoint is not allowed");
        }
        assertThat(log.messages(Level.WARN)).isEmpty();
    }

    @Test
    @DisplayName("R29 a producer within a splitter works in a route that was added before the context started")
    void startsAProducerWithinASplitter() throws Exception {
        try (Routes routes = Routes.authorized(emulator(), state)
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:parts").split(body()).to("open115:/parts?fileName=${body}.txt");
                    }
                })
                .start()) {
            routes.context().createProducerTemplate().sendBody("direct:parts", List.of("a", "b"));
        }
        assertThat(drive().fileAt("/parts/a.txt")).isPresent();
        assertThat(drive().fileAt("/parts/b.txt")).isPresent();
    }

    @Test
    @DisplayName("R29 a repository of claims that never started can be stopped")
    void stopsARepositoryThatNeverStarted() {
        assertThatCode(new JdbcClaimRepository()::stop).doesNotThrowAnyException();
    }
}
