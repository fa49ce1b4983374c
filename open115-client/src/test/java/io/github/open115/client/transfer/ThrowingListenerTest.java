/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A listener that throws costs a line of the log and nothing else. */
@Timeout(600)
class ThrowingListenerTest {

    private static final int SIZE = 2 * Pieces.SIZE + 12_345;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private final Logger log = (Logger) LoggerFactory.getLogger(TransferMonitor.class);
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    private final AtomicInteger thrown = new AtomicInteger();

    private DownloadFixture fixture;
    private EmulatedFile file;

    private final class Throwing implements ProgressListener {

        @Override
        public void started(Transfer transfer) {
            fail();
        }

        @Override
        public void transferred(Transfer transfer) {
            fail();
        }

        @Override
        public void ended(Transfer transfer, Throwable failure) {
            fail();
        }

        private void fail() {
            if (thrown.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("the listener fails");
            }
            throw new NoClassDefFoundError("the listener misses a class");
        }
    }

    @BeforeEach
    void connect() {
        warnings.start();
        log.setLevel(Level.WARN);
        log.addAppender(warnings);
        Open115Emulator emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, folder.resolve("state"));
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(warnings);
        log.setLevel(null);
    }

    private void assertNothingLost(Downloads downloads) {
        assertThat(thrown.get()).isGreaterThan(2);
        assertThat(downloads.inProgress()).isEmpty();
        assertThat(downloads.openConnections()).isZero();
        assertThat(warnings.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains(Throwing.class.getName());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileIsCompleteAllTheSame(int connections) throws IOException {
        Path target = folder.resolve("clip.bin");
        Downloads downloads = fixture.downloads(
                new TransferLimits(4, connections, Duration.ofSeconds(10), Duration.ofSeconds(10)), new Throwing());
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertNothingLost(downloads);
    }

    @Test
    void aStreamIsCompleteAllTheSame() throws IOException {
        Downloads downloads = fixture.downloads(DownloadFixture.LIMITS, new Throwing());
        assertThat(downloads.open(source(file)).readAllBytes())
                .isEqualTo(file.content().bytes());
        assertNothingLost(downloads);
    }
}
