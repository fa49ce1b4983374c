/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    private Open115Emulator emulator;
    private String inbox;

    @BeforeEach
    void fillTheDrive() {
        emulator = service.emulator();
        inbox = emulator.drive().folder("/inbox");
    }

    @Test
    void whatArrivedDoesNotComeAgainInTheNextRun() {
        put("a.txt");

        assertThat(ingest("/inbox", false).files()).isEqualTo(1);

        put("b.txt");
        Ingest.Result second = ingest("/inbox", false);

        assertThat(second.problems()).isEmpty();
        assertThat(second.files()).isEqualTo(1);
        assertThat(directory.resolve("files/b.txt")).hasContent("b.txt");
        assertThat(emulator.drive().names(inbox)).containsExactly("a.txt", "b.txt");
    }

    @Test
    void onceMeansOnePoll() {
        put("a.txt");

        Ingest.Result result = ingest("/inbox", true);

        assertThat(result.problems()).isEmpty();
        assertThat(result.polls()).isEqualTo(1);
        assertThat(result.files()).isEqualTo(1);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThat(ingest("/nowhere", false).problems())
                .singleElement()
                .asString()
                .contains("The folder 'nowhere'")
                .contains("is not there");
    }

    @Test
    void anAuthorizationThatIsLostEndsTheRun() {
        IngestSettings settings = settings("/inbox", false);
        emulator.account().revoke();

        Ingest.Result result = new Ingest(settings, Duration.ofMinutes(1)).run();

        assertThat(result.problems()).isNotEmpty();
        assertThat(result.nanos()).isLessThan(Duration.ofSeconds(30).toNanos());
        assertThat(result.problems().toString()).doesNotContain(settings.refreshToken());
    }

    @Test
    void aFileThatCannotBeHadIsNamedAndTheOthersArrive() {
        put("good.txt");
        String bad = put("bad.txt").pickCode();
        emulator.faults()
                .arm("/open/ufile/downurl", Fault.error(50028, "too large"))
                .when(request -> request.parameter("pick_code").contains(bad))
                .always();

        Ingest.Result result = ingest("/inbox", false);

        assertThat(result.files()).isEqualTo(1);
        assertThat(result.problems()).singleElement().asString().startsWith("bad.txt: ");
        assertThat(directory.resolve("files")).isDirectoryNotContaining("glob:**bad.txt");
    }

    @Test
    void aFileThatFailsOnceArrivesWithTheNextPollAndTheOldOneStaysUntilThen() throws IOException {
        put("a.txt");
        ingest("/inbox", true);
        emulator.drive()
                .remove(emulator.drive().fileAt("/inbox/a.txt").orElseThrow().id());
        emulator.drive().addFile(inbox, "a.txt", Content.generated(1, 100_000));
        AtomicReference<String> meanwhile = new AtomicReference<>();
        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(50_000)).always();
        emulator.faults().before("/open/ufile/files", 2, () -> {
            meanwhile.set(contentOf(directory.resolve("files/a.txt")));
            emulator.faults().clear();
        });

        Ingest.Result result = ingest("/inbox", false);

        assertThat(result.problems()).isEmpty();
        assertThat(result.files()).isEqualTo(1);
        assertThat(meanwhile.get()).isEqualTo("a.txt");
        assertThat(directory.resolve("files").toFile()).isDirectoryNotContaining("glob:**.part");
        assertThat(directory.resolve("files/a.txt"))
                .hasBinaryContent(Content.generated(1, 100_000).bytes());
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironment() {
        Map<String, String> environment = Map.of(
                "OPEN115_REFRESH_TOKEN", "secret-value",
                "OPEN115_FOLDER", "/from environment",
                "OPEN115_STATE_DIRECTORY", directory.toString());

        IngestSettings given = IngestMain.settings(environment);
        assertThat(given.folder()).isEqualTo("/from environment");
        assertThat(given.stateDirectory()).isEqualTo(directory);
        assertThat(given.once()).isFalse();
        assertThat(given.requestsPerSecond()).isEqualTo(1);
        assertThat(given).asString().doesNotContain("secret-value");

        IngestSettings argued = IngestMain.settings(environment, "--once", "/argued", "somewhere");
        assertThat(argued.folder()).isEqualTo("/argued");
        assertThat(argued.target()).isAbsolute().hasFileName("somewhere");
        assertThat(argued.once()).isTrue();
    }

    @Test
    void theDemoRunsOnlyIfNothingIsNamed() {
        assertThat(IngestMain.isDemo(Map.of())).isTrue();
        assertThat(IngestMain.isDemo(Map.of("OPEN115_REFRESH_TOKEN", ""))).isTrue();
        for (String name :
                List.of("OPEN115_REFRESH_TOKEN", "OPEN115_FOLDER", "OPEN115_TARGET", "OPEN115_STATE_DIRECTORY")) {
            assertThat(IngestMain.isDemo(Map.of(name, "x"))).as(name).isFalse();
        }
        assertThat(IngestMain.isDemo(Map.of(), "/inbox")).isFalse();
    }

    @Test
    void aLaterRunWithoutATokenUsesTheSavedOnes() {
        put("a.txt");
        assertThat(ingest("/inbox", true).problems()).isEmpty();
        put("b.txt");
        IngestSettings saved = IngestMain.settings(
                Map.of("OPEN115_STATE_DIRECTORY", directory.resolve("state").toString()), "/inbox");

        Ingest.Result result = new Ingest(settings("/inbox", false, saved.refreshToken()), Duration.ofMinutes(1)).run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.files()).isEqualTo(1);
    }

    @Test
    void noFolderIsAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> IngestMain.settings(Map.of("OPEN115_REFRESH_TOKEN", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OPEN115_FOLDER");
    }

    private EmulatedFile put(String name) {
        return emulator.drive().addFile(inbox, name, name.getBytes(StandardCharsets.UTF_8));
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ingest.Result ingest(String folder, boolean once) {
        return new Ingest(settings(folder, once), Duration.ofMinutes(1)).run();
    }

    private IngestSettings settings(String folder, boolean once) {
        return settings(folder, once, emulator.account().newRefreshToken());
    }

    private IngestSettings settings(String folder, boolean once, String refreshToken) {
        return new IngestSettings(
                folder,
                directory.resolve("files"),
                directory.resolve("state"),
                refreshToken,
                1000,
                Duration.ofMillis(50),
                once,
                emulator.baseUrls());
    }
}
