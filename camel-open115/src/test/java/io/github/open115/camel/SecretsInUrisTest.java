/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.EverythingSeen;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Camel shows of a secret that stands in the URI of an endpoint, and that a warning says so. */
class SecretsInUrisTest {

    private static final String MARKER = "A78.1.access-marker-token";
    private static final String QUIET = "open115:/?account=alone&initialDelay=3600000&accessToken=";
    /** Consoles that do something when they are called, such as writing the heap to a file, and show no URI. */
    private static final Set<String> ACTING =
            Set.of("heap-dump", "heap-histogram", "gc", "jfr-memory-leak", "reload", "send", "receive");

    /** The console for properties of Camel 4.18 masks no value in JSON. */
    private static final boolean SHOWS_PROPERTIES =
            new DefaultCamelContext().getVersion().startsWith("4.18.");

    private static final List<String> DUMPS = List.of(
            "dumpRoutesAsXml", "dumpRoutesCoverageAsXml", "dumpRouteAsXml", "dumpRoutesAsYaml", "dumpRouteAsYaml");

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Open115Emulator emulator;

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
    }

    @Test
    @DisplayName("R39 the security notes name every console and every dump that shows a secret of a URI")
    void theNotesNameWhereItShows() throws Exception {
        String notes = Documents.read("docs/security.md");

        assertThat(places(QUIET + MARKER))
                .hasSizeGreaterThan(3)
                .allSatisfy(place -> assertThat(notes).contains("`" + place + "`"));
    }

    @Test
    @DisplayName("R39 a secret in a bean or a property shows in no console and no dump, and causes no warning")
    void aBeanAndAPropertyShowNowhere() throws Exception {
        try (EverythingSeen seen = new EverythingSeen()) {
            // by its name, it is a property of the component, too
            Set<String> places = places(QUIET + "#bean:camel.component.open115.access-token");

            assertThat(places).isEqualTo(SHOWS_PROPERTIES ? Set.of("properties") : Set.of());
            assertThat(warnings(seen)).isEmpty();
        }
    }

    @Test
    @DisplayName("R39 a secret in a URI is warned of once, without the secret")
    void warnsOnceOfASecretInAUri() throws Exception {
        try (EverythingSeen seen = new EverythingSeen();
                Routes routes = Routes.authorized(emulator, state)) {
            for (int i = 0; i < 3; i++) {
                routes.context()
                        .getEndpoint("open115:/" + i + "?operation=serve&downloadMethod=localProxy&proxySignSecret="
                                + MARKER + "&localProxySignSecret=RAW(other " + MARKER + ")");
            }
            assertThat(warnings(seen))
                    .hasSize(2)
                    .noneMatch(text -> text.contains(MARKER))
                    .anyMatch(text -> text.contains("The option proxySignSecret stands in the URI of an endpoint"))
                    .anyMatch(text -> text.contains("localProxySignSecret=#bean:name"));
        }
    }

    private static List<String> warnings(EverythingSeen seen) {
        return seen.texts().stream()
                .filter(text -> text.startsWith("log io.github.open115"))
                .filter(text -> text.contains("stands in the URI"))
                .toList();
    }

    /** The consoles, attributes and dumps that show the marker. */
    private Set<String> places(String uri) throws Exception {
        Routes routes = Routes.authorized(emulator, state).fromNamed("alone", uri, new Deliveries());
        String property = "camel.component.open115.access-token";
        routes.context().getRegistry().bind(property, MARKER);
        routes.context().getPropertiesComponent().addInitialProperty(property, MARKER);
        routes.context().setDevConsole(true);
        try (routes) {
            routes.start();
            Set<String> places = new TreeSet<>();
            lookAtConsoles(routes.context(), places);
            lookAtBeans(routes.context(), places);
            return places;
        }
    }

    private static void lookAtConsoles(CamelContext context, Set<String> places) {
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        consoles.loadDevConsoles();
        consoles.stream()
                .filter(console -> !ACTING.contains(console.getId()))
                .filter(console -> Set.of(MediaType.values()).stream()
                        .anyMatch(type -> String.valueOf(console.call(type)).contains(MARKER)))
                .forEach(console -> places.add(console.getId()));
    }

    private static void lookAtBeans(CamelContext context, Set<String> places) throws JMException, IOException {
        MBeanServer server =
                context.getManagementStrategy().getManagementAgent().getMBeanServer();
        for (ObjectName name : server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*"), null)) {
            if (name.toString().contains(MARKER)) {
                places.add(name.toString());
            }
            for (var attribute : server.getMBeanInfo(name).getAttributes()) {
                if (shows(() -> server.getAttribute(name, attribute.getName()))) {
                    places.add(attribute.getName());
                }
            }
            for (var operation : server.getMBeanInfo(name).getOperations()) {
                if (DUMPS.contains(operation.getName())
                        && operation.getSignature().length == 0
                        && shows(() -> server.invoke(name, operation.getName(), new Object[0], new String[0]))) {
                    places.add(operation.getName());
                }
            }
        }
    }

    private static boolean shows(Look look) {
        try {
            return String.valueOf(look.look()).contains(MARKER);
        } catch (Exception e) {
            // some attributes need what is not on the class path
            return false;
        }
    }

    /** Reads something of a bean. */
    @FunctionalInterface
    private interface Look {
        Object look() throws Exception;
    }
}
