package io.github.open115.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the example consists of: its properties and its YAML. */
class YamlIngestTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    void newFilesArrive() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/deep"), "a.txt", Content.of("A"));
        Properties settings = new Properties();
        emulator.baseUrls().forEach((option, url) -> settings.put("camel.component.open115." + option, url));
        settings.put("camel.component.open115.refreshToken", emulator.account().newRefreshToken());
        settings.put(
                "camel.component.open115.stateDirectory",
                directory.resolve("state").toString());
        settings.put("camel.component.open115.requestsPerSecond", "1000");
        settings.put("ingest.target", directory.resolve("files").toString());
        Main main = new Main();
        main.setOverrideProperties(settings);
        main.start();
        try {
            Path arrived = directory.resolve("files/deep/a.txt");
            await().untilAsserted(() -> assertThat(arrived).hasContent("A"));
        } finally {
            main.stop();
        }
    }
}
