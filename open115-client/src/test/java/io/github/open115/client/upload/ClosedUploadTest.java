/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.Open115Client;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.OssOperation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client is closed in the middle of an upload. */
@Timeout(600)
class ClosedUploadTest {

    private static final int PART = 16 << 20;
    private static final int SIZE = 2 * PART + 1000;

    @TempDir
    Path state;

    private UploadFixture fixture;
    private Open115Client client;
    private UploadRequest request;

    @BeforeEach
    void start() {
        fixture = new UploadFixture(state);
        client = EmulatedClient.open(fixture.emulator, state, pause -> {});
        request = UploadRequest.of(fixture.emulator.drive().folder("/backup"), "film.bin");
    }

    @AfterEach
    void close() {
        client.close();
        fixture.close();
    }

    /** Closes the client when the first byte at or after a position is read. */
    private final class ClosingSource implements UploadSource {

        private final UploadFixture.GeneratedSource source = new UploadFixture.GeneratedSource(1, SIZE);
        private final long closeAt;

        ClosingSource(long closeAt) {
            this.closeAt = closeAt;
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public String sha1() {
            return closeAt == 0 ? null : fixture.sha1(1, SIZE);
        }

        @Override
        public InputStream open(long first) throws IOException {
            InputStream in = source.open(first);
            if (first < closeAt) {
                return in;
            }
            return new FilterInputStream(in) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    client.close();
                    return super.read(buffer, offset, length);
                }
            };
        }

        @Override
        public String fingerprint() {
            return source.fingerprint();
        }
    }

    private void goesOnWith(long parts) {
        fixture.emulator.faults().clear();
        fixture.calls();
        UploadResult result = fixture.restarted().upload(new UploadFixture.GeneratedSource(1, SIZE), request);
        EmulatedFile uploaded = fixture.onlyFile(request.folderId());
        assertThat(result.sha1()).isEqualTo(uploaded.sha1());
        assertThat(fixture.calls()).containsEntry(OssOperation.UPLOAD_PART, parts);
    }

    @Test
    @DisplayName(
            "R30 a client that is closed while a part is sent fails at once, and the next one goes on with that part")
    void whileAPartIsSent() {
        fixture.emulator
                .faults()
                .arm(OssOperation.UPLOAD_PART, Fault.run(client::close), Fault.silence())
                .after(1);

        assertThatThrownBy(() -> client.uploads().upload(new UploadFixture.GeneratedSource(1, SIZE), request))
                .hasMessageContaining("closed");

        goesOnWith(2);
    }

    @Test
    @DisplayName("R30 a client that is closed between two requests sends no other one")
    void betweenTwoParts() {
        fixture.calls();

        assertThatThrownBy(() -> client.uploads().upload(new ClosingSource(PART), request))
                .hasMessageContaining("closed");

        assertThat(fixture.calls()).containsEntry(OssOperation.UPLOAD_PART, 1L);
        goesOnWith(2);
    }

    @Test
    @DisplayName("R30 a client that is closed while a content is hashed does not read the rest of it")
    void whileItIsHashed() {
        ClosingSource source = new ClosingSource(0);

        assertThatThrownBy(() -> client.uploads().upload(source, request)).hasMessageContaining("closed");

        assertThat(source.source.read.get()).isLessThan(PART);
        goesOnWith(3);
    }

    @Test
    @DisplayName("R34 a client that is closed before the reply to an announcement leaves no second file")
    void beforeTheReplyToAnAnnouncement() {
        client.close();
        fixture.close();
        Path late = state.resolve("late");
        fixture = new UploadFixture(Open115Emulator.builder().visibilityDelay(Duration.ofSeconds(5)), late);
        client = EmulatedClient.open(fixture.emulator, late, null);
        String folder = fixture.emulator.drive().folder("/backup");
        fixture.emulator.drive().addFile(fixture.emulator.drive().folder("/other"), "b", Content.of("hello"));
        fixture.emulator.faults().arm(UploadFixture.INIT, Fault.run(client::close), Fault.lostReply());

        assertThatThrownBy(
                        () -> client.uploads().upload(UploadFixture.source("hello"), UploadRequest.of(folder, "a.txt")))
                .hasStackTraceContaining("closed");

        fixture.calls();
        UploadResult result = fixture.upload("hello", folder, "a.txt");
        assertThat(result.outcome()).isEqualTo(UploadOutcome.instant);
        assertThat(fixture.calls()).doesNotContainKey(UploadFixture.INIT);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
    }
}
