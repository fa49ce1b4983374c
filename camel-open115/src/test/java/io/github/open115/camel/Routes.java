/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose component talks to an emulator, quick enough for tests. */
public final class Routes implements AutoCloseable {

    /** Polls soon and often; tests wait for what they expect. */
    public static final String QUICK = "initialDelay=0&delay=20";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Open115Component component = new Open115Component();
    private ProducerTemplate template;

    public Routes(Open115Emulator emulator, Path stateDirectory) {
        component.setStateDirectory(stateDirectory.toString());
        Open115Configuration configuration = component.getConfiguration();
        configuration.setApiBaseUrl(emulator.apiBaseUrl());
        configuration.setAuthBaseUrl(emulator.authBaseUrl());
        configuration.setQrCodeBaseUrl(emulator.qrCodeBaseUrl());
        // so fast that a clock which stands still holds nobody up
        configuration.setRequestsPerSecond(1e9);
        configuration.setRequestsPerDay(1_000_000);
        component.setClock(emulator.clock());
        context.addComponent("open115", component);
        context.getShutdownStrategy().setTimeout(20);
    }

    /** Seeds the authorization with a fresh log-in. */
    public static Routes authorized(Open115Emulator emulator, Path stateDirectory) {
        Routes routes = new Routes(emulator, stateDirectory);
        routes.component.getConfiguration().setRefreshToken(emulator.account().newRefreshToken());
        return routes;
    }

    /** Leads an account to a drive of its own, authorized; for all endpoints that name the account. */
    public Routes account(String name, Open115Emulator drive) {
        context.getEndpoint("open115:/?account=" + name + "&apiBaseUrl=" + drive.apiBaseUrl() + "&authBaseUrl="
                + drive.authBaseUrl() + "&qrCodeBaseUrl=" + drive.qrCodeBaseUrl() + "&refreshToken="
                + drive.account().newRefreshToken());
        return this;
    }

    public Routes with(UnaryOperator<Open115Component> change) {
        change.apply(component);
        return this;
    }

    public Routes add(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    /** Adds a route from an endpoint that hands each exchange to a processor. */
    public Routes from(String uri, Processor processor) throws Exception {
        return add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(processor);
            }
        });
    }

    /** The same with a route id of the test's own. */
    public Routes fromNamed(String routeId, String uri, Processor processor) throws Exception {
        return add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(routeId).process(processor);
            }
        });
    }

    public Routes start() {
        context.start();
        template = context.createProducerTemplate();
        return this;
    }

    /** What polls for a route with an id of the test's own. */
    public Open115Consumer consumer(String routeId) {
        return (Open115Consumer) context.getRoute(routeId).getConsumer();
    }

    /** What polls for the first route that polls a drive. */
    public Open115Consumer consumer() {
        return context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(Open115Consumer.class::isInstance)
                .map(Open115Consumer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    public CamelContext context() {
        return context;
    }

    public Open115Component component() {
        return component;
    }

    public ProducerTemplate template() {
        return template;
    }

    @Override
    public void close() {
        context.stop();
    }
}
