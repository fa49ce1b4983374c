package io.github.open115.client.transfer;

import static io.github.open115.client.transfer.DownloadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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

@Timeout(60)
class DamagedContentTest {

    private static final int SIZE = 200_000;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path folder;

    private Open115Emulator emulator;
    private Downloads downloads;
    private EmulatedFile file;

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
        downloads = new DownloadFixture(emulator, folder.resolve("state")).downloads(DownloadFixture.LIMITS);
        file = emulator.drive().addFile("0", "clip.bin", Content.generated(3, SIZE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    @DisplayName("R11 damaged content never ends well, not even for a reader that stops at the expected length")
    void streamFails(String name, Fault damage) throws IOException {
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
    @DisplayName("R11 what came before a connection breaks for good is handed out, in reads of many pieces as well")
    void handsOutWhatCame() throws IOException {
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
    @DisplayName("R11 damaged content leaves a good older file alone, and nothing beside it")
    void fileStays(String name, Fault damage) throws IOException {
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
    @DisplayName("R11 content that differs from the listing is told with both digests")
    void tellsBothDigests() {
        ContentSource other = new ContentSource(file.id(), file.pickCode(), "x", SIZE, "0".repeat(40));
        assertThatThrownBy(() -> downloads.open(other).readAllBytes())
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("0".repeat(40))
                .hasMessageContaining(file.sha1());
    }

    @ParameterizedTest
    @MethodSource("damages")
    @DisplayName("R11 a file that was damaged on its way once is fetched again")
    void fileHeals(String name, Fault damage) throws IOException {
        emulator.faults().arm(Faults.CDN, damage);
        Path target = folder.resolve("out").resolve("clip.bin");
        downloads.toFile(source(file), target);
        assertThat(target).hasBinaryContent(file.content().bytes());
        assertThat(emulator.requests().cdnRequests()).isEqualTo(2);
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
    }
}
