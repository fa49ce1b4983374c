/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.client.EverythingSeen;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Collection;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Collects everything that a person or a tool can read of a context, and all log output of the JVM at TRACE. */
final class PublicOutput implements AutoCloseable {

    private final EverythingSeen seen = new EverythingSeen();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Listens to the events and meters of a context. */
    void listenTo(CamelContext context) {
        context.getRegistry().bind("meters", meters);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                seen.add("event " + event);
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return true;
            }
        });
    }

    /** What a caller sees of a failure. */
    void add(Throwable failure) {
        seen.add(failure);
    }

    /** Reads everything that shows the context as it is now. */
    void lookAt(CamelContext context) throws JMException {
        context.getEndpoints()
                .forEach(endpoint -> seen.add("endpoint " + endpoint + " " + endpoint.getEndpointBaseUri()));
        context.getRoutes().forEach(route -> seen.add("route " + route + " " + route.getConsumer()));
        HealthCheckHelper.invoke(context)
                .forEach(result -> seen.add("health " + result.getCheck().getId() + result.getMessage()
                        + result.getDetails() + result.getError()));
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        consoles.stream()
                .filter(console ->
                        console.getId().equals("open115") || console.getId().equals("consumer"))
                .forEach(console -> seen.add("console " + console.call(MediaType.TEXT) + console.call(MediaType.JSON)));
        Thread.getAllStackTraces().keySet().forEach(thread -> seen.add("thread " + thread.getName()));
        seen.add("meters " + meters.getMetersAsString());
        lookAtBeans(context);
    }

    private void lookAtBeans(CamelContext context) throws JMException {
        MBeanServer server =
                context.getManagementStrategy().getManagementAgent().getMBeanServer();
        for (ObjectName name : server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*"), null)) {
            StringBuilder text = new StringBuilder("MBean " + name);
            String[] readable = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .filter(MBeanAttributeInfo::isReadable)
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            server.getAttributes(name, readable)
                    .forEach(attribute -> text.append('\n').append(attribute));
            seen.add(text.toString());
        }
    }

    /** Each begins with what it is of: log, failure, endpoint, route, health, console, thread, meters, MBean, event. */
    Collection<String> texts() {
        return seen.texts();
    }

    @Override
    public void close() {
        seen.close();
    }
}
