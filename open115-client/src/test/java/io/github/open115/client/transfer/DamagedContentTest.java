/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
class DamagedContentTest {

    private static final int SIZE = 200_000;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private Open115Emulator emulator;
    private Downloads downloads;
    private DownloadLinks links;
    private EmulatedFile file;
    private long linksBefore;

    static Stream<Arguments> damages() {
        Random random = new Random(115);
        String sameLength = "<html>".repeat(SIZE).substring(0, SIZE);
        return Stream.of(
                arguments("cut at the first byte", Fault.cutAfter(0)),
                arguments("one byte more", Fault.extraByte()),
                arguments("first bit wrong", Fault.bitFlippedAt(0)),
                arguments("some bit wrong", Fault.bitFlippedAt(random.nextInt(SIZE))),
                arguments("last bit wrong", Fault.bitFlippedAt(SIZE - 1)),
                arguments("a page with status 200", Fault.html(200)),
                arguments("a page of the same length", Fault.body(sameLength)),
                arguments("JSON with status 200", Fault.body("{\"status\":403,\"message\":\"invalid signature\"}")),
                arguments("nothing with status 200", Fault.body("")));
    }

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        DownloadFixture fixture = new DownloadFixture(emulator, folder.resolve("state"));
        links = fixture.links;
        downloads = fixture.downloads(DownloadFixture.LIMITS);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    @DisplayName("R11 a stream of damaged content fails, also for a reader that stops at the expected length")
    void aStreamOfDamagedContentFails(String name, Fault damage) throws IOException {
        emulator.faults().arm(Faults.CDN, damage).always();
        InputStream content = downloads.open(source(file));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        assertThatThrownBy(() -> content.transferTo(received))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("file " + file.id());
        assertThat(received.size()).isLessThan(SIZE);
        assertThatThrownBy(content::read).isInstanceOf(TransferException.class);
        assertThat(downloads.openConnections()).isZero();
    }

    @Test
    @DisplayName("R11 the bytes before a failure are handed out, also by reads of several pieces")
    void handsOutTheBytesBeforeAFailure() throws IOException {
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(SIZE - 1000));
        emulator.faults()
                .arm(Faults.CDN, Fault.html(404))
                .when(request -> !request.header("Range").isEmpty())
                .always();
        InputStream content = downloads.open(source(file));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        assertThatThrownBy(() -> content.transferTo(received)).isInstanceOf(TransferException.class);
        assertThat(received.toByteArray())
                .isEqualTo(Arrays.copyOf(file.content().bytes(), SIZE - 1000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    @DisplayName("R11 damaged content does not replace an older file, and leaves nothing beside it")
    void damagedContentReplacesNoFile(String name, Fault damage) throws IOException {
        emulator.faults().arm(Faults.CDN, damage).always();
        Path target = Files.createDirectory(folder.resolve("out")).resolve("clip.bin");
        Files.writeString(target, "good and older");
        assertThatThrownBy(() -> downloads.toFile(source(file), target)).isInstanceOf(TransferException.class);
        assertThat(target).hasContent("good and older");
        try (Stream<Path> paths = Files.list(target.getParent())) {
            assertThat(paths).containsExactly(target);
        }
        emulator.faults().clear();
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
    }

    @Test
    @DisplayName("R11 the failure names the digest of the listing and that of the content")
    void theFailureNamesBothDigests() {
        ContentSource other = new ContentSource(file.id(), file.pickCode(), "x", SIZE, "0".repeat(40));
        assertThatThrownBy(() -> downloads.open(other).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("0".repeat(40))
                .hasMessageContaining(file.sha1());
    }

    @ParameterizedTest
    @MethodSource("damages")
    @DisplayName("R11 a file that was damaged once on its way is fetched again")
    void aFileDamagedOnceIsFetchedAgain(String name, Fault damage) throws IOException {
        emulator.faults().arm(Faults.CDN, damage);
        Path target = folder.resolve("out").resolve("clip.bin");
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(emulator.requests().cdnRequests()).isEqualTo(2);
        // a digest that is wrong may be the link's fault, which the first other fault of a connection is not
        assertThat(emulator.requests().linkRequests()).isEqualTo(isFullLength(name) ? 2 : 1);
    }

    private static boolean isFullLength(String damage) {
        return damage.contains("bit wrong") || damage.equals("a page of the same length");
    }

    @Test
    @DisplayName(
            "R11 a link that leads to another file of the same length is dropped; the next reader requests another one")
    void aLinkToAnotherFileIsDropped() throws IOException {
        misleadTo(emulator.drive().addFile("0", "other.bin", Content.generated(4, SIZE)));
        assertThatThrownBy(() -> downloads.open(source(file)).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining(file.sha1());
        assertThat(links()).isEqualTo(1);
        for (int reading = 0; reading < 3; reading++) {
            assertThat(downloads.open(source(file)).readAllBytes())
                    .isEqualTo(file.content().bytes());
        }
        assertThat(links()).isEqualTo(2);
        assertThat(emulator.requests().cdnRequests()).isEqualTo(4);
    }

    @Test
    @DisplayName("R11 a download whose link led to another file goes on with another link")
    void aDownloadReplacesALinkToAnotherFile() throws IOException {
        misleadTo(emulator.drive().addFile("0", "other.bin", Content.generated(4, SIZE)));
        Path target = folder.resolve("out").resolve("clip.bin");
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(links()).isEqualTo(2);
        assertThat(emulator.requests().cdnRequests()).isEqualTo(2);
    }

    @Test
    @DisplayName("R11 a link that leads to a file of another length is replaced after the second wrong answer")
    void aLinkToAFileOfAnotherLengthIsReplaced() throws IOException {
        misleadTo(emulator.drive().addFile("0", "other.bin", Content.generated(4, SIZE + 1)));
        assertThat(downloads.open(source(file)).readAllBytes())
                .isEqualTo(file.content().bytes());
        assertThat(links()).isEqualTo(2);
        assertThat(emulator.requests().cdnRequests()).isEqualTo(3);
    }

    @Test
    @DisplayName("R11 links that keep leading to files of another length cost two calls, and none is cached")
    void linksToAFileOfAnotherLengthAreNotCached() throws IOException {
        Faults.Armed wrong =
                emulator.faults().arm(Faults.CDN, Fault.extraByte()).always();
        assertThatThrownBy(() -> downloads.open(source(file)).readAllBytes()).isInstanceOf(TransferException.class);
        assertThat(links()).isEqualTo(2);
        assertThat(wrong.fired()).isEqualTo(7);
        emulator.faults().clear();
        assertThat(downloads.open(source(file)).readAllBytes())
                .isEqualTo(file.content().bytes());
        assertThat(links()).isEqualTo(3);
    }

    /** The next link that is asked for leads to another file; those after it are right. */
    private void misleadTo(EmulatedFile other) {
        String link = links.link(other.pickCode(), null).url();
        linksBefore = emulator.requests().linkRequests();
        emulator.faults()
                .arm(
                        "/open/ufile/downurl",
                        Fault.rewrite(reply -> reply.path("data")
                                .forEach(entry ->
                                        ((ObjectNode) entry).putObject("url").put("url", link))));
    }

    private long links() {
        return emulator.requests().linkRequests() - linksBefore;
    }
}
