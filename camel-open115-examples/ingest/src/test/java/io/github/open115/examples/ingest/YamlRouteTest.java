package io.github.open115.examples.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class YamlRouteTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    void theRouteInYamlDoesTheSame() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/deep"), ".a.txt", Content.of("A"));
        IngestSettings settings = new IngestSettings(
                "/inbox",
                directory.resolve("files"),
                directory.resolve("state"),
                emulator.account().newRefreshToken(),
                1000,
                Duration.ofMillis(50),
                false,
                emulator.baseUrls());
        Main main = new Main();
        Progress progress = new Progress(settings.target());
        UntilIdle untilIdle = new UntilIdle(progress, settings.once(), main::completed);
        main.setOverrideProperties(settings.properties());
        main.configure().withRoutesIncludePattern("classpath:ingest.camel.yaml");
        main.bind("progress", progress);
        main.bind("untilIdle", untilIdle);

        main.run();

        assertThat(untilIdle.failure()).isEmpty();
        assertThat(untilIdle.polls()).isEqualTo(2);
        assertThat(directory.resolve("files/deep/.a.txt")).hasContent("A");
        assertThat(main.getCamelContext().isStopped()).isTrue();
    }
}
