/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.Open115Client;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.ListQuery;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Uploads to an emulator whose clock stands still, except that pauses of the client move it. */
final class UploadFixture implements AutoCloseable {

    static final Instant START = Instant.parse("2026-10-01T12:00:00Z");
    static final String LIST = "GET /open/ufile/files";
    static final String INIT = "POST /open/upload/init";
    static final String RESUME = "POST /open/upload/resume";
    static final String TOKEN = "GET /open/upload/get_token";
    static final String DELETE = "POST /open/ufile/delete";

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final Open115Emulator emulator;
    private final Path state;
    private Open115Client client;

    UploadFixture(Path state) {
        this(Open115Emulator.builder(), state);
    }

    UploadFixture(Open115Emulator.Builder builder, Path state) {
        this.emulator = builder.clock(EmulatorClock.frozenAt(START)).start();
        this.state = state;
        this.client = connect();
    }

    private Open115Client connect() {
        return EmulatedClient.connect(emulator, state, pause -> {
            pauses.add(pause);
            emulator.clock().advance(pause);
        });
    }

    Uploads uploads() {
        return client.uploads();
    }

    Open115Client client() {
        return client;
    }

    /** Another client with the same state directory, as after a restart. */
    Uploads restarted() {
        client.close();
        client = connect();
        return client.uploads();
    }

    UploadResult upload(String text, String folder, String name) {
        return uploads().upload(source(text), UploadRequest.of(folder, name));
    }

    static UploadSource source(String text) {
        return UploadSource.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The files of a folder: names and contents, sorted. All that is late has happened. */
    List<String> texts(String folder) {
        settle();
        return emulator.drive().filesBelow(folder).stream()
                .map(file -> file.name() + ": " + text(file.content()))
                .sorted()
                .toList();
    }

    private static String text(Content content) {
        try (InputStream in = content.open(0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The calls to the service since the last question, without log-ins, by endpoint. */
    Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>(emulator.requests().countsByEndpoint());
        counts.keySet().removeIf(endpoint -> endpoint.contains("oken") && !endpoint.equals(TOKEN));
        emulator.requests().reset();
        return counts;
    }

    /** The SHA-1 of a {@link GeneratedSource}. */
    String sha1(long seed, long size) {
        return Content.generated(seed, size).sha1();
    }

    /** Lets everything happen that the service does late. Costs a call. */
    void settle() {
        emulator.clock().advance(Duration.ofSeconds(30));
        client.files().page(ListQuery.filesOf(FileItem.ROOT_ID, 2), 0);
    }

    EmulatedFile onlyFile(String folder) {
        List<EmulatedFile> files = emulator.drive().filesBelow(folder);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }

    /** Generated content that counts the bytes that are read. */
    static final class GeneratedSource implements UploadSource {

        final AtomicLong read = new AtomicLong();
        private final Content content;
        private final String fingerprint;

        GeneratedSource(long seed, long size) {
            this.content = Content.generated(seed, size);
            this.fingerprint = "generated " + seed + " " + size;
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public String sha1() {
            return null;
        }

        @Override
        public InputStream open(long first) throws IOException {
            InputStream in = content.open(first);
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    int one = in.read();
                    read.addAndGet(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = in.read(buffer, offset, length);
                    read.addAndGet(Math.max(count, 0));
                    return count;
                }

                @Override
                public void close() throws IOException {
                    in.close();
                }
            };
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }
    }
}
