/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be the body of an upload, and that the route can go on with it. */
class UploadBodiesTest {

    private static final byte[] SMALL = "small content \u6587".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LARGE = Content.generated(7, 300_000).bytes();
    private static final Map<String, Object> NAME = Map.of("CamelFileName", "a.bin");

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    @TempDir
    Path directory;

    /** Makes a body of bytes. */
    @FunctionalInterface
    interface Body {
        Object of(byte[] content, Path directory) throws IOException;
    }

    static Stream<Named<Body>> bodies() {
        return Stream.of(
                Named.of("byte[]", (content, directory) -> content),
                Named.of(
                        "File", (content, directory) -> file(content, directory).toFile()),
                Named.of("Path", UploadBodiesTest::file),
                Named.of("InputStream", (content, directory) -> new OneTimeStream(content)),
                Named.of("StreamCache in memory", (content, directory) -> new InputStreamCache(content)),
                Named.of(
                        "file: GenericFile",
                        (content, directory) -> FileConsumer.asGenericFile(
                                directory.toString(), file(content, directory).toFile(), null, false)));
    }

    private static Path file(byte[] content, Path directory) throws IOException {
        return Files.write(directory.resolve("local.bin"), content);
    }

    /** A stream that can be read only once, as that of a socket. */
    private static final class OneTimeStream extends InputStream {

        private final InputStream bytes;
        private boolean closed;

        OneTimeStream(byte[] content) {
            this.bytes = new ByteArrayInputStream(content);
        }

        @Override
        public int read() throws IOException {
            if (closed) {
                throw new IOException("the stream is closed");
            }
            return bytes.read();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private byte[] uploaded() {
        return drive.emulator().drive().fileAt("/a.bin").orElseThrow().content().bytes();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    @DisplayName("each kind of body arrives byte for byte, and can be read again after the upload")
    void uploadsAndKeepsTheBody(Body kind) throws Exception {
        for (byte[] content : List.of(new byte[0], SMALL, LARGE)) {
            List<byte[]> after = new ArrayList<>();
            String route = "direct:in" + content.length;
            drive.routes().add(new RouteBuilder() {
                @Override
                public void configure() {
                    from(route)
                            .to("open115:/")
                            .process(exchange -> after.add(exchange.getMessage().getBody(byte[].class)));
                }
            });
            Exchange exchange = drive.send(route, kind.of(content, directory), NAME);
            assertThat(exchange.getException()).isNull();
            assertThat(uploaded()).isEqualTo(content);
            assertThat(after).hasSize(1).first().isEqualTo(content);
        }
    }

    @Test
    @DisplayName("a text is encoded as the option charset says, else as the exchange says, else as UTF-8")
    void encodesTexts() {
        drive.send("open115:/", "\u6587", NAME);
        assertThat(uploaded()).isEqualTo("\u6587".getBytes(StandardCharsets.UTF_8));
        drive.send("open115:/?charset=GB18030", "\u6587", NAME);
        assertThat(uploaded()).isEqualTo(new byte[] {(byte) 0xce, (byte) 0xc4});
        drive.send("open115:/", exchange -> {
            exchange.getMessage().setBody("\u6587");
            exchange.getMessage().setHeaders(new HashMap<>(NAME));
            exchange.setProperty(Exchange.CHARSET_NAME, "UTF-16BE");
        });
        assertThat(uploaded()).isEqualTo("\u6587".getBytes(StandardCharsets.UTF_16BE));
    }

    @Test
    @DisplayName("a character that the charset does not have is refused: a question mark would be a wrong file")
    void refusesCharactersOutsideOfTheCharset() {
        assertThat(drive.send("open115:/?charset=ISO-8859-1", "\u6587", NAME).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ISO-8859-1")
                .hasMessageContaining("UTF-8");
        assertThat(drive.calls()).isEmpty();
    }

    static Stream<Named<Function<String, Object>>> texts() {
        return Stream.of(
                Named.of("Reader", StringReader::new),
                Named.of("ReaderCache", ReaderCache::new),
                Named.of("StringBuilder", StringBuilder::new));
    }

    @ParameterizedTest
    @MethodSource("texts")
    @DisplayName("the same for each kind of text")
    void encodesEachKindOfText(Function<String, Object> text) {
        drive.send("open115:/?charset=GB18030", text.apply("\u6587"), NAME);
        assertThat(uploaded()).isEqualTo(new byte[] {(byte) 0xce, (byte) 0xc4});
        for (String content : List.of("\u6587", "\ud83d")) {
            assertThat(drive.send("open115:/?charset=ISO-8859-1", text.apply(content), NAME)
                            .getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ISO-8859-1");
            assertThat(drive.calls()).isEmpty();
        }
    }

    @Test
    @DisplayName("R36 a directory, a file that is gone, and a body that is no content are refused without a call")
    void refusesWhatIsNoContent() {
        assertThat(drive.send("open115:/", directory.toFile(), NAME).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is the directory " + directory);
        assertThat(drive.send("open115:/", directory, NAME).getException()).hasMessageContaining("directory");
        assertThat(drive.send("open115:/", new File(directory.toFile(), "gone"), NAME)
                        .getException())
                .hasMessageContaining("does not exist");
        assertThat(drive.send("open115:/", new Object(), NAME).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("a long stream is written to one temporary file, which is gone at the end of the exchange")
    void spoolsOnce() throws Exception {
        Path work = directory.resolve("work");
        List<List<Path>> during = new ArrayList<>();
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("open115:/?localWorkDirectory=" + work)
                        .process(exchange -> during.add(filesIn(work)))
                        .to("open115:/second")
                        .process(exchange -> during.add(filesIn(work)));
            }
        });
        Exchange exchange = drive.send("direct:in", new OneTimeStream(LARGE), NAME);
        assertThat(exchange.getException()).isNull();
        assertThat(during).hasSize(2).allSatisfy(files -> assertThat(files).hasSize(1));
        assertThat(during.get(0)).isEqualTo(during.get(1));
        assertThat(filesIn(work)).isEmpty();
        assertThat(uploaded()).isEqualTo(LARGE);
    }

    @Test
    @DisplayName("the temporary file goes into the spool directory of Camel's stream caching where that has one")
    void spoolsWhereCamelDoes() throws Exception {
        Path spool = directory.resolve("spool");
        drive.routes().context().getStreamCachingStrategy().setSpoolDirectory(spool.toFile());
        List<Path> during = new ArrayList<>();
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("open115:/").process(exchange -> during.addAll(filesIn(spool)));
            }
        });
        assertThat(drive.send("direct:in", new OneTimeStream(LARGE), NAME).getException())
                .isNull();
        assertThat(during).hasSize(1);
        assertThat(filesIn(spool)).isEmpty();
    }

    @Test
    @DisplayName("a stream that fails while it is written leaves no temporary file, and nothing in the drive")
    void deletesTheFileAfterAFailure() throws Exception {
        InputStream failing = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count++ > 200_000) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
        Exchange exchange = drive.send("open115:/?localWorkDirectory=" + directory, failing, NAME);
        assertThat(exchange.getException()).hasMessageContaining("connection reset");
        assertThat(filesIn(directory)).isEmpty();
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("R14 temporary files that a killed process has left are deleted after 7 days, and no others")
    void deletesWhatKilledProcessesHaveLeft() throws Exception {
        Path old = Files.write(directory.resolve("open115-upload-1.tmp"), SMALL);
        Path others = Files.write(directory.resolve("notes.tmp"), SMALL);
        Path young = Files.write(directory.resolve("open115-upload-2.tmp"), SMALL);
        FileTime time = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
        Files.setLastModifiedTime(old, time);
        Files.setLastModifiedTime(others, time);
        drive.send("open115:/?localWorkDirectory=" + directory, new OneTimeStream(LARGE), NAME);
        assertThat(uploaded()).isEqualTo(LARGE);
        assertThat(filesIn(directory)).containsExactlyInAnyOrder(others, young);
    }

    @Test
    @DisplayName("R39 with a spoolCipher a long stream is written in clear only where localWorkDirectory says so")
    void doesNotBypassTheSpoolCipher() throws Exception {
        Path spool = directory.resolve("spool");
        drive.routes().context().getStreamCachingStrategy().setSpoolDirectory(spool.toFile());
        drive.routes().context().getStreamCachingStrategy().setSpoolCipher("AES/CTR/NoPadding");

        assertThat(drive.send("open115:/", new OneTimeStream(LARGE), NAME).getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("spoolCipher AES/CTR/NoPadding")
                .hasMessageContaining("localWorkDirectory");
        assertThat(drive.calls()).isEmpty();
        assertThat(spool)
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(filesIn(folder)).isEmpty());

        assertThat(drive.send("open115:/", new OneTimeStream(SMALL), NAME).getException())
                .isNull();
        assertThat(drive.send("open115:/?localWorkDirectory=" + directory, new OneTimeStream(LARGE), NAME)
                        .getException())
                .isNull();
        assertThat(uploaded()).isEqualTo(LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 300_000})
    @DisplayName("R17 a stream that a program moves to its next entry has other content for the next upload")
    void uploadsEachEntryOfAStream(int size) throws IOException {
        List<byte[]> contents = List.of(
                Content.generated(1, size).bytes(), Content.generated(2, size).bytes());
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (byte[] content : contents) {
                zip.putNextEntry(new ZipEntry("entry " + content[0]));
                zip.write(content);
            }
        }
        ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray())) {
            @Override
            public void close() {
                // the next entry follows
            }
        };
        for (byte[] content : contents) {
            entries.getNextEntry();
            assertThat(drive.send("open115:/", entries, NAME).getException()).isNull();
            assertThat(uploaded()).isEqualTo(content);
        }
    }

    @Test
    @DisplayName("R17 a stream whose next entry is broken does not upload the content of the entry before")
    void refusesABrokenNextEntry() {
        InputStream entries = new ByteArrayInputStream(new byte[] {1}) {
            private boolean next;

            @Override
            public void close() {
                next = true;
            }

            @Override
            public synchronized int read() {
                if (next) {
                    throw new IllegalStateException("invalid block type");
                }
                return super.read();
            }
        };
        assertThat(drive.send("open115:/", entries, Map.of("CamelFileName", "first.bin"))
                        .getException())
                .isNull();
        assertThat(drive.send("open115:/", entries, Map.of("CamelFileName", "second.bin"))
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("It fails now: invalid block type");
    }

    @Test
    @DisplayName("a stream that fails while it is read is not read again: the redelivery says why it failed")
    void saysWhyAStreamFailed() throws Exception {
        InputStream failing = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count++ >= 10) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .streamCache("false")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0))
                        .to("open115:/");
            }
        });
        assertThat(drive.send("direct:in", failing, NAME).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("streamCache=true")
                .hasMessageContaining("connection reset");
        assertThat(drive.calls()).isEmpty();
    }

    static Stream<Named<ByteBuffer>> buffers() {
        ByteBuffer inTheMiddle =
                ByteBuffer.allocate(100).position(3).put(SMALL).flip().position(3);
        ByteBuffer direct = ByteBuffer.allocateDirect(100).put(SMALL);
        ByteBuffer read = ByteBuffer.wrap(SMALL);
        read.position(read.limit());
        return Stream.of(
                Named.of("of a part of an array", inTheMiddle),
                Named.of("of its own memory", direct.flip()),
                Named.of("that was read before", read));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    @DisplayName("R17 of a ByteBuffer the bytes from its position to its limit are uploaded, and it stays as it was")
    void uploadsBuffers(ByteBuffer buffer) {
        ByteBuffer before = buffer.duplicate();
        for (int time = 0; time < 2; time++) {
            assertThat(drive.send("open115:/", buffer, NAME).getException()).isNull();
            assertThat(uploaded()).isEqualTo(SMALL);
            assertThat(buffer).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("a redelivery of a stream uploads the same bytes, without another copy of them")
    void redeliversAStream() throws Exception {
        AtomicInteger copies = new AtomicInteger();
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).maximumRedeliveries(2).redeliveryDelay(0);
                from("direct:in")
                        .to("open115:/?localWorkDirectory=" + directory)
                        .to("direct:fails");
                from("direct:fails").errorHandler(noErrorHandler()).process(exchange -> {
                    copies.set(filesIn(directory).size());
                    throw new IllegalStateException("later step");
                });
            }
        });
        drive.send("direct:in", new OneTimeStream(LARGE), NAME);
        assertThat(uploaded()).isEqualTo(LARGE);
        assertThat(copies).hasValue(1);
        assertThat(filesIn(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 300_000})
    @DisplayName("R18 a redelivery of the upload gets the stream again that was read, and uploads what was in it")
    void redeliversTheUploadOfAStream(int size) throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .streamCache("false")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0))
                        .to("open115:/?localWorkDirectory=" + directory);
            }
        });
        byte[] content = Content.generated(7, size).bytes();
        drive.emulator().faults().arm("POST /open/upload/init", Fault.error(50028, "refused"));
        Exchange exchange = drive.send("direct:in", new ByteArrayInputStream(content), NAME);
        assertThat(exchange.getException()).isNull();
        assertThat(uploaded()).isEqualTo(content);
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    @DisplayName("branches that get one stream upload what was in it, also without stream caching")
    void uploadsAStreamFromEachBranch() throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").streamCache("false").multicast().to("open115:/1", "open115:/2");
            }
        });
        assertThat(drive.send("direct:in", new ByteArrayInputStream(LARGE), NAME)
                        .getException())
                .isNull();
        for (String path : List.of("/1/a.bin", "/2/a.bin")) {
            assertThat(drive.emulator()
                            .drive()
                            .fileAt(path)
                            .orElseThrow()
                            .content()
                            .bytes())
                    .isEqualTo(LARGE);
        }
    }

    @Test
    @DisplayName("a stream that was read before, and what was in it is gone, is refused: never an empty file")
    void refusesAStreamThatWasRead() {
        InputStream stream = new ByteArrayInputStream(LARGE);
        drive.send("open115:/", stream, NAME);
        assertThat(drive.send("open115:/other", stream, NAME).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read twice")
                .hasMessageContaining("streamCache=true");
        assertThat(drive.calls()).isEmpty();
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
