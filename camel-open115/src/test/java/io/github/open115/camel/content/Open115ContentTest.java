package io.github.open115.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.camel.Open115File;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Open115ContentTest {

    private static final Open115File FILE =
            new Open115File("42", "0", "a.txt", "a.txt", false, 5, "S", "p", null, null, true, null);

    private final List<Source> opened = new ArrayList<>();
    private final Open115Content content = new Open115Content(FILE, 5, () -> {
        opened.add(new Source());
        return opened.get(opened.size() - 1);
    });

    @Test
    @DisplayName("R15 nothing is opened until something is read")
    void opensAtTheFirstRead() throws IOException {
        assertThat(content.available()).isZero();
        assertThat(content.read(new byte[0])).isZero();
        assertThat(content.file()).isSameAs(FILE);
        assertThat(content.getFileLength()).isEqualTo(5);
        assertThat(content.toString()).contains("a.txt", "42", "5 bytes");
        content.close();
        content.release();
        assertThat(opened).isEmpty();
        assertThat(content.read()).isEqualTo('h');
        assertThat(opened).hasSize(1);
    }

    @Test
    @DisplayName("what was begun is not opened again, also when Camel rewinds it first and another thread reads it")
    void begins() throws Exception {
        content.begin();
        assertThat(opened).hasSize(1);
        content.reset();
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
        content.begin();
        content.release();
        assertThat(opened).allMatch(source -> source.closed);
    }

    @Test
    @DisplayName("it is what stream caching and the tracer pass over: a wrapped file, and cached already")
    void isPassedOverByStreamCaching() {
        assertThat(content.getBody()).isSameAs(content);
        assertThat(content.getFile()).isSameAs(content);
        assertThat(content).isInstanceOf(StreamCache.class);
        assertThat(content.inMemory()).isFalse();
        assertThat(content.length()).isEqualTo(5);
    }

    @Test
    @DisplayName("the end stays the end until it is closed; then it can be read again from its start")
    void readsAnewAfterClose() throws IOException {
        assertThat(text()).isEqualTo("hello");
        assertThat(content.read()).isEqualTo(-1);
        assertThat(opened).hasSize(1);
        content.close();
        assertThat(opened.get(0).closed).isTrue();
        assertThat(text()).isEqualTo("hello");
        assertThat(opened).hasSize(2);
    }

    @Test
    @DisplayName("closed in the middle, as by a failed writer, the next reader gets the content from its start")
    void startsOverAfterAPartialRead() throws IOException {
        assertThat(content.readNBytes(2)).hasSize(2);
        assertThat(content.skip(1)).isEqualTo(1);
        assertThat(content.available()).isEqualTo(2);
        content.close();
        assertThat(text()).isEqualTo("hello");
    }

    @Test
    @DisplayName("a read that failed goes on failing until it is closed: no part is taken for the whole")
    void keepsFailingUntilClosed() throws IOException {
        Open115Content broken = new Open115Content(FILE, 5, () -> new InputStream() {
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
    void whoIsInTheMiddleGetsAnError(Consumer<Open115Content> rewinding) throws Exception {
        assertThat(content.read()).isEqualTo('h');
        inAnotherThread(() -> rewinding.accept(content));
        assertThat(opened.get(0).closed).isTrue();
        assertThatThrownBy(content::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("File 42 ('a.txt')")
                .hasMessageContaining("localWorkDirectory");
        assertThatThrownBy(() -> content.read(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> content.skip(1)).isInstanceOf(IOException.class);
        assertThat(opened).hasSize(1);
        content.reset();
        assertThat(text()).isEqualTo("hello");
    }

    static Stream<Consumer<Open115Content>> rewindings() {
        return Stream.of(Open115Content::release, Open115Content::reset, IOHelper::close);
    }

    private static void inAnotherThread(Runnable task) throws Exception {
        CompletableFuture.runAsync(task, command -> new Thread(command).start()).get();
    }

    @Test
    @DisplayName("two threads cannot share a reading: the second gets an error, not half of the bytes")
    void twoThreadsCannotShare() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Open115Content[] slow = new Open115Content[1];
        slow[0] = new Open115Content(FILE, 5, () -> new InputStream() {
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
    @DisplayName("R15 a copy for another message reads for itself, and a written copy too")
    void copies() throws IOException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        assertThat(content.read()).isEqualTo('h');
        Open115Content copy = content.copy(exchange);
        assertThat(copy.read()).isEqualTo('h');
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        content.writeTo(written);
        assertThat(written).hasToString("hello");
        assertThat(content.read()).isEqualTo('e');
        assertThat(content.position()).isEqualTo(2);
        content.close();
        copy.close();
        assertThat(opened).hasSize(3).allMatch(source -> source.closed);
    }

    @Test
    @DisplayName("R15 a log or a trace shows what the body is, and fetches nothing")
    void isNotFetchedToBeLogged() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(content);
            assertThat(MessageHelper.extractBodyForLogging(exchange.getMessage(), "", true, true, 1000))
                    .isEqualTo(content.toString());
            assertThat(MessageHelper.dumpAsJSon(exchange.getMessage())).contains("Open115Content");
            assertThat(opened).isEmpty();
            assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("hello");
        }
    }

    @Test
    @DisplayName("who has not begun when the exchange ends can still begin")
    void canBeReadAfterTheExchange() throws IOException {
        content.release();
        content.release();
        assertThat(text()).isEqualTo("hello");
        content.close();
        content.close();
    }

    @Test
    @DisplayName("an error on giving the connection back at the end of the exchange hurts nobody")
    void swallowsErrorsOnRelease() throws IOException {
        Open115Content unwilling = new Open115Content(FILE, 5, () -> new ByteArrayInputStream(new byte[5]) {
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

    private String text() throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
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
