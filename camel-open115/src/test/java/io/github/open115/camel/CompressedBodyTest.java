/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of several compressed members, as rotated logs are: a connection that ends behind a member is not their end. */
class CompressedBodyTest extends PollFixture {

    /** In bytes: GZIPInputStream reads as much at a time, after a header of 10 bytes. */
    private static final int BLOCK = 512;

    private static final String IN = inbox("delete=true");

    private final List<Integer> lengths = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({"20000, 10", "200000, 10", "20000, 0", "200000, 0"})
    @DisplayName("R11 all members are read, though the connection breaks behind the first one")
    void readsAllMembers(int size, int more) throws Exception {
        int whole = putTwoMembers(size, more);
        try (Routes routes = routes().from(IN, this::unzip).start()) {
            poll(routes);
            assertThat(lengths).containsExactly(whole);
            assertThat(isAt("/inbox/log.gz")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"20000, 10", "200000, 10", "20000, 0", "200000, 0"})
    @DisplayName("R11 if the second member cannot be had, the exchange fails and the file stays")
    void failsWithoutTheSecondMember(int size, int more) throws Exception {
        putTwoMembers(size, more);
        emulator().faults().arm(Faults.CDN, Fault.forbidden()).after(1).always();
        try (Routes routes = routes().from(IN, this::unzip).start()) {
            poll(routes);
            assertThat(isAt("/inbox/log.gz")).isTrue();
        }
    }

    private void unzip(Exchange exchange) throws IOException {
        InputStream compressed = exchange.getMessage().getBody(InputStream.class);
        lengths.add(new GZIPInputStream(compressed).readAllBytes().length);
    }

    /**
     * Puts a file whose first connection delivers only the first member.
     *
     * @param more bytes of the first member, beside whole blocks: 10 if a read ends with it, 0 if a read begins before its
     *     end and is cut
     * @return the length of what is compressed
     */
    private int putTwoMembers(int size, int more) throws IOException {
        int length = size;
        while (member(length).length % BLOCK != more) {
            length++;
        }
        byte[] first = member(length);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(first);
        drive().addFile(drive().folder("/inbox"), "log.gz", both.toByteArray());
        emulator().faults().arm(Faults.CDN, Fault.cutAfter(first.length)).times(1);
        return 2 * length;
    }

    private static byte[] member(int length) throws IOException {
        byte[] text = new byte[length];
        // does not become shorter
        new Random(1).nextBytes(text);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text);
        }
        return compressed.toByteArray();
    }
}
