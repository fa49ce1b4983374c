/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader does when its connection or its link ends before the content. */
@Timeout(600)
class InterruptedTransferTest {

    private static final int SIZE = 6_000_000;
    private static final String DOWNURL = "/open/ufile/downurl";
    private static final Duration LINK_LIFE = Duration.ofSeconds(10);

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(() -> Open115Emulator.builder()
            .clock(new EmulatorClock().freeze())
            .linkLifetime(LINK_LIFE)
            .expiryEndsTransfers(true));

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private DownloadFixture fixture;
    private Downloads downloads;
    private EmulatedFile file;
    private byte[] bytes;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        fixture = new DownloadFixture(emulator, state);
        downloads = fixture.downloads(DownloadFixture.LIMITS);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
        bytes = file.content().bytes();
    }

    private List<String> ranges() {
        return emulator.requests().all().stream()
                .filter(request -> request.host() == Host.CDN)
                .map(request -> request.header("Range"))
                .toList();
    }

    @Test
    @DisplayName(
            "R13 a link that dies after 10 s of a 60 s download is replaced, once for each death, and nothing is lost")
    void aLinkThatDiesRepeatedlyIsReplacedEachTime() throws IOException {
        // more than sockets hold, or all could be under way before the first link dies
        int size = 8 * SIZE;
        file = emulator.drive().addFile("0", "film.bin", Content.generated(4, size));
        bytes = file.content().bytes();
        ByteArrayOutputStream received = new ByteArrayOutputStream(size);
        try (InputStream content = downloads.open(source(file))) {
            for (int second = 0; second < 60; second++) {
                received.write(content.readNBytes(size / 60));
                emulator.clock().advance(Duration.ofSeconds(1));
            }
            assertThat(content.read()).isEqualTo(-1);
        }
        assertThat(received.toByteArray()).isEqualTo(bytes);
        // how much was under way when a link died is up to the sockets: at most five deaths in 60 s
        assertThat(emulator.requests().linkRequests()).isBetween(2L, 6L);
        assertThat(downloads.statistics().linkRenewals())
                .isEqualTo(emulator.requests().linkRequests() - 1);
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.host() == Host.CDN)
                .extracting(LoggedRequest::status)
                .allMatch(status -> status == 200 || status == 206);
        assertThat(downloads.openConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 410, 401, 404})
    @DisplayName("R13 a link that the CDN refuses in mid-stream is replaced with one call")
    void aLinkThatIsRefusedIsReplaced(int status) throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1_234_567));
        emulator.faults().arm(Faults.CDN, Fault.html(status)).after(1);
        assertThat(downloads.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
        assertThat(ranges()).containsExactly("", "bytes=1234567-" + (SIZE - 1), "bytes=1234567-" + (SIZE - 1));
    }

    @Test
    @DisplayName("R13 a link that cannot be replaced is requested once; that read fails, and the one after it goes on")
    void aReadWithoutALinkFailsAndTheNextOneGoesOn() throws IOException {
        RecordedProgress heard = new RecordedProgress();
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(100_000));
        emulator.faults().arm(Faults.CDN, Fault.forbidden()).after(1);
        emulator.faults().arm(DOWNURL, Fault.error(50028, "too large")).after(1);
        try (InputStream content =
                fixture.downloads(DownloadFixture.LIMITS, heard).open(source(file))) {
            assertThat(content.readNBytes(65_536)).isEqualTo(Arrays.copyOf(bytes, 65_536));
            byte[] buffer = new byte[65_536];
            assertThat(content.read(buffer)).isEqualTo(34_464);
            assertThat(content.read(buffer, 0, 0)).isZero();
            Throwable thrown = catchThrowable(() -> content.read(buffer));
            assertThat(thrown).isInstanceOf(Open115Exception.class).hasMessageContaining("too large");
            assertThat(heard.only().failure()).isSameAs(thrown);
            assertThat(emulator.requests().linkRequests()).isEqualTo(2);
            assertThat(ranges()).containsExactly("", "bytes=100000-" + (SIZE - 1));
            assertThat(content.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100_000, SIZE));
        }
        assertThat(emulator.requests().linkRequests()).isEqualTo(3);
        assertThat(ranges()).hasSize(3);
        assertThat(heard.ended()).extracting(RecordedProgress.End::complete).containsExactly(false, true);
    }

    @Test
    @DisplayName("R32 an expired link is replaced while no connection is held, as the first is requested")
    void anExpiredLinkIsReplacedBeforeConnecting() throws IOException {
        List<Integer> openConnections = new CopyOnWriteArrayList<>();
        emulator.faults()
                .arm(DOWNURL, Fault.run(() -> openConnections.add(downloads.openConnections())))
                .always();
        emulator.faults().arm(DOWNURL, Fault.error(50028, "too large")).after(1);
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(100_000));
        try (InputStream content = downloads.open(source(file))) {
            content.readNBytes(100_000);
            emulator.clock().advance(LINK_LIFE);
            assertThatThrownBy(content::read).hasMessageContaining("too large");
            assertThat(content.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100_000, SIZE));
        }
        assertThat(openConnections).containsExactly(0, 0, 0);
        assertThat(downloads.statistics().linkRenewals()).isEqualTo(1);
        assertThat(ranges()).containsExactly("", "bytes=100000-" + (SIZE - 1));
    }

    @Test
    @DisplayName("R13 after a break the transfer goes on at the exact byte, at once and with the same link")
    void aBrokenConnectionGoesOnAtTheExactByte() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1_000_001)).times(3);
        assertThat(downloads.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(ranges())
                .containsExactly(
                        "",
                        "bytes=1000001-" + (SIZE - 1),
                        "bytes=2000002-" + (SIZE - 1),
                        "bytes=3000003-" + (SIZE - 1));
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
        assertThat(fixture.pauses).hasSizeLessThanOrEqualTo(2);
        assertThat(downloads.statistics()).isEqualTo(new TransferStatistics(0, SIZE, 4, 3, 0, 0));
    }

    @Test
    @DisplayName("R11 before the end available() is not 0, which some readers take for the end")
    void moreIsAvailableUntilTheEnd() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1000)).times(1);
        try (InputStream content = downloads.open(source(file))) {
            assertThat(content.readNBytes(1000)).hasSize(1000);
            assertThat(content.available()).isEqualTo(1);
            assertThat(content.readAllBytes()).hasSize(SIZE - 1000);
            assertThat(content.available()).isZero();
        }
    }

    @Test
    @DisplayName("R13 after a break a part of a file goes on within its range")
    void aBrokenPartGoesOnWithinItself() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(10));
        assertThat(downloads.open(source(file), new ByteRange(100, 199)).readAllBytes())
                .isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
        assertThat(ranges()).containsExactly("bytes=100-199", "bytes=110-199");
    }

    @Test
    @DisplayName("R11 bytes of another content are never joined to earlier ones")
    void bytesOfAnotherContentAreNotJoined() {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1000));
        emulator.faults()
                .arm(
                        Faults.CDN,
                        Fault.status(
                                206,
                                "x".repeat(SIZE - 1000),
                                Map.of(
                                        "Content-Range",
                                        "bytes 1000-" + (SIZE - 1) + "/" + SIZE,
                                        "ETag",
                                        "\"another\"")))
                .after(1)
                .always();
        assertThatThrownBy(() -> downloads.open(source(file)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("another content than before");
        assertThat(downloads.statistics().bytesReceived()).isEqualTo(1000);
    }

    @Test
    @DisplayName("R11 an answer from the beginning is not taken for the rest")
    void anAnswerFromTheBeginningIsNotJoined() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1000));
        emulator.faults()
                .arm(Faults.CDN, Fault.status(200, "x".repeat(SIZE), Map.of()))
                .after(1);
        assertThat(downloads.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(downloads.statistics().bytesReceived()).isEqualTo(SIZE);
    }

    @Test
    @DisplayName("R30 a transfer whose connections deliver next to nothing ends in an error")
    void aTransferWithoutProgressEnds() {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(3)).always();
        assertThatThrownBy(() -> downloads.open(source(file)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("broke at byte 18");
        assertThat(emulator.requests().cdnRequests()).isEqualTo(6);
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R30 a CDN that refuses is asked again after 1, 2, 4, 8 and 16 s, a fifth more or less, then no more")
    void aRefusedTransferRetriesWithGrowingPauses() {
        emulator.faults().arm(Faults.CDN, Fault.html(503)).always();
        assertThatThrownBy(() -> downloads.open(source(file)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("503");
        assertThat(fixture.pauses).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.pauses.get(i).toMillis()).isBetween((1L << i) * 800, (1L << i) * 1200);
        }
    }

    @Test
    @DisplayName("R30 a CDN that stops in the middle, and one that never answers, are asked again")
    void goesOnAfterSilence() throws IOException {
        Downloads patient = fixture.downloads(limits(Duration.ofSeconds(4), 1024));
        emulator.faults().arm(Faults.CDN, Fault.stalledAfter(1000));
        emulator.faults().arm(Faults.CDN, Fault.silence()).after(1);
        assertThat(patient.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(ranges()).hasSize(3).element(2).isEqualTo("bytes=1000-" + (SIZE - 1));
        Downloads impatient = fixture.downloads(limits(Duration.ofMillis(100), 1024));
        emulator.faults().arm(Faults.CDN, Fault.silence()).always();
        assertThatThrownBy(() -> impatient.open(source(file)).readAllBytes()).isInstanceOf(TransferException.class);
        assertThat(impatient.openConnections()).isZero();
    }

    @Tag("slow")
    @Test
    @DisplayName("R30 a connection that delivers single bytes is replaced, and in the end given up")
    void aConnectionBelowTheMinimumRateIsReplaced() throws IOException {
        Downloads watchful = fixture.downloads(limits(Duration.ofMillis(1500), 1 << 16));
        emulator.faults().arm(Faults.CDN, Fault.trickle(Duration.ofMillis(5)));
        assertThat(watchful.open(source(file)).readAllBytes()).isEqualTo(bytes);
        assertThat(watchful.statistics().reconnections()).isEqualTo(1);
        emulator.faults().arm(Faults.CDN, Fault.trickle(Duration.ofMillis(5))).always();
        assertThatThrownBy(() -> watchful.open(source(file)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("only");
        assertThat(watchful.openConnections()).isZero();
    }

    /** A busy machine is silent for a while too: where it matters how a connection ended, the time-out is long. */
    private static TransferLimits limits(Duration readTimeout, long minimumRate) {
        return new TransferLimits(4, 1, readTimeout, Duration.ofSeconds(5), minimumRate, Duration.ofSeconds(2));
    }
}
