/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "The newest file, now". */
class NewestFileHowToTest extends HowToFixture {

    @TempDir
    Path target;

    private final List<EmulatedFile> csv = new ArrayList<>();

    @BeforeEach
    void putFiles() {
        for (String name : List.of("first.csv", "second.csv", "newest.csv")) {
            csv.add(put("/reports", name));
            emulator().clock().advance(Duration.ofMinutes(1));
        }
        put("/reports", "image.png");
    }

    private Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:newest")
                        .routeId("newest")
                        .pollEnrich(
                                "open115:/reports?includeExt=csv&sortBy=reverse:file:modified"
                                        + "&localWorkDirectory={{target}}/.work",
                                0)
                        .to("file:{{target}}");

                from("direct:named")
                        .routeId("named")
                        .to("open115:/reports?operation=download&fileName=report-${date:now:yyyy-MM-dd}.csv"
                                + "&localWorkDirectory={{target}}/.work")
                        .to("file:{{target}}");

                from("direct:newest-of-list")
                        .routeId("newest-of-list")
                        .to("open115:/reports?operation=list&listMaxAge=60000")
                        .setBody(exchange -> Stream.of(exchange.getMessage().getBody(Open115File[].class))
                                .filter(file -> !file.folder())
                                .max(Comparator.comparing(Open115File::updatedAt))
                                .orElseThrow())
                        .to("open115:/reports?operation=download&localWorkDirectory={{target}}/.work")
                        .to("file:{{target}}");
            }
        };
        return routesOf("howto-newest-file", dsl, java, Map.of("target", target))
                .start();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "pollEnrich gives the newest file that the filters want, each time it is asked, for one listing and a link")
    void pollsTheNewest(Dsl dsl) throws Exception {
        try (Routes routes = start(dsl)) {
            assertThat(apiCallsOf(routes, "direct:newest")).isEqualTo(3);
            assertThat(filesBelow(target)).containsExactly("newest.csv");
            put("/reports", "even-newer.csv");
            assertThat(apiCallsOf(routes, "direct:newest")).isEqualTo(2);
            assertThat(filesBelow(target)).containsExactlyInAnyOrder("newest.csv", "even-newer.csv");
            assertThat(apiCallsOf(routes, "direct:newest")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("pollEnrich: if no file fits, the body is null, and a step that wants a file fails")
    void findsNothing(Dsl dsl) throws Exception {
        for (EmulatedFile file : csv) {
            drive().purge(file.id());
        }
        try (Routes routes = start(dsl)) {
            Exchange exchange = routes.template()
                    .request("direct:newest", message -> message.getMessage().setBody("request"));
            assertThat(exchange.getException()).hasMessageContaining("Cannot write null body");
            assertThat(exchange.getMessage().getBody()).isNull();
            assertThat(filesBelow(target)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("a name with the date of today costs one look-up and a link; if there is none, the exchange fails")
    void downloadsByName(Dsl dsl) throws Exception {
        try (Routes routes = start(dsl)) {
            assertThat(routes.template().request("direct:named", exchange -> {}).getException())
                    .isInstanceOf(NotFoundException.class);
            String name = "report-" + LocalDate.now() + ".csv";
            put("/reports", name);
            assertThat(apiCallsOf(routes, "direct:named")).isEqualTo(2);
            assertThat(filesBelow(target)).containsExactly(name);
        }
    }

    @Test
    @DisplayName("a list is searched in Java for a look-up, a listing and a link; again within listMaxAge for nothing")
    void searchesAList() throws Exception {
        try (Routes routes = start(Dsl.JAVA)) {
            assertThat(apiCallsOf(routes, "direct:newest-of-list")).isEqualTo(3);
            assertThat(filesBelow(target)).containsExactly("image.png");
            assertThat(apiCallsOf(routes, "direct:newest-of-list")).isZero();
        }
    }

    /** How many calls to the API a message costs, besides the authorization. */
    private long apiCallsOf(Routes routes, String uri) {
        emulator().requests().reset();
        routes.template().sendBody(uri, null);
        return emulator().requests().all().stream()
                .filter(request -> request.host() == Host.API)
                .count();
    }
}
