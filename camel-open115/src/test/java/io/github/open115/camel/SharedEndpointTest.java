/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.poll.DurableIdempotentRepository;
import java.util.Map;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two consumers that would share more than they can. */
class SharedEndpointTest extends PollFixture {

    private static final String ADVICE = "give one of them another URI";

    @Test
    @DisplayName("R29 a poll on demand is refused the URI of a route, which goes on as if nothing had happened")
    void refusesAPollOnDemandTheUriOfARoute() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("");
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            poll(routes);
            assertThatThrownBy(() -> template.receiveNoWait(INBOX)).hasStackTraceContaining(ADVICE);
            template.stop();
            put("/inbox", "b.txt");
            poll(routes);
            assertThat(routes.context().getRoute("in").getConsumer())
                    .extracting(consumer -> ((Open115Consumer) consumer).getLastError())
                    .isNull();
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
    }

    @Test
    @DisplayName(
            "R29 a route is refused the URI of a poll on demand, which would make it deliver each file at each poll")
    void refusesARouteTheUriOfAPollOnDemand() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = Routes.authorized(emulator(), state).start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            template.doneUoW(template.receiveNoWait(INBOX));
            assertThatThrownBy(() -> routes.fromNamed("in", INBOX, deliveries)).hasStackTraceContaining(ADVICE);
        }
    }

    @Test
    @DisplayName("R29 a route and a poll on demand that remember nothing go together at one URI")
    void allowsBothWithoutMemory() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("idempotent=false");
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 2; i++) {
                poll(routes);
                assertThat(template.receiveNoWait(INBOX + "&idempotent=false"))
                        .satisfies(received -> assertThat(received.getIn().getHeader(Open115Constants.FILE_NAME))
                                .isEqualTo("a.txt"))
                        .satisfies(template::doneUoW);
            }
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R10 a route and a poll on demand at one URI share a repository of the user's")
    void allowsBothWithOneRepository() throws Exception {
        put("/inbox", "a.txt");
        String options = "idempotent=true&idempotentRepository=#memory";
        Map<String, ?> beans = Map.of("memory", MemoryIdempotentRepository.memoryIdempotentRepository(100));
        try (Routes routes = route(options, beans);
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            poll(routes);
            put("/inbox", "b.txt");
            Exchange onDemand = template.receiveNoWait(INBOX + "&" + options);
            assertThat(onDemand.getIn().getHeader(Exchange.FILE_NAME)).isEqualTo("b.txt");
            template.doneUoW(onDemand);
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R29 an own durable repository serves one consumer, so a poll on demand is refused that of a route")
    void durableRepositoryServesOneConsumer() throws Exception {
        String options = "idempotent=true&idempotentRepository=#memory";
        try (Routes routes = route(options, Map.of("memory", new DurableIdempotentRepository()));
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            assertThatThrownBy(() -> template.receiveNoWait(INBOX + "&" + options))
                    .hasStackTraceContaining(ADVICE);
        }
    }

    @Test
    @DisplayName("R29 a URI is free for a route when the endpoint of a poll on demand was removed")
    void removedEndpointFreesItsUri() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = Routes.authorized(emulator(), state).start()) {
            try (ConsumerTemplate template = routes.context().createConsumerTemplate()) {
                template.doneUoW(template.receiveNoWait(INBOX));
            }
            assertThatThrownBy(() -> routes.fromNamed("in", INBOX, deliveries)).hasStackTraceContaining(ADVICE);
            routes.context().removeEndpoints(INBOX);
            routes.fromNamed("in", INBOX, deliveries);
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R29 a route and a poll on demand go together where their URIs differ, as the refusal says")
    void allowsBothWithDifferentUris() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("");
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 2; i++) {
                poll(routes);
                assertThat(template.receiveNoWait(INBOX + "&sendEmptyMessageWhenIdle=false"))
                        .satisfies(received -> assertThat(received.getIn().getHeader(Open115Constants.FILE_NAME))
                                .isEqualTo("a.txt"))
                        .satisfies(template::doneUoW);
            }
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R10 a second poll on demand does not change when files of the first one count as delivered")
    void secondPollOnDemandKeepsTheMemoryOfTheFirst() throws Exception {
        try (Routes routes = Routes.authorized(emulator(), state).start()) {
            Open115Endpoint endpoint = routes.context().getEndpoint(INBOX + "&idempotent=true", Open115Endpoint.class);
            PollingConsumer one = endpoint.createPollingConsumer();
            PollingConsumer two = endpoint.createPollingConsumer();
            one.start();
            two.start();
            assertThat(endpoint.isIdempotentEager()).isTrue();
            two.stop();
            one.stop();
        }
    }

    @Test
    @DisplayName("R29 a durable repository that two routes are given serves the first one alone")
    void durableRepositoryServesTheFirstRoute() throws Exception {
        put("/inbox", "a.txt");
        put("/other", "b.txt");
        Map<String, ?> beans = Map.of("memory", new DurableIdempotentRepository());
        try (Routes routes = route("idempotentRepository=#memory", beans)) {
            routes.fromNamed(
                    "other", INBOX.replace("inbox", "other") + "&idempotentRepository=#memory", exchange -> {});
            poll(routes);
            for (int i = 0; i < 2; i++) {
                poll(routes, "other");
                assertThat(((Open115Consumer) routes.context().getRoute("other").getConsumer()).getLastError())
                        .hasMessageContaining("give each its own");
            }
            routes.context().getRouteController().stopRoute("other");
            put("/inbox", "c.txt");
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt", "c.txt");
    }
}
