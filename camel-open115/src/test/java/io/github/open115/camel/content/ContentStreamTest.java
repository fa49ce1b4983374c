/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.camel.Open115File;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One stream over a content: opened late, rewound, released. */
class ContentStreamTest {

    private static final Open115File FILE =
            new Open115File("42", "0", "a.txt", "a.txt", false, 5, "S", "p", null, null, true, null);

    private final List<Source> opened = new ArrayList<>();
    private final Open115Content content = new Open115Content(FILE, 5, () -> {
        opened.add(new Source());
        return opened.get(opened.size() - 1);
    });
    private final ContentStream stream = content.newStream();

    @Test
    @DisplayName("R15 nothing is opened until something is read")
    void opensAtTheFirstRead() throws IOException {
        assertThat(stream.available()).isEqualTo(1);
        assertThat(stream.read(new byte[0])).isZero();
        assertThat(stream.content()).isSameAs(content);
        assertThat(stream.toString()).contains("a.txt", "42", "5 bytes");
        stream.close();
        stream.release();
        assertThat(opened).isEmpty();
        assertThat(stream.read()).isEqualTo('h');
        assertThat(opened).hasSize(1);
    }

    @Test
    @DisplayName("what was begun is not opened again, also when Camel rewinds it first and another thread reads it")
    void streamThatBeganIsNotOpenedAgain() throws Exception {
        stream.begin();
        assertThat(opened).hasSize(1);
        stream.reset();
        assertThat(CompletableFuture.supplyAsync(() -> {
                            try {
                                return text();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .get())
                .isEqualTo("hello");
        assertThat(opened).hasSize(1);
        stream.begin();
        stream.release();
        assertThat(opened).allMatch(source -> source.closed);
    }

    @Test
    @DisplayName("it is what stream caching leaves as it is: cached already, and not in memory")
    void isAStreamCache() {
        assertThat(stream.inMemory()).isFalse();
        assertThat(stream.length()).isEqualTo(5);
    }

    @Test
    @DisplayName("the end stays the end until it is closed; then it can be read again from its start")
    void readsAnewAfterClose() throws IOException {
        assertThat(text()).isEqualTo("hello");
        assertThat(stream.read()).isEqualTo(-1);
        assertThat(stream.available()).isZero();
        assertThat(opened).hasSize(1);
        stream.close();
        assertThat(opened.get(0).closed).isTrue();
        assertThat(text()).isEqualTo("hello");
        assertThat(opened).hasSize(2);
    }

    @Test
    @DisplayName("closed in the middle, as by a failed writer, the next reader gets the content from its start")
    void startsOverAfterAPartialRead() throws IOException {
        assertThat(stream.readNBytes(2)).hasSize(2);
        assertThat(stream.skip(1)).isEqualTo(1);
        assertThat(stream.available()).isEqualTo(2);
        stream.close();
        assertThat(text()).isEqualTo("hello");
    }

    @Test
    @DisplayName("a read that failed goes on failing until it is closed: no part is taken for the whole")
    void keepsFailingUntilClosed() throws IOException {
        ContentStream broken = over(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("wrong SHA-1");
            }
        });
        assertThatThrownBy(broken::read).hasMessage("wrong SHA-1");
        assertThatThrownBy(broken::read).hasMessage("wrong SHA-1");
        broken.close();
        assertThatThrownBy(broken::read).hasMessage("wrong SHA-1");
    }

    @ParameterizedTest
    @MethodSource("rewindings")
    @DisplayName(
            "R14 a thread that is reading when the content is rewound or its exchange ends gets an error, no mixture")
    void refusesAReaderInTheMiddle(Consumer<ContentStream> rewinding) throws Exception {
        assertThat(stream.read()).isEqualTo('h');
        inAnotherThread(() -> rewinding.accept(stream));
        assertThat(opened.get(0).closed).isTrue();
        assertThatThrownBy(stream::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("File 42 ('a.txt')")
                .hasMessageContaining("localWorkDirectory");
        assertThatThrownBy(() -> stream.read(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stream.skip(1)).isInstanceOf(IOException.class);
        assertThat(opened).hasSize(1);
        stream.reset();
        assertThat(text()).isEqualTo("hello");
    }

    @Test
    @DisplayName("R14 also a thread that has read all bytes and not met the end: it would get the content twice")
    void refusesAReaderBeforeTheEnd() throws Exception {
        assertThat(stream.readNBytes(5)).hasSize(5);
        inAnotherThread(stream::reset);
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("was rewound");
        assertThat(opened).hasSize(1);
    }

    @Test
    @DisplayName("a thread that has met the end may read again after another one has rewound")
    void readsAgainAfterTheEnd() throws Exception {
        assertThat(text()).isEqualTo("hello");
        inAnotherThread(stream::reset);
        assertThat(text()).isEqualTo("hello");
    }

    @Test
    @DisplayName("a reading may go on in other threads, as in servers that answer asynchronously")
    void goesOnInAnotherThread() throws Exception {
        assertThat(stream.read()).isEqualTo('h');
        inAnotherThread(() -> assertThat(unchecked(stream::read)).isEqualTo('e'));
        assertThat(text()).isEqualTo("llo");
        assertThat(opened).hasSize(1);
    }

    static Stream<Consumer<ContentStream>> rewindings() {
        return Stream.of(ContentStream::release, ContentStream::reset, IOHelper::close);
    }

    private static void inAnotherThread(Runnable task) throws Exception {
        CompletableFuture.runAsync(task, command -> new Thread(command).start()).get();
    }

    @Test
    @DisplayName("two threads cannot share a reading: the second gets an error, not half of the bytes")
    void twoThreadsCannotShare() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        ContentStream[] slow = new ContentStream[1];
        slow[0] = over(new InputStream() {
            @Override
            public int read() {
                failures.add(catchThrowable(() -> CompletableFuture.supplyAsync(() -> catchThrowable(slow[0]::read))
                        .thenAccept(failures::add)
                        .get()));
                return 'x';
            }
        });
        assertThat(slow[0].read()).isEqualTo('x');
        assertThat(failures.get(0)).hasMessageContaining("is being read by another thread");
    }

    @Test
    @DisplayName("content that ends before its length is an error, whatever it was read from")
    void refusesAnEarlyEnd() throws IOException {
        ContentStream cut = over(new ByteArrayInputStream(new byte[4]));
        assertThat(cut.readNBytes(4)).hasSize(4);
        assertThatThrownBy(cut::read).isInstanceOf(EOFException.class).hasMessageContaining("4 of 5 bytes");
    }

    @Test
    @DisplayName("R15 a copy for another message, and what is written of it, are readings of their own")
    void copiesAreReadingsOfTheirOwn() throws IOException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        assertThat(stream.read()).isEqualTo('h');
        try (ContentStream copy = stream.copy(exchange)) {
            assertThat(copy.read()).isEqualTo('h');
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        stream.writeTo(written);
        assertThat(written).hasToString("hello");
        assertThat(stream.read()).isEqualTo('e');
        assertThat(stream.position()).isEqualTo(2);
        stream.close();
        assertThat(opened).hasSize(3).allMatch(source -> source.closed);
    }

    @Test
    @DisplayName("a reading can begin after the end of the exchange")
    void canBeReadAfterTheExchange() throws IOException {
        stream.release();
        stream.release();
        assertThat(text()).isEqualTo("hello");
        stream.close();
        stream.close();
    }

    @Test
    @DisplayName("an error when the connection is closed at the end of the exchange is ignored")
    void swallowsErrorsOnRelease() throws IOException {
        ContentStream unwilling = over(new ByteArrayInputStream(new byte[5]) {
            @Override
            public void close() throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThat(unwilling.read()).isZero();
        unwilling.release();
        unwilling.close();
        assertThat(unwilling.read()).isZero();
        assertThatThrownBy(unwilling::close).hasMessage("connection reset");
        assertThat(unwilling.read()).isZero();
    }

    private static ContentStream over(InputStream source) {
        return new Open115Content(FILE, 5, () -> source).newStream();
    }

    private static int unchecked(Callable<Integer> read) {
        try {
            return read.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String text() throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static final class Source extends ByteArrayInputStream {

        private boolean closed;

        Source() {
            super("hello".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
