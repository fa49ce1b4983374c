package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that a person could get to see: all logs at TRACE with their thread names, and what a test adds. */
public final class EverythingSeen extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    /** Listens until it is closed. */
    public EverythingSeen() {
        setContext(root.getLoggerContext());
        start();
        root.setLevel(Level.TRACE);
        root.addAppender(this);
    }

    public void add(String text) {
        seen.add(text);
    }

    /** Adds an exception with its stack and its causes. */
    public void add(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        seen.add(text.toString());
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
        root.detachAppender(this);
        root.setLevel(before);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getThreadName() + " " + event.getFormattedMessage();
        seen.add(
                event.getThrowableProxy() == null
                        ? text
                        : text + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
