/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that a person could get to see: all logs at TRACE with their thread names, and what a test adds. */
public final class EverythingSeen extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    /** Listens until it is closed. */
    public EverythingSeen() {
        setContext(root.getLoggerContext());
        start();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(this);
        root.setLevel(Level.TRACE);
    }

    public void add(String text) {
        seen.add(text);
    }

    /** Adds an exception with its stack and its causes. */
    public void add(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        seen.add("failure " + text);
    }

    /** All of it, one text for each thing that was seen; those of logs begin with {@code log} and the logger. */
    public Collection<String> texts() {
        return seen;
    }

    /** Fails when any of the secrets shows, or when nothing was seen at all. */
    public void assertHidden(Collection<String> secrets) {
        assertThat(secrets).isNotEmpty();
        assertThat(seen)
                .isNotEmpty()
                .allSatisfy(text -> secrets.forEach(secret -> assertThat(text).doesNotContain(secret)));
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(this);
        others.forEach(root::addAppender);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text =
                "log " + event.getLoggerName() + " [" + event.getThreadName() + "] " + event.getFormattedMessage();
        seen.add(
                event.getThrowableProxy() == null
                        ? text
                        : text + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
