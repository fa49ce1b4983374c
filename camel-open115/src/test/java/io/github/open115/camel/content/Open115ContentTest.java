/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.Open115File;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The body: no stream, but what each reader gets a stream of. */
class Open115ContentTest {

    private static final Open115File FILE =
            new Open115File("42", "0", "a.txt", "a.txt", false, 5, "S", "p", null, null, true, null);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Open115Content content = of(5);

    private Open115Content of(int length) {
        return new Open115Content(FILE, length, () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        });
    }

    @BeforeEach
    void setBody() {
        ContentConverter.addTo(context.getTypeConverterRegistry());
        exchange.getMessage().setBody(content);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private <T> T as(Class<T> type) {
        return exchange.getMessage().getBody(type);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("R15 what stream caching and the tracer pass over: a wrapped file, and cached already")
    void isPassedOverByStreamCaching() {
        assertThat(content).isInstanceOf(StreamCache.class);
        assertThat(content.getFile()).isSameAs(content);
        assertThat(content.file()).isSameAs(FILE);
        assertThat(content.inMemory()).isFalse();
        assertThat(content.length()).isEqualTo(5);
        assertThat(content.getFileLength()).isEqualTo(5);
        assertThat(content.position()).isZero();
        assertThat(content).hasToString("Open115Content[a.txt, id 42, 5 bytes]");
        assertThat(opened).hasValue(0);
    }

    @Test
    @DisplayName("R14 each conversion is a reading of its own, whatever the others have read, and costs nothing before")
    void convertsToStreams() throws IOException {
        InputStream first = as(InputStream.class);
        InputStream second = as(InputStream.class);
        assertThat(opened).hasValue(0);
        assertThat(first.read()).isEqualTo('h');
        content.reset();
        assertThat(text(second)).isEqualTo("hello");
        assertThat(text(first)).isEqualTo("ello");
        assertThat(text((InputStream) content.getBody())).isEqualTo("hello");
    }

    @Test
    @DisplayName("R14 it converts to whatever Camel converts streams to")
    void convertsThroughStreams() throws IOException {
        assertThat(as(String.class)).isEqualTo("hello");
        assertThat(as(byte[].class)).asString().isEqualTo("hello");
        assertThat(as(ByteBuffer.class).array()).asString().isEqualTo("hello");
        assertThat(IOHelper.toString(as(Reader.class))).isEqualTo("hello");
        assertThat(context.getTypeConverter().convertTo(String.class, content)).isEqualTo("hello");
        assertThatThrownBy(() -> exchange.getMessage().getMandatoryBody(File.class))
                .hasCauseInstanceOf(NoTypeConversionAvailableException.class)
                .hasMessageContaining("Open115Content");
    }

    @Test
    @DisplayName("R14 a server that tries a buffer before a stream gets the stream of what would fill the heap")
    void refusesALongBuffer() {
        TypeConverter converter = context.getTypeConverter();
        Open115Content film = of(20_000_000);
        assertThat(converter.tryConvertTo(ByteBuffer.class, exchange, film)).isNull();
        assertThatThrownBy(() -> converter.convertTo(ByteBuffer.class, exchange, film))
                .hasMessageContaining("20000000 bytes is too long for a buffer in memory; convert it to a stream");
        assertThat(opened).hasValue(0);
        assertThat(converter.tryConvertTo(InputStream.class, exchange, film)).isNotNull();
    }

    @Test
    @DisplayName("R15 a copy for another message and what is written are readings of their own")
    void copiesAreReadingsOfTheirOwn() throws IOException {
        InputStream in = content.newStream();
        assertThat(in.read()).isEqualTo('h');
        assertThat(text(content.copy(exchange).newStream())).isEqualTo("hello");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        content.writeTo(written);
        assertThat(written).hasToString("hello");
        assertThat(text(in)).isEqualTo("ello");
    }

    private static void end(Exchange ended) {
        UnitOfWorkHelper.doneSynchronizations(
                ended, ended.getExchangeExtension().handoverCompletions());
    }

    @Test
    @DisplayName("R14 the end of an exchange ends what it has begun to read, and not what another one reads")
    void endsReadingsWithTheirExchange() throws IOException {
        Exchange branch = new DefaultExchange(context);
        branch.getMessage().setBody(content);
        InputStream begun = as(InputStream.class);
        InputStream later = as(InputStream.class);
        InputStream ofBranch = branch.getMessage().getBody(InputStream.class);
        assertThat(begun.read()).isEqualTo('h');
        assertThat(ofBranch.read()).isEqualTo('h');
        end(exchange);
        assertThat(closed).hasValue(1);
        assertThat(text(later)).isEqualTo("hello");
        assertThat(ofBranch.read()).isEqualTo('e');
        end(branch);
        assertThat(closed).hasValue(2);
    }

    @Test
    @DisplayName("R14 readings go with an exchange that is handed over")
    void handsReadingsOver() throws IOException {
        Exchange next = new DefaultExchange(context);
        assertThat(as(InputStream.class).read()).isEqualTo('h');
        exchange.getExchangeExtension().handoverCompletions(next);
        next.getMessage().setBody(content);
        assertThat(next.getMessage().getBody(InputStream.class).read()).isEqualTo('h');
        end(exchange);
        assertThat(closed).hasValue(0);
        end(next);
        assertThat(closed).hasValue(2);
    }

    @Test
    @DisplayName(
            "R14 of readings without an exchange, the end of the one that the content is bound to leaves those of other threads")
    void leavesReadingsOfOtherThreads() throws Exception {
        content.boundTo(exchange);
        InputStream here = content.newStream();
        InputStream elsewhere = content.newStream();
        assertThat(here.read()).isEqualTo('h');
        assertThat(CompletableFuture.supplyAsync(() -> {
                            try {
                                return elsewhere.read();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .get())
                .isEqualTo('h');
        end(exchange);
        assertThat(closed).hasValue(1);
        assertThat(text(elsewhere)).isEqualTo("ello");
    }

    @Test
    @DisplayName("R15 a log or a trace shows what the body is, and fetches nothing")
    void isNotFetchedToBeLogged() {
        for (Object body : new Object[] {content, content.newStream()}) {
            exchange.getMessage().setBody(body);
            assertThat(MessageHelper.extractBodyForLogging(exchange.getMessage(), "", true, true, 1000))
                    .isEqualTo(content.toString());
            assertThat(MessageHelper.dumpAsJSon(exchange.getMessage()))
                    .contains(body.getClass().getSimpleName());
            assertThat(opened).hasValue(0);
            assertThat(as(String.class)).isEqualTo("hello");
            opened.set(0);
        }
    }
}
