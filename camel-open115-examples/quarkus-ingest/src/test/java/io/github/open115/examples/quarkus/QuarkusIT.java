package io.github.open115.examples.quarkus;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged application. */
class QuarkusIT {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    void newFilesArrive() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/deep"), "a.txt", Content.of("A"));
        Process application = new ProcessBuilder(command(emulator))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            Path arrived = directory.resolve("ingested/deep/a.txt");
            await().atMost(5, MINUTES).untilAsserted(() -> assertThat(arrived).hasContent("A"));
        } finally {
            application.destroy();
            if (!application.waitFor(5, MINUTES)) {
                application.destroyForcibly();
            }
        }
    }

    private List<String> command(Open115Emulator emulator) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        emulator.baseUrls().forEach((option, url) -> command.add("-Dcamel.component.open115." + option + "=" + url));
        command.add(
                "-Dcamel.component.open115.refreshToken=" + emulator.account().newRefreshToken());
        command.add("-Dcamel.component.open115.stateDirectory=" + directory.resolve("state"));
        command.add("-jar");
        command.add(System.getProperty("application.jar"));
        return command;
    }
}
