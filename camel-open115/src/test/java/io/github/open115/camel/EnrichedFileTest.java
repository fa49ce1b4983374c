/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys of polled files whose exchange another file, or the route, has changed by its end. */
class EnrichedFileTest extends PollFixture {

    private final AtomicBoolean failing = new AtomicBoolean();

    /** What changes the properties of an exchange. */
    private enum Step {
        POLL_ENRICH {
            @Override
            ProcessorDefinition<?> addTo(RouteDefinition route) {
                return route.pollEnrich()
                        .simple("open115:/other?idempotent=true&fileName=${header.CamelFileName}")
                        .timeout(0);
            }
        },
        REMOVE_PROPERTIES {
            @Override
            ProcessorDefinition<?> addTo(RouteDefinition route) {
                return route.removeProperties("*");
            }
        };

        abstract ProcessorDefinition<?> addTo(RouteDefinition route);
    }

    @BeforeEach
    void fill() {
        put("/inbox", "a.txt");
        put("/other", "a.txt");
        deliveries.failingFor(name -> failing.get());
    }

    private Routes route(Step step, String options) throws Exception {
        return routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        step.addTo(from(inbox(options)).routeId("in")).process(deliveries);
                    }
                })
                .start();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R10 a file whose exchange fails after it is delivered again")
    void deliversAFailedFileAgain(Step step) throws Exception {
        failing.set(true);
        try (Routes routes = route(step, "")) {
            poll(routes);
            failing.set(false);
            pollOn(routes, 3);
            assertThat(delivered).containsExactly("a.txt");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R10 a file whose exchange succeeds is remembered, also when all files are looked at once more")
    void remembersADeliveredFile(Step step) throws Exception {
        try (Routes routes = route(step, "")) {
            poll(routes);
        }
        try (Routes routes = route(step, "includeExt=txt")) {
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R10 pollEnrich gets a file again whose exchange failed, although the route keeps its own exchange")
    void enrichesAgainAfterAFailure() throws Exception {
        List<String> bodies = new ArrayList<>();
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .pollEnrich()
                                .constant("open115:/other?idempotent=true")
                                .timeout(0)
                                .aggregationStrategy((own, polled) -> {
                                    bodies.add(
                                            polled == null
                                                    ? "none"
                                                    : polled.getIn().getBody(String.class));
                                    return own;
                                })
                                .process(deliveries);
                    }
                })
                .start()) {
            for (boolean fails : List.of(true, false, false)) {
                failing.set(fails);
                routes.template().request("direct:in", asked -> asked.getIn().setHeader(Exchange.FILE_NAME, "asked"));
            }
        }
        assertThat(bodies).containsExactly("/other/a.txt", "/other/a.txt", "none");
    }
}
