/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.DELETE;
import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.RESUME;
import static io.github.open115.client.upload.UploadFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.ChildProcess;
import io.github.open115.client.Open115Client;
import io.github.open115.client.account.Limits;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.OssOperation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM is killed at a moment of its upload, and another one uploads the same file. */
@Tag("slow")
class KilledUploadTest extends UploadsToAFolder {

    private static final int PART = 16 << 20;
    private static final int SIZE = 2 * PART + 1000;
    private static final String NAME = "film.bin";
    /** The optimizing compiler knows SHA-1 and MD5. */
    private static final String FASTER_HASHES = "-XX:TieredStopAtLevel=4";

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        file = Files.write(directory.resolve(NAME), content);
    }

    /** Where the process is killed: before a request takes effect, or after it when the reply has not come yet. */
    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("before init", INIT, 1, false, 3L),
                Arguments.of("after init", INIT, 1, true, 3L),
                Arguments.of("before the credentials", TOKEN, 1, false, 3L),
                Arguments.of("before the multipart upload", OssOperation.INITIATE_MULTIPART_UPLOAD, 1, false, 3L),
                Arguments.of("before the first part", OssOperation.UPLOAD_PART, 1, false, 3L),
                Arguments.of("before the second part", OssOperation.UPLOAD_PART, 2, false, 2L),
                Arguments.of("before the last part", OssOperation.UPLOAD_PART, 3, false, 1L),
                Arguments.of("before complete", OssOperation.COMPLETE_MULTIPART_UPLOAD, 1, false, 0L),
                Arguments.of("after complete", OssOperation.COMPLETE_MULTIPART_UPLOAD, 1, true, 0L),
                Arguments.of("before the deletion of the old file", DELETE, 1, false, 0L),
                Arguments.of("after the deletion of the old file", DELETE, 1, true, 0L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    @DisplayName("R19 the next process ends the upload of a killed one: one file of the name, and no part sent twice")
    void goesOnAfterAKill(String moment, String endpoint, int request, boolean after, long partsAfterwards)
            throws Exception {
        EmulatedFile old = fixture.emulator.drive().addFile(folder, NAME, "old".getBytes());
        killAt(endpoint, request, after);
        fixture.calls();

        UploadResult result = fixture.restarted().upload(UploadSource.of(file), UploadRequest.of(folder, NAME));

        EmulatedFile uploaded = fixture.onlyFile(folder);
        assertThat(result.id()).isEqualTo(uploaded.id());
        assertThat(result.sha1()).isEqualTo(uploaded.sha1());
        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(fixture.emulator.drive().isBinned(old.id())).isTrue();
        Map<String, Long> calls = fixture.calls();
        assertThat(calls.getOrDefault(OssOperation.UPLOAD_PART, 0L)).isEqualTo(partsAfterwards);
        assertThat(calls.getOrDefault(INIT, 0L))
                .isEqualTo(partsAfterwards == 3 && !calls.containsKey(RESUME) ? 1L : 0L);
        assertThat(Files.walk(directory.resolve("state/uploads")).filter(Files::isRegularFile))
                .isEmpty();
    }

    @Test
    @DisplayName("R19 killed at 60 of 100 parts: 40 parts and one listing of them afterwards, and no second hash")
    void killedAt60Of100Parts() throws Exception {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100L * PART);
        }
        killAt(OssOperation.UPLOAD_PART, 61, false);
        fixture.calls();
        Counted source = new Counted(UploadSource.of(file));

        UploadResult result = fixture.restarted().upload(source, UploadRequest.of(folder, NAME));

        assertThat(result.id()).isEqualTo(fixture.onlyFile(folder).id());
        assertThat(fixture.calls())
                .containsEntry(OssOperation.UPLOAD_PART, 40L)
                .containsEntry(OssOperation.LIST_PARTS, 1L)
                .containsEntry(RESUME, 1L)
                .doesNotContainKey(INIT);
        assertThat(source.opened).isEqualTo(40);
    }

    /** Starts a JVM that uploads the file, and kills it. */
    private void killAt(String endpoint, int request, boolean after) throws Exception {
        CompletableFuture<Process> process = new CompletableFuture<>();
        Runnable kill = () -> {
            Process child = process.join();
            child.destroyForcibly();
            child.onExit().join();
        };
        fixture.emulator
                .faults()
                .arm(endpoint, after ? Fault.rewrite(json -> kill.run()) : Fault.run(kill))
                .after(request - 1);
        if (!after) {
            // a request that was sent takes no effect when its process is dead
            fixture.emulator.faults().arm(endpoint, Fault.dropBeforeEffect()).after(request - 1);
        }
        Process child = ChildProcess.start(
                UploadingJvm.class,
                List.of(FASTER_HASHES),
                directory.resolve("output"),
                fixture.emulator.apiBaseUrl(),
                fixture.emulator.authBaseUrl(),
                fixture.emulator.account().newRefreshToken(),
                directory.resolve("state").toString(),
                folder,
                file.toString());
        process.complete(child);
        assertThat(child.waitFor())
                .as(Files.readString(directory.resolve("output")))
                .isGreaterThan(128);
        fixture.emulator.faults().clear();
    }

    /** Uploads a file. */
    static final class UploadingJvm {

        private UploadingJvm() {}

        public static void main(String[] args) throws IOException {
            try (Open115Client client = Open115Client.builder()
                    .apiBaseUrl(args[0])
                    .authBaseUrl(args[1])
                    .refreshToken(args[2])
                    .stateDirectory(Path.of(args[3]))
                    .limits(new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1)))
                    .build()) {
                Path file = Path.of(args[5]);
                client.uploads()
                        .upload(
                                UploadSource.of(file),
                                UploadRequest.of(args[4], file.getFileName().toString()));
            }
            System.exit(3);
        }
    }

    /** Counts how often a source is opened: once for each part, and once to hash it. */
    private static final class Counted implements UploadSource {

        private final UploadSource source;
        private int opened;

        Counted(UploadSource source) {
            this.source = source;
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public String sha1() {
            return source.sha1();
        }

        @Override
        public java.io.InputStream open(long first) throws IOException {
            opened++;
            return source.open(first);
        }

        @Override
        public String fingerprint() {
            return source.fingerprint();
        }

        @Override
        public void verifyUnchanged() throws IOException {
            source.verifyUnchanged();
        }
    }
}
