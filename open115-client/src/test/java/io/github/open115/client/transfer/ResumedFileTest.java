/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.internal.FileLocks;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A download to a file that was broken off goes on where it stopped. */
@Tag("slow")
@Timeout(600)
class ResumedFileTest {

    private static final int PIECE = Pieces.SIZE;
    private static final int SIZE = 3 * PIECE + 12_345;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private Open115Emulator emulator;
    private Downloads downloads;
    private EmulatedFile file;
    private Path target;

    @BeforeEach
    void connect() throws IOException {
        emulator = open115.emulator();
        downloads = new DownloadFixture(emulator, folder.resolve("state")).downloads(DownloadFixture.LIMITS);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
        target = Files.createDirectory(folder.resolve("out")).resolve("clip.bin");
    }

    private void breakOff(long after) {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(after));
        emulator.faults().arm(Faults.CDN, Fault.html(503)).after(1).always();
        assertThatThrownBy(() -> downloads.toFile(source(file), target)).isInstanceOf(TransferException.class);
        emulator.faults().clear();
    }

    @Test
    @DisplayName("the pieces of a file that has left the drive are deleted by the next try")
    void deletesThePiecesOfAFileThatIsGone() throws IOException {
        breakOff(2L * PIECE);
        emulator.drive().remove(file.id());
        // later than the link that was kept is handed out
        emulator.clock().advance(Duration.ofHours(2));

        assertThatThrownBy(() -> downloads.toFile(source(file), target)).isInstanceOf(NotFoundException.class);
        assertThat(target.getParent()).isEmptyDirectory();
    }

    private List<String> ranges() {
        return emulator.requests().all().stream()
                .filter(request -> request.host() == Host.CDN)
                .map(request -> request.header("Range"))
                .toList();
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> all = Files.list(target.getParent())) {
            return all.toList();
        }
    }

    private Path part() throws IOException {
        return inFolder().stream()
                .filter(path -> path.toString().endsWith(PartFile.SUFFIX))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("R11 only the missing pieces are fetched, and the whole file is verified")
    void fetchesOnlyTheMissingPieces() throws IOException {
        breakOff(2L * PIECE + 1);
        assertThat(Files.exists(target)).isFalse();
        emulator.requests().reset();
        downloads.toFile(source(file), target);
        assertThat(ranges()).containsExactly("bytes=" + 2 * PIECE + "-" + (SIZE - 1));
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(inFolder()).containsExactly(target);
    }

    @Test
    @DisplayName("R11 pieces that were damaged on disk are detected, and the whole file is fetched again")
    void fetchesAFileAgainWhosePiecesWereDamaged() throws IOException {
        breakOff(2L * PIECE + 1);
        try (FileChannel channel = FileChannel.open(part(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[100]), 5000);
        }
        emulator.requests().reset();
        downloads.toFile(source(file), target);
        assertThat(ranges()).containsExactly("bytes=" + 2 * PIECE + "-" + (SIZE - 1), "");
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(inFolder()).containsExactly(target);
    }

    @Test
    @DisplayName("R11 a part file that is shorter than recorded is not resumed")
    void ignoresAPartFileShorterThanRecorded() throws IOException {
        breakOff(2L * PIECE + 1);
        shorten();
        emulator.requests().reset();
        downloads.toFile(source(file), target);
        assertThat(ranges()).containsExactly("");
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(inFolder()).containsExactly(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("R11 a part file that becomes shorter while it is resumed is fetched again, once")
    void fetchesAFileAgainThatBecomesShorter(int connections) throws IOException {
        breakOff(2L * PIECE + 1);
        Path note = part().resolveSibling(part().getFileName() + PartFile.PROGRESS_SUFFIX);
        Files.writeString(note, Files.readString(note).replace("piece 0\n", ""));
        emulator.requests().reset();
        emulator.faults().arm(Faults.CDN, Fault.run(this::shorten));
        new DownloadFixture(emulator, folder.resolve("state2"))
                .downloads(new TransferLimits(4, connections, Duration.ofSeconds(10), Duration.ofSeconds(10)))
                .toFile(source(file), target);
        assertThat(ranges()).contains("bytes=0-" + (PIECE - 1));
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(inFolder()).containsExactly(target);
    }

    /** As a power cut does: the note reached the disk, the second piece did not. */
    private void shorten() {
        try (FileChannel channel = FileChannel.open(part(), StandardOpenOption.WRITE)) {
            channel.truncate(PIECE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("R11 another content of the same file id starts again")
    void startsAgainForAnotherContent() throws IOException {
        breakOff(2L * PIECE + 1);
        EmulatedFile newer = emulator.drive().addFile("0", "clip.bin", Content.generated(4, SIZE));
        ContentSource changed = new ContentSource(file.id(), newer.pickCode(), "clip.bin", newer.size(), newer.sha1());
        emulator.requests().reset();
        downloads.toFile(changed, target);
        assertThat(ranges()).containsExactly("");
        assertThat(target).hasBinaryContent(newer.content().bytes());
        assertThat(inFolder()).containsExactly(target);
    }

    @Test
    @DisplayName("a record of pieces that was cut off counts up to its last whole line")
    void readsARecordUpToItsLastWholeLine() throws IOException {
        breakOff(2L * PIECE + 1);
        Path note = part().resolveSibling(part().getFileName() + PartFile.PROGRESS_SUFFIX);
        Files.writeString(note, "piece 2", StandardOpenOption.APPEND);
        emulator.requests().reset();
        downloads.toFile(source(file), target);
        assertThat(ranges()).containsExactly("bytes=" + 2 * PIECE + "-" + (SIZE - 1));
        assertThat(target).hasBinaryContent(file.content().bytes());
    }

    @Test
    @DisplayName("R14 a part file without a whole piece is not kept")
    void keepsNoPartFileWithoutAWholePiece() throws IOException {
        breakOff(1000);
        assertThat(inFolder()).isEmpty();
    }

    @Test
    @DisplayName("two downloads of one content to one target do not write into one part file")
    void twoDownloadsOfOneFileDoNotShareAPartFile() throws IOException {
        CompletableFuture<Void> other = new CompletableFuture<>();
        DownloadFixture fixture = new DownloadFixture(emulator, folder.resolve("state2"));
        fixture.downloads(DownloadFixture.LIMITS, new ProgressListener() {
                    @Override
                    public void started(Transfer transfer) {
                        other.complete(otherDownload());
                    }
                })
                .toFile(source(file), target);
        assertThat(other).isCompleted();
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(inFolder()).containsExactly(target);
    }

    private Void otherDownload() {
        try {
            downloads.toFile(source(file), target);
            return null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("part files that no download resumes are deleted after a week; younger and locked ones stay")
    void deletesStalePartFiles() throws IOException {
        Path old = leftover("old", Duration.ofDays(8), true);
        Path useless = leftover("useless", Duration.ofHours(2), false);
        Path young = leftover("young", Duration.ofDays(6), true);
        Path held = leftover("held", Duration.ofDays(8), true);
        try (FileChannel channel = FileChannel.open(held, StandardOpenOption.WRITE)) {
            assertThat(FileLocks.acquire(channel)).isEqualTo(FileLocks.Lock.HELD);
            EmulatedFile small = emulator.drive().addFile("0", "small", Content.of("small"));
            downloads.toFile(source(small), target);
        }
        assertThat(old).doesNotExist();
        assertThat(useless).doesNotExist();
        assertThat(young).exists();
        assertThat(held).exists();
        assertThat(inFolder()).hasSize(2 + 2 + 1);
    }

    private Path leftover(String name, Duration age, boolean withProgress) throws IOException {
        FileTime time = FileTime.from(emulator.clock().instant().minus(age));
        Path part = Files.writeString(target.resolveSibling(".open115-" + name + ".part"), "x");
        Files.setLastModifiedTime(part, time);
        if (withProgress) {
            Path note = Files.writeString(target.resolveSibling(part.getFileName() + ".progress"), "y");
            Files.setLastModifiedTime(note, time);
        }
        return part;
    }

    @Test
    @DisplayName("R30 a long outage of the CDN leaves the fetched pieces for the next try")
    void anOutageLeavesThePiecesForTheNextTry() throws IOException {
        breakOff(PIECE + 5L);
        emulator.requests().reset();
        downloads.toFile(source(file), target);
        assertThat(ranges()).containsExactly("bytes=" + PIECE + "-" + (SIZE - 1));
        assertThat(target).hasBinaryContent(file.content().bytes());
    }
}
