/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Records what some loggers write during a test, and keeps it from the console. Register it as an extension. */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements BeforeEachCallback, AfterEachCallback {

    private final Level level;
    private final List<Logger> loggers;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    private RecordedLog(Level level, Stream<String> names) {
        this.level = level;
        this.loggers = names.map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
    }

    public static RecordedLog of(Level level, Class<?>... classes) {
        return new RecordedLog(level, Stream.of(classes).map(Class::getName));
    }

    /** Everything that the classes of some packages log. */
    public static RecordedLog ofPackages(Level level, String... names) {
        return new RecordedLog(level, Stream.of(names));
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        start();
        for (Logger logger : loggers) {
            logger.setLevel(level);
            logger.setAdditive(false);
            logger.addAppender(this);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        for (Logger logger : loggers) {
            logger.detachAppender(this);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    public List<ILoggingEvent> events() {
        return events;
    }

    /** What was logged at a level, without the traces. */
    public List<String> messages(Level at) {
        return events.stream()
                .filter(event -> event.getLevel() == at)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
