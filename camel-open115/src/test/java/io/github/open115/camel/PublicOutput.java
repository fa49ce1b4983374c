package io.github.open115.camel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.slf4j.LoggerFactory;

/** Collects everything that a person or a tool can read of a context, and all log output of the JVM at TRACE. */
final class PublicOutput implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            texts.add("log " + event.getLoggerName() + " [" + event.getThreadName() + "] " + event.getFormattedMessage()
                    + trace);
        }
    };

    PublicOutput() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    /** Listens to the events and meters of a context. */
    void listenTo(CamelContext context) {
        context.getRegistry().bind("meters", meters);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                texts.add("event " + event);
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return true;
            }
        });
    }

    /** What a caller sees of a failure. */
    void add(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        texts.add("failure " + text);
    }

    /** Reads everything that shows the context as it is now. */
    void lookAt(CamelContext context) throws JMException {
        context.getEndpoints()
                .forEach(endpoint -> texts.add("endpoint " + endpoint + " " + endpoint.getEndpointBaseUri()));
        context.getRoutes().forEach(route -> texts.add("route " + route + " " + route.getConsumer()));
        HealthCheckHelper.invoke(context)
                .forEach(result -> texts.add("health " + result.getCheck().getId() + result.getMessage()
                        + result.getDetails() + result.getError()));
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        consoles.stream()
                .filter(console ->
                        console.getId().equals("open115") || console.getId().equals("consumer"))
                .forEach(
                        console -> texts.add("console " + console.call(MediaType.TEXT) + console.call(MediaType.JSON)));
        Thread.getAllStackTraces().keySet().forEach(thread -> texts.add("thread " + thread.getName()));
        texts.add("meters " + meters.getMetersAsString());
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
            texts.add(text.toString());
        }
    }

    Collection<String> texts() {
        return texts;
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(appender);
        others.forEach(root::addAppender);
    }
}
