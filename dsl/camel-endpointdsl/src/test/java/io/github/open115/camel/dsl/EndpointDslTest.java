/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.dsl;

import static io.github.open115.camel.dsl.StaticEndpointBuilders.open115;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Operation;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointDslTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    void aRouteIsWrittenWithTypes() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/deep"), "a.txt", Content.of("A"));
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("open115", connected(emulator));
            context.addRoutes(new EndpointRouteBuilder() {
                @Override
                public void configure() {
                    from(open115("/inbox").recursive(true).delay(100).advanced().pageSize(500))
                            .routeId("inbox")
                            .to(open115("/inbox").operation(Open115Operation.info))
                            .process(exchange ->
                                    arrived.add(exchange.getMessage().getHeader(Open115Constants.NAME, String.class)));
                }
            });
            context.start();
            assertThat(arrived.poll(5, TimeUnit.MINUTES)).isEqualTo("a.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"R&D.txt", "a.txt&delete=true", "a.txt&operation=delete"})
    @DisplayName("R42 the name of a file sets no option: endpoints that are built aim at the file of exactly that name")
    void aNameIsNoOption(String name) throws Exception {
        Open115Emulator emulator = service.emulator();
        String inbox = emulator.drive().folder("/inbox");
        emulator.drive().addFile(inbox, "a.txt", Content.of("A"));
        emulator.drive().addFile(inbox, name, Content.of("odd"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("open115", connected(emulator));
            context.addRoutes(new EndpointRouteBuilder() {
                @Override
                public void configure() {
                    from("direct:toD")
                            .toD(open115("/inbox")
                                    .operation(Open115Operation.download)
                                    .fileName("${header.n}"));
                    from("direct:pollEnrich").pollEnrich(open115("/inbox").fileName("${header.n}"), 0);
                    from("direct:poll").poll(open115("/inbox").fileName("${header.n}"), 0);
                    from("direct:raw")
                            .to(open115("/inbox")
                                    .operation(Open115Operation.download)
                                    .fileName("RAW(" + name + ")"));
                }
            });
            context.start();
            for (String route : List.of("toD", "pollEnrich", "poll", "raw")) {
                assertThat(context.createProducerTemplate()
                                .requestBodyAndHeader("direct:" + route, null, "n", name, String.class))
                        .as(route)
                        .isEqualTo("odd");
            }
        }
        assertThat(emulator.drive().names(inbox)).containsExactlyInAnyOrder("a.txt", name);
    }

    private Open115Component connected(Open115Emulator emulator) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(directory.toString());
        component.getConfiguration().setApiBaseUrl(emulator.apiBaseUrl());
        component.getConfiguration().setAuthBaseUrl(emulator.authBaseUrl());
        component.getConfiguration().setRefreshToken(emulator.account().newRefreshToken());
        component.getConfiguration().setRequestsPerSecond(1000);
        return component;
    }
}
