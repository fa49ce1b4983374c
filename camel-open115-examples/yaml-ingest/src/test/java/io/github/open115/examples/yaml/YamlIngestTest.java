/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.github.open115.emulator.QrLogins;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the example consists of: its properties and its YAML. */
class YamlIngestTest {

    @RegisterExtension
    final Open115EmulatorExtension service =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clientId("100195125"));

    @TempDir
    private Path directory;

    @Test
    void newFilesArrive() throws Exception {
        Properties settings = new Properties();
        settings.put(
                "camel.component.open115.refreshToken",
                service.emulator().account().newRefreshToken());
        ingests(settings);
    }

    @Test
    void aScannedCodeTakesThePlaceOfAToken() throws Exception {
        Properties settings = new Properties();
        settings.load(new StringReader("""
                camel.component.open115.clientId = 100195125
                camel.component.open115.login = console
                """));
        QrLogins phone = service.emulator().account().qrLogins();
        service.emulator().faults().before("/get/status/", 1, () -> phone.confirm(phone.newest()));
        ingests(settings);
        assertThat(service.emulator().requests().count("/open/authDeviceCode")).isEqualTo(1);
    }

    private void ingests(Properties settings) throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/deep"), "a.txt", Content.of("A"));
        settings.put("ingest.delay", "500");
        emulator.baseUrls().forEach((option, url) -> settings.put("camel.component.open115." + option, url));
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
            await().atMost(Duration.ofMinutes(5))
                    .untilAsserted(() -> assertThat(arrived).hasContent("A"));
        } finally {
            main.stop();
        }
    }

    @Test
    void variablesOfTheEnvironmentAreRead() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/elsewhere"), "a.txt", Content.of("A"));
        Path home = Files.createDirectory(directory.resolve("home"));
        Path log = directory.resolve("child.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Duser.home=" + home,
                "-Dcamel.component.open115.requestsPerSecond=1000"));
        emulator.baseUrls().forEach((option, url) -> command.add("-Dcamel.component.open115." + option + "=" + url));
        command.add(Main.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "OPEN115_REFRESH_TOKEN", emulator.account().newRefreshToken(),
                        "OPEN115_STATE_DIRECTORY", directory.resolve("volume").toString(),
                        "OPEN115_FOLDER", "/elsewhere",
                        "OPEN115_TARGET", directory.resolve("files").toString()));
        Process process = builder.start();
        try {
            await().atMost(Duration.ofMinutes(5))
                    .untilAsserted(() -> assertThat(directory.resolve("files/a.txt"))
                            .as(Files.readString(log))
                            .hasContent("A"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(directory.resolve("volume/tokens")).isNotEmptyDirectory();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void theStateIsKeptInTheHomeDirectoryByDefault() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            assertThat(context.resolvePropertyPlaceholders("{{camel.component.open115.stateDirectory}}"))
                    .isEqualTo(System.getProperty("user.home") + "/.camel-open115");
        }
    }
}
