/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways of "Deliver files again". */
class DeliverAgainHowToTest extends HowToFixture {

    private final IdempotentRepository repository = MemoryIdempotentRepository.memoryIdempotentRepository(1000);
    private final List<String> worked = new CopyOnWriteArrayList<>();

    @TempDir
    Path target;

    private Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true").routeId("inbox").to("direct:work");

                from("open115:/inbox?recursive=true&noop=true")
                        .routeId("inbox-2")
                        .to("direct:work");

                from("open115:/shared?idempotentRepository=#delivered")
                        .routeId("shared")
                        .to("direct:work");

                from("direct:copy-again")
                        .routeId("copy-again")
                        .to("open115:/inbox?operation=list&recursive=true&listPaths=true")
                        .split(body())
                        .filter(simple("${body.folder} == false"))
                        .to("open115:/inbox?operation=download&localWorkDirectory={{target}}/.work")
                        .to("file:{{target}}");
            }
        };
        Routes routes = routesOf("howto-deliver-again", dsl, java, Map.of("target", target));
        routes.context().getRegistry().bind("delivered", repository);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .process(
                                exchange -> worked.add(exchange.getMessage().getHeader("CamelFileName", String.class)));
            }
        });
        return routes.start();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "deliverAgain delivers one file once more, deliverEverythingAgain all of them, another route id all of them too")
    void deliversAgain(Dsl dsl) throws Exception {
        put("/inbox", "a.txt");
        EmulatedFile b = put("/inbox/sub", "b.txt");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "inbox");
            assertThat(worked).containsExactlyInAnyOrder("a.txt", "sub/b.txt");

            invoke(routes, "inbox", "deliverAgain", b.id());
            awaitSuccesses(routes, "inbox", 3);
            assertThat(worked.subList(2, worked.size())).containsExactly("sub/b.txt");

            invoke(routes, "inbox", "deliverAgain", "a.txt");
            awaitSuccesses(routes, "inbox", 4);
            assertThat(worked.subList(3, worked.size())).containsExactly("a.txt");

            invoke(routes, "inbox", "deliverEverythingAgain");
            awaitSuccesses(routes, "inbox", 6);
            assertThat(worked.subList(4, worked.size())).containsExactlyInAnyOrder("a.txt", "sub/b.txt");

            pollRoute(routes, "inbox-2");
            assertThat(worked.subList(6, worked.size())).containsExactlyInAnyOrder("a.txt", "sub/b.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("a repository of one's own: a file whose key is removed is delivered again by reconcileNow")
    void deliversAgainWithAnOwnRepository(Dsl dsl) throws Exception {
        put("/shared", "a.txt");
        EmulatedFile b = put("/shared", "b.txt");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "shared");
            assertThat(worked).containsExactlyInAnyOrder("a.txt", "b.txt");
            assertThat(invoke(routes, "shared", "deliverAgain", b.id())).startsWith("Nothing is done. ");

            String fileId = b.id();
            String sha1 = b.sha1();
            repository.remove(fileId + ":" + sha1);
            invoke(routes, "shared", "reconcileNow");
            awaitSuccesses(routes, "shared", 3);
            assertThat(worked.subList(2, worked.size())).containsExactly("b.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("a route beside the polling one copies all files now, and does not change what is remembered")
    void copiesAgain(Dsl dsl) throws Exception {
        EmulatedFile a = put("/inbox", "a.txt");
        EmulatedFile b = put("/inbox/二月", "b.txt");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "inbox");
            routes.template().sendBody("direct:copy-again", null);
            assertContent(target.resolve("a.txt"), a);
            assertContent(target.resolve("二月/b.txt"), b);
            assertThat(filesBelow(target)).hasSize(2);
            pollRoute(routes, "inbox");
            assertThat(worked).hasSize(2);
        }
    }

    @Test
    @DisplayName("without the files of its memory a route begins anew")
    void beginsAnewWithoutItsMemory() throws Exception {
        put("/inbox", "a.txt");
        for (int run = 1; run <= 2; run++) {
            try (Routes routes = start(Dsl.JAVA)) {
                pollRoute(routes, "inbox");
                assertThat(worked).hasSize(run);
            }
            Path polls = state.resolve("polls/default");
            assertThat(filesBelow(polls)).allMatch(name -> name.contains("-tree-inbox"));
            for (String name : filesBelow(polls)) {
                Files.delete(polls.resolve(name));
            }
        }
    }
}
