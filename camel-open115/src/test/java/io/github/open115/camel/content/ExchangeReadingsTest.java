/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content.Opener;
import io.github.open115.client.http.Open115Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Scanner;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExchangeReadingsTest {

    private static final Open115File FILE =
            new Open115File("42", "0", "a.txt", "a.txt", false, 5, "S", "p", null, null, true, null);
    private static final IOException WRONG = new IOException("wrong SHA-1");
    private static final Open115Exception THROTTLED = new Open115Exception("throttled");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);
    private boolean broken = true;

    @BeforeEach
    void begin() {
        exchange.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(exchange));
    }

    @AfterEach
    void close() throws IOException {
        context.close();
    }

    private Open115Content content() {
        return content(() -> broken
                ? new SequenceInputStream(new ByteArrayInputStream("hel".getBytes()), new Failing())
                : new ByteArrayInputStream("hello".getBytes()));
    }

    private Open115Content content(Opener opener) {
        return new Open115Content(FILE, 5, opener).boundTo(exchange);
    }

    private Exception failureAtTheEnd() {
        UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
        return exchange.getException();
    }

    @Test
    @DisplayName("R11 a failed read fails the exchange, also when its reader says that all went well")
    void swallowedReadFailureFailsTheExchange() {
        Scanner scanner = new Scanner(content().newStream());
        assertThat(scanner.hasNextLine()).isFalse();
        assertThat(failureAtTheEnd()).isSameAs(WRONG);
    }

    @Test
    @DisplayName("R11 content that cannot be opened fails the exchange, it is not an empty file")
    void swallowedOpenFailureFailsTheExchange() {
        Scanner scanner = new Scanner(content(() -> {
                    throw WRONG;
                })
                .newStream());
        assertThat(scanner.hasNextLine()).isFalse();
        assertThat(failureAtTheEnd()).isSameAs(WRONG);
    }

    /** Content whose first reading has failed; the next one would not. */
    private Open115Content failedOnce() throws IOException {
        Open115Content content = content();
        try (InputStream in = content.newStream()) {
            assertThatThrownBy(in::readAllBytes).isSameAs(WRONG);
        }
        broken = false;
        return content;
    }

    @Test
    @DisplayName("a later reading that reaches its proved end makes up for it")
    void completeLaterReadingMakesUpForAFailure() throws IOException {
        assertThat(failedOnce().newStream().readAllBytes()).hasSize(5);
        assertThat(failureAtTheEnd()).isNull();
    }

    @Test
    @DisplayName("a later reading that is left midway does not")
    void readAgainInPart() throws IOException {
        try (InputStream in = failedOnce().newStream()) {
            assertThat(in.readNBytes(4)).hasSize(4);
        }
        assertThat(failureAtTheEnd()).isSameAs(WRONG);
    }

    @Test
    @DisplayName("a reading that failed and was then gone on with to its proved end has not failed")
    void readingThatContinuesToItsEndHasNotFailed() throws IOException {
        InputStream content = content(() -> stumbling(THROTTLED)).newStream();
        assertThatThrownBy(content::readAllBytes).isSameAs(THROTTLED);
        assertThat(content.readAllBytes()).hasSize(5);
        assertThat(failureAtTheEnd()).isNull();
    }

    @Test
    @DisplayName("R11 one that was gone on with in part has failed still")
    void goneOnWithInPart() throws IOException {
        InputStream content = content(() -> stumbling(THROTTLED)).newStream();
        assertThatThrownBy(content::readAllBytes).isSameAs(THROTTLED);
        assertThat(content.readNBytes(4)).hasSize(4);
        content.close();
        assertThat(failureAtTheEnd()).isSameAs(THROTTLED);
    }

    @Test
    @DisplayName("of several failures of a reading the last one counts, which is the one that an error handler got")
    void lastFailureOfAReadingCounts() {
        InputStream content = content(() -> stumbling(new Open115Exception("throttled before"), THROTTLED))
                .newStream();
        assertThatThrownBy(content::readAllBytes).hasMessage("throttled before");
        assertThatThrownBy(content::readAllBytes).isSameAs(THROTTLED);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, THROTTLED);
        assertThat(failureAtTheEnd()).isNull();
    }

    @Test
    @DisplayName("R11 an end that was proved before another reading failed does not make up for it")
    void earlierCompleteReadingDoesNotMakeUp() throws IOException {
        Open115Content content = content();
        broken = false;
        InputStream in = content.newStream();
        assertThat(in.readNBytes(5)).hasSize(5);
        broken = true;
        assertThatThrownBy(() -> content.writeTo(OutputStream.nullOutputStream()))
                .isSameAs(WRONG);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(failureAtTheEnd()).isSameAs(WRONG);
    }

    @Test
    @DisplayName("R11 nor does the end of one that had begun before another reading failed")
    void parallelCompleteReadingDoesNotMakeUp() throws IOException {
        Open115Content content = content();
        broken = false;
        InputStream besides = content.newStream();
        assertThat(besides.read()).isEqualTo('h');
        broken = true;
        assertThatThrownBy(content.newStream()::readAllBytes).isSameAs(WRONG);
        assertThat(besides.readAllBytes()).hasSize(4);
        assertThat(failureAtTheEnd()).isSameAs(WRONG);
    }

    /** Content that each of the failures holds up before its first byte. */
    private static InputStream stumbling(RuntimeException... failures) {
        Iterator<RuntimeException> left = List.of(failures).iterator();
        return new ByteArrayInputStream("hello".getBytes()) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                if (left.hasNext()) {
                    throw left.next();
                }
                return super.read(buffer, offset, length);
            }
        };
    }

    @Test
    @DisplayName("content that is written counts as read; a target that cannot be written is not its failure")
    void writingCountsAsReading() {
        Open115Content content = content();
        broken = false;
        assertThatThrownBy(() -> content.writeTo(new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("disk full");
                    }
                }))
                .hasMessage("disk full");
        broken = true;
        Open115Content copy = content.copy(exchange);
        assertThatThrownBy(() -> copy.writeTo(OutputStream.nullOutputStream())).isSameAs(WRONG);
        assertThat(failureAtTheEnd()).isSameAs(WRONG);
    }

    @Test
    @DisplayName("a read that fails because the reading was released is no failure of the content")
    void closedUnderTheReader() throws IOException {
        ContentStream[] stream = new ContentStream[1];
        stream[0] = content(() -> new InputStream() {
                    @Override
                    public int read() throws IOException {
                        stream[0].release();
                        throw new IOException("closed");
                    }
                })
                .newStream();
        assertThatThrownBy(stream[0]::read).hasMessage("closed");
        assertThat(failureAtTheEnd()).isNull();
    }

    @Test
    @DisplayName("a reading that was refused because it was only for a log does not count")
    void refusedForALog() {
        exchange.getMessage().setBody(content());
        assertThat(MessageHelper.extractBodyForLogging(exchange.getMessage(), "", true, true, 1000))
                .contains("Open115Content");
        assertThat(failureAtTheEnd()).isNull();
    }

    @Test
    @DisplayName("a failure that an error handler got, also as a cause, is the route's affair")
    void failureOfTheErrorHandlerIsNotRaisedAgain() {
        assertThatThrownBy(content().newStream()::readAllBytes).isSameAs(WRONG);
        exchange.setProperty(
                ExchangePropertyKey.EXCEPTION_CAUGHT, new CamelExchangeException("branch failed", exchange, WRONG));
        assertThat(failureAtTheEnd()).isNull();
    }

    @Test
    @DisplayName("an exchange that failed for a reason of its own keeps it")
    void failedExchangeKeepsItsReason() {
        assertThatThrownBy(content().newStream()::readAllBytes).isSameAs(WRONG);
        IllegalStateException own = new IllegalStateException("the route failed");
        exchange.setException(own);
        assertThat(failureAtTheEnd()).isSameAs(own);
    }

    private static final class Failing extends InputStream {

        @Override
        public int read() throws IOException {
            throw WRONG;
        }
    }
}
