/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ScheduledPollEndpoint;

/** The routes of a how-to page, in Java and in YAML, whose polls the test makes. */
abstract class HowToFixture extends PollFixture {

    /** The languages in which a page shows its routes. */
    enum Dsl {
        JAVA,
        YAML
    }

    /**
     * Makes a context with the routes of a page, which is not started.
     *
     * @param java the routes in Java; the ones in YAML are in the resource {@code documented/<page>.yaml}
     * @param properties what the placeholders of the page mean
     */
    Routes routesOf(String page, Dsl dsl, RouteBuilder java, Map<String, ?> properties) throws Exception {
        Routes routes = routes();
        routes.context().getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof ScheduledPollEndpoint polled) {
                polled.setStartScheduler(false);
            }
            return endpoint;
        });
        properties.forEach((name, value) ->
                routes.context().getPropertiesComponent().addInitialProperty(name, String.valueOf(value)));
        if (dsl == Dsl.JAVA) {
            routes.add(java);
            routes.context().addTemplatedRoutes(java);
            return routes;
        }
        PluginHelper.getRoutesLoader(routes.context())
                .loadRoutes(PluginHelper.getResourceLoader(routes.context())
                        .resolveResource("classpath:documented/" + page + ".yaml"));
        return routes;
    }

    /** One poll of a route, whatever it polls. */
    static void pollRoute(Routes routes, String routeId) {
        ((Runnable) routes.context().getRoute(routeId).getConsumer()).run();
    }

    /** Invokes an operation of the MBean of the consumer of a route. */
    static String invoke(Routes routes, String routeId, String operation, String... arguments) throws Exception {
        MBeanServer server =
                routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName all = new ObjectName(
                "org.apache.camel:context=" + routes.context().getManagementName() + ",type=consumers,*");
        for (ObjectName consumer : server.queryNames(all, null)) {
            if (server.getAttribute(consumer, "RouteId").equals(routeId)) {
                String[] signature = new String[arguments.length];
                Arrays.fill(signature, String.class.getName());
                return (String) server.invoke(consumer, operation, arguments, signature);
            }
        }
        throw new AssertionError("There is no consumer of route " + routeId);
    }

    /** Waits until so many exchanges of a route have succeeded. */
    static void awaitSuccesses(Routes routes, String routeId, long exchanges) {
        ManagedRouteMBean route = routes.context()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(routeId);
        await().atMost(Duration.ofMinutes(5)).until(() -> route.getExchangesCompleted() == exchanges);
    }

    /** Puts a file of generated content, which is longer than what is kept in memory. */
    EmulatedFile putLong(String folder, String name) {
        return drive().addFile(drive().folder(folder), name, Content.generated(name.hashCode(), 300_000));
    }

    /** The next download breaks after so many bytes, and no link goes on with it. */
    void breakDownloadsAfter(long bytes) {
        emulator().faults().arm(Faults.CDN, Fault.cutAfter(bytes)).times(1);
        emulator().faults().arm(Faults.CDN, Fault.forbidden()).after(1).always();
    }

    byte[] contentAt(String path) {
        return drive().fileAt(path).orElseThrow().content().bytes();
    }

    static void assertContent(Path file, EmulatedFile expected) throws IOException {
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.content().bytes());
    }

    /** The paths of all files below a directory. */
    static Set<String> filesBelow(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        }
    }
}
