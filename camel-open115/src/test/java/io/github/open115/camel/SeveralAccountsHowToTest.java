/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "Several accounts". */
class SeveralAccountsHowToTest extends HowToFixture {

    private Open115Emulator anna;
    private Open115Emulator ben;

    @TempDir
    Path target;

    @BeforeEach
    void startDrives() throws Exception {
        anna = Open115Emulator.builder().start();
        ben = Open115Emulator.builder().sameServiceAs(anna).start();
        anna.drive().folder("/inbox");
        ben.drive().folder("/inbox");
    }

    @AfterEach
    void stopDrives() throws Exception {
        ben.close();
        anna.close();
    }

    private Routes start(Dsl dsl) throws Exception {
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/films?account=anna&recursive=true")
                        .routeId("anna-to-ben")
                        .to("open115:/films-of-anna?account=ben");

                routeTemplate("inbox-of-an-account")
                        .templateParameter("account")
                        .from("open115:/inbox?account={{account}}&recursive=true"
                                + "&localWorkDirectory={{target}}/{{account}}/.work")
                        .to("file:{{target}}/{{account}}");

                templatedRoute("inbox-of-an-account").routeId("inbox-of-anna").parameter("account", "anna");
                templatedRoute("inbox-of-an-account").routeId("inbox-of-ben").parameter("account", "ben");
            }
        };
        Routes routes = routesOf("howto-several-accounts", dsl, java, Map.of("target", target));
        routes.account("anna", anna);
        routes.account("ben", ben);
        return routes.start();
    }

    private static EmulatedFile put(Open115Emulator emulator, String folder, String name, String content) {
        return emulator.drive().addFile(emulator.drive().folder(folder), name, content.getBytes());
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("a file goes from one drive to the other")
    void copiesBetweenDrives(Dsl dsl) throws Exception {
        EmulatedFile film = put(anna, "/films/2026", "电影.mkv", "moving pictures");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "anna-to-ben");
            assertThat(ben.drive()
                            .fileAt("/films-of-anna/2026/电影.mkv")
                            .orElseThrow()
                            .sha1())
                    .isEqualTo(film.sha1());
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName(
            "one template polls several drives, each with its own memory; a lost authorization of one does not stop the other")
    void pollsSeveralDrives(Dsl dsl) throws Exception {
        EmulatedFile a = put(anna, "/inbox", "same.txt", "of Anna");
        EmulatedFile b = put(ben, "/inbox", "same.txt", "of Ben");
        try (Routes routes = start(dsl)) {
            pollRoute(routes, "inbox-of-anna");
            pollRoute(routes, "inbox-of-ben");
            assertContent(target.resolve("anna/same.txt"), a);
            assertContent(target.resolve("ben/same.txt"), b);

            ben.account().revoke();
            put(anna, "/inbox", "new.txt", "new");
            pollRoute(routes, "inbox-of-ben");
            pollRoute(routes, "inbox-of-anna");
            assertThat(target.resolve("anna/new.txt")).hasContent("new");
        }
    }
}
