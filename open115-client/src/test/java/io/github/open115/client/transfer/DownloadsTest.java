/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {

    private static final int SIZE = 300_001;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private Open115Emulator emulator;
    private DownloadFixture fixture;
    private Downloads downloads;
    private EmulatedFile file;
    private byte[] bytes;

    @BeforeEach
    void connect() throws IOException {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, folder.resolve("state"));
        downloads = fixture.downloads(DownloadFixture.LIMITS);
        file = emulator.drive().addFile("0", "clip / 01.mkv", Content.generated(7, SIZE));
        bytes = file.content().bytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "...", "%2e%2e", "it's.txt"})
    @DisplayName("R31 a file called . or .. is read over its exact link")
    void readsFilesThatAreNamedLikePathSegments(String name) throws IOException {
        EmulatedFile odd = emulator.drive().addFile("0", name, Content.of("odd"));
        assertThat(downloads.open(source(odd)).readAllBytes()).asString().isEqualTo("odd");
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
        assertThat(emulator.requests().cdnRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("R15 nothing is requested before the first read")
    void requestsNothingBeforeTheFirstRead() throws IOException {
        try (InputStream content = downloads.open(source(file))) {
            assertThat(content.available()).isEqualTo(1);
            assertThat(emulator.requests().all()).isEmpty();
            assertThat(content.readAllBytes()).isEqualTo(bytes);
            assertThat(content.read()).isEqualTo(-1);
        }
        downloads.open(source(file)).close();
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R12 the CDN gets the agent of the link, no bearer token, and no offer of compression")
    void sendsTheAgentAndNoBearer() throws IOException {
        downloads.open(source(file)).readAllBytes();
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.host() == Host.CDN)
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.userAgent()).isEqualTo(EmulatedClient.AGENT);
                    assertThat(request.header("Authorization")).isEmpty();
                    assertThat(request.header("Accept-Encoding")).isEqualTo("identity");
                });
    }

    @Test
    void readsByteByByteAndSkips() throws IOException {
        try (InputStream content = downloads.open(source(file))) {
            assertThat(content.read()).isEqualTo(bytes[0] & 0xff);
            assertThat(content.skip(99)).isEqualTo(99);
            assertThat(content.readNBytes(100)).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
            content.skipNBytes(SIZE - 200L);
            assertThat(content.read()).isEqualTo(-1);
        }
    }

    @Test
    void readsAPart() throws IOException {
        assertThat(downloads.open(source(file), new ByteRange(100, 199)).readAllBytes())
                .isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
        assertThat(downloads
                        .open(source(file), new ByteRange(SIZE - 5L, SIZE + 100L))
                        .readAllBytes())
                .isEqualTo(Arrays.copyOfRange(bytes, SIZE - 5, SIZE));
        assertThatThrownBy(() -> downloads.open(source(file), new ByteRange(SIZE, SIZE + 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnAnswerThatIsNotTheRange() throws IOException {
        emulator.faults()
                .arm(Faults.CDN, Fault.status(206, "x".repeat(100), Map.of("Content-Range", "bytes 0-99/" + SIZE)))
                .always();
        assertThatThrownBy(() ->
                        downloads.open(source(file), new ByteRange(100, 199)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("expected bytes 100-199");
        emulator.faults().clear();
        emulator.faults().arm(Faults.CDN, Fault.body("x".repeat(100))).always();
        assertThatThrownBy(() ->
                        downloads.open(source(file), new ByteRange(100, 199)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("HTTP 200 in place of 206");
    }

    @Test
    void emptyContentCostsNothing() throws IOException {
        EmulatedFile empty = emulator.drive().addFile("0", "empty", Content.of(""));
        assertThat(downloads.open(source(empty)).readAllBytes()).isEmpty();
        downloads.toFile(source(empty), folder.resolve("empty"));
        assertThat(folder.resolve("empty")).isEmptyFile();
        assertThat(emulator.requests().all()).isEmpty();
        ContentSource wrong = new ContentSource("1", "pc", "x", 0, file.sha1());
        assertThatThrownBy(() -> downloads.open(wrong).read()).hasMessageContaining("SHA-1");
    }

    @Test
    void closingEarlyBreaksTheConnection() throws IOException {
        EmulatedFile big = emulator.drive().addFile("0", "big", Content.generated(1, 1L << 30));
        InputStream content = downloads.open(source(big));
        content.read();
        assertThat(downloads.openConnections()).isEqualTo(1);
        content.close();
        content.close();
        assertThat(downloads.openConnections()).isZero();
        assertThatThrownBy(content::read).hasMessageContaining("closed");
    }

    @Test
    @DisplayName("R31 a file gets to its target in one step, also over an older one")
    void replacesTheTargetInOneStep() throws IOException {
        Path target = folder.resolve("a").resolve("b").resolve("clip.mkv");
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(bytes);
        EmulatedFile newer = emulator.drive().addFile("0", "clip.mkv", Content.of("newer"));
        downloads.toFile(source(newer), target);
        assertThat(target).hasContent("newer");
        assertThat(names(target.getParent())).containsExactly("clip.mkv");
    }

    private static List<String> names(Path directory) throws IOException {
        try (var paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    @DisplayName("R13 a dead link is replaced once")
    void replacesADeadLinkOnce(int status) throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.html(status));
        assertThat(downloads.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
        emulator.requests().reset();
        emulator.faults().arm(Faults.CDN, Fault.html(status)).always();
        assertThatThrownBy(() -> downloads.open(source(file)).read())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("HTTP " + status + " again with a new link")
                .hasMessageContaining(file.id());
        assertThat(emulator.requests().linkRequests())
                .as("beside the one that is kept")
                .isEqualTo(1);
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R39 the message contains the refusal of the CDN, but not the link")
    void theFailureContainsTheRefusalButNotTheLink() {
        emulator.faults()
                .arm(Faults.CDN, Fault.status(403, "{\"message\":\"invalid signature of https://x/y?k=1\"}", Map.of()))
                .always();
        assertThatThrownBy(() -> downloads.open(source(file)).read())
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.httpStatus()).isEqualTo(403))
                .hasMessageContaining("invalid signature of [address]")
                .hasMessageNotContaining("k=1");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void waitsForAnOverloadedCdn(int status) throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.html(status)).times(2);
        assertThat(downloads.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(fixture.pauses)
                .satisfiesExactly(
                        first -> assertThat(first).isBetween(about(1, 0.8), about(1, 1.2)),
                        second -> assertThat(second).isBetween(about(2, 0.8), about(2, 1.2)));
        fixture.pauses.clear();
        emulator.requests().reset();
        emulator.faults().arm(Faults.CDN, Fault.html(status)).always();
        assertThatThrownBy(() -> downloads.open(source(file)).read())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("HTTP " + status);
        assertThat(fixture.pauses).hasSize(5);
        assertThat(emulator.requests().cdnRequests()).isEqualTo(6);
        assertThat(emulator.requests().linkRequests()).isZero();
    }

    private static Duration about(int seconds, double factor) {
        return Duration.ofMillis((long) (1000 * seconds * factor));
    }

    @Test
    void staysAwayAsLongAsTheCdnAsks() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.status(503, "", Map.of("Retry-After", "17")));
        assertThat(downloads.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void aFileThatIsGoneIsNotFoundOnReading() {
        emulator.drive().purge(file.id());
        assertThatThrownBy(() -> downloads.open(source(file)).read())
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("file " + file.id());
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    void aWebPageIsAFileLikeAnyOther() throws IOException {
        EmulatedFile page = emulator.drive().addFile("0", "index.html", Content.of("<html>403 Forbidden</html>"));
        assertThat(downloads.open(source(page)).readAllBytes())
                .isEqualTo(page.content().bytes());
    }
}
