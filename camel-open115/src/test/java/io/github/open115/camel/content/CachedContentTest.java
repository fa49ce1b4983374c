/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content.Opener;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedContentTest {

    private static final byte[] BYTES = "0123456789".repeat(10).getBytes(StandardCharsets.UTF_8);
    private static final Open115File FILE =
            new Open115File("42", "0", "a.txt", "a.txt", false, BYTES.length, "S", "p", null, null, true, null);

    @TempDir
    Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final StreamCachingStrategy strategy = context.getStreamCachingStrategy();
    private int downloads;
    private Path spool;

    @BeforeEach
    void prepare() {
        spool = directory.resolve("spool");
        context.setStreamCaching(true);
        strategy.setSpoolDirectory(spool.toFile());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Caching is set up when the context starts. */
    private Opener started(long threshold, boolean spooling, Exchange exchange) {
        strategy.setSpoolThreshold(threshold);
        strategy.setSpoolEnabled(spooling);
        context.start();
        return CachedContent.of(
                FILE,
                () -> {
                    downloads++;
                    return new ByteArrayInputStream(BYTES);
                },
                exchange);
    }

    private Exchange exchange() {
        return new DefaultExchange(context);
    }

    private static void end(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private static void assertReads(Opener opener) throws IOException {
        try (InputStream in = opener.open()) {
            assertThat(in.readAllBytes()).isEqualTo(BYTES);
        }
    }

    private List<Path> spooled() throws IOException {
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.toList();
        }
    }

    @Test
    @DisplayName("R14 content as long as the threshold is kept in memory, and there also when its exchange is done")
    void keepsShortContentInMemory() throws IOException {
        Exchange exchange = exchange();
        Opener opener = started(BYTES.length, true, exchange);
        assertReads(opener);
        assertReads(opener);
        assertThat(spooled()).isEmpty();
        end(exchange);
        assertReads(opener);
        assertThat(downloads).isEqualTo(1);
    }

    @Test
    @DisplayName("R14 what is first read after the end of its exchange is kept in memory, too")
    void keepsContentReadAfterTheExchange() throws IOException {
        Exchange exchange = exchange();
        Opener opener = started(BYTES.length, true, exchange);
        end(exchange);
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(1);
    }

    @Test
    @DisplayName("R14 an empty content has nothing to keep, and each reading proves it")
    void emptyContentKeepsNothing() throws IOException {
        context.start();
        Open115File none = new Open115File("43", "0", "e.txt", "e.txt", false, 0, "S", "p", null, null, true, null);
        Opener opener = CachedContent.of(
                none,
                () -> {
                    downloads++;
                    return InputStream.nullInputStream();
                },
                exchange());
        for (int i = 0; i < 2; i++) {
            try (InputStream in = opener.open()) {
                assertThat(in.read()).isEqualTo(-1);
            }
        }
        assertThat(downloads).isEqualTo(2);
    }

    @Test
    @DisplayName("R14 longer content is a file until the last exchange is done; later readings download and leave none")
    void spoolsLongContentUntilTheExchangeIsDone() throws IOException {
        Exchange exchange = exchange();
        Exchange branch = exchange();
        Opener opener = started(BYTES.length - 1, true, exchange);
        Opener copy = opener.sharedWith(branch);
        assertReads(opener);
        assertThat(spooled()).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(BYTES));
        end(exchange);
        assertReads(copy);
        assertThat(downloads).isEqualTo(1);
        end(branch);
        assertThat(spooled()).isEmpty();
        assertReads(copy);
        assertReads(opener);
        assertThat(downloads).isEqualTo(3);
        assertThat(spooled()).isEmpty();
    }

    @Test
    @DisplayName("R14 the last byte in hand, it is kept; one byte less, and nothing is, nor a file")
    void abandonedAtTheLastByte() throws IOException {
        Opener opener = started(BYTES.length - 1, true, exchange());
        try (InputStream in = opener.open()) {
            assertThat(in.readNBytes(BYTES.length - 1)).hasSize(BYTES.length - 1);
        }
        assertThat(spooled()).isEmpty();
        InputStream exact = opener.open();
        assertThat(exact.readNBytes(BYTES.length)).isEqualTo(BYTES);
        exact.close();
        assertReads(opener);
        assertThat(downloads).isEqualTo(2);
    }

    @Test
    @DisplayName("R12 a reading that fails at the last byte keeps nothing")
    void failedAtTheLastByte() throws IOException {
        strategy.setSpoolEnabled(true);
        strategy.setSpoolThreshold(1);
        context.start();
        Opener opener = CachedContent.of(
                FILE,
                () -> new FilterInputStream(new ByteArrayInputStream(BYTES)) {
                    @Override
                    public int read(byte[] buffer, int offset, int count) throws IOException {
                        downloads++;
                        if (downloads > 2) {
                            throw new IOException("wrong SHA-1");
                        }
                        return super.read(buffer, offset, BYTES.length / 2 - 1);
                    }
                },
                exchange());
        InputStream in = opener.open();
        assertThatThrownBy(in::readAllBytes).hasMessage("wrong SHA-1");
        assertThat(spooled()).isEmpty();
    }

    @Test
    @DisplayName("R14 a reading that outlives its exchange leaves no file")
    void readOnAfterTheEnd() throws IOException {
        Exchange exchange = exchange();
        Opener opener = started(1, true, exchange);
        InputStream in = opener.open();
        assertThat(in.read()).isEqualTo('0');
        assertThat(in.available()).isEqualTo(BYTES.length - 1);
        end(exchange);
        assertThat(in.readAllBytes()).hasSize(BYTES.length - 1);
        assertThat(spooled()).isEmpty();
    }

    @Test
    @DisplayName("R14 a disk that fails costs further downloads, never the reading")
    void failingDiskCostsDownloadsOnly() throws IOException {
        Opener opener = started(1, true, exchange());
        Files.delete(spool);
        Files.writeString(spool, "no directory");
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R14 a spooled file that somebody deleted or cut is downloaded again")
    void downloadsADeletedSpoolFileAgain(boolean deleted) throws IOException {
        Opener opener = started(1, true, exchange());
        assertReads(opener);
        Path file = spooled().get(0);
        if (deleted) {
            Files.delete(file);
        } else {
            Files.writeString(file, "01234");
        }
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(2);
    }

    @Test
    @DisplayName("R14 with a spool cipher the file is not the content")
    void spoolCipherHidesTheContent() throws IOException {
        strategy.setSpoolCipher("AES/CTR/NoPadding");
        Opener opener = started(1, true, exchange());
        assertReads(opener);
        assertThat(spooled())
                .singleElement()
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(BYTES));
        assertReads(opener);
        assertThat(downloads).isEqualTo(1);
    }

    @Test
    @DisplayName("R14 without spooling, longer content is never kept, nor is it with a threshold that is off")
    void doesNotKeepTooLongContent() throws IOException {
        Opener opener = started(BYTES.length - 1, false, exchange());
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(2);
        strategy.setSpoolThreshold(-1);
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(3);
    }

    @Test
    @DisplayName("R14 a rule that takes back its word in the middle does not fill the heap")
    void changedRuleDoesNotFillTheHeap() throws IOException {
        int[] asked = {0};
        strategy.addSpoolRule(length -> asked[0]++ < 1);
        Opener opener = started(BYTES.length - 1, true, exchange());
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(2);
    }

    @Test
    @DisplayName("R14 allowed and denied classes of Camel's stream caching are obeyed")
    void obeysAllowedAndDeniedClasses() throws IOException {
        Exchange exchange = exchange();
        Opener opener = started(BYTES.length, false, exchange);
        strategy.setDenyClasses(InputStream.class);
        assertReads(opener);
        strategy.setDenyClasses(String.class);
        strategy.setAllowClasses(String.class);
        assertReads(opener);
        exchange.getExchangeExtension().setStreamCacheDisabled(true);
        strategy.setAllowClasses(WrappedFile.class);
        assertReads(opener);
        assertThat(downloads).isEqualTo(3);
        exchange.getExchangeExtension().setStreamCacheDisabled(false);
        assertReads(opener);
        assertReads(opener);
        assertThat(downloads).isEqualTo(4);
    }
}
