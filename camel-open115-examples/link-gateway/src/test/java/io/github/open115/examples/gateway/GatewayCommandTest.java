/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.serve.DownloadMethod;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The gateway as a person starts it. */
class GatewayCommandTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "without an argument it binds to loopback, redirects, lets players pause for minutes, knows no proxy, and has a secret for links of its own")
    void startsWithDefaults() throws Exception {
        GatewaySettings settings = parsed();
        assertThat(InetAddress.getByName(settings.web().bind()).isLoopbackAddress())
                .isTrue();
        assertThat(settings.web().longestPause()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.method()).isEqualTo(DownloadMethod.redirect);
        assertThat(settings.proxyUrls()).isNull();
        assertThat(settings.proxySecret()).isNull();
        assertThat(settings.service().hosts()).isEmpty();
        assertThat(settings.linkSecret()).hasSize(64).isNotEqualTo(parsed().linkSecret());
    }

    @Test
    @DisplayName(
            "one command starts it with the service in memory: the page, a listing and a file are there, and it ends when told to")
    @Tag("slow")
    void startsTheDemoWithOneCommand() throws Exception {
        int port = FreePort.find();
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayMain.class.getName(),
                        "--demo",
                        "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            String base = "http://localhost:" + port;
            Pattern address = Pattern.compile("The drive is at " + base + "/\\?(key=\\w{64})");
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> address.matcher(Files.readString(log)).find());
            String key = address.matcher(Files.readString(log))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            assertThat(RunningGateway.fetch("GET", base + "/", "").statusCode()).isEqualTo(403);
            assertThat(RunningGateway.fetch("GET", base + "/page/main.js?" + key, "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(RunningGateway.fetch("GET", base + "/api/list?path=/Music&" + key, "")
                            .body())
                    .asString(StandardCharsets.UTF_8)
                    .contains("Note A.wav");
            String file = base + "/d/Documents/Read%20me,%20100%25%20plain.txt?method=localProxy&" + key;
            assertThat(RunningGateway.fetch("GET", file, "").body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("This drive lives in memory.\n");
        } finally {
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    @DisplayName("it can be pointed at an emulator that was started by hand, and told how much it may ask for")
    void otherService() throws Exception {
        try (Open115Emulator emulator = Open115Emulator.start()) {
            emulator.drive().addFile("0", "note.txt", Content.of("by hand\n"));
            List<String> arguments = new ArrayList<>(List.of(
                    "--port=0",
                    "--connections-per-link=2",
                    "--concurrent-downloads=3",
                    "--requests-per-second=50",
                    "--state-directory=" + directory));
            emulator.baseUrls()
                    .forEach((option, url) -> arguments.add(
                            "--" + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "=" + url));
            GatewayCommand command = new GatewayCommand(
                    Map.of("OPEN115_REFRESH_TOKEN", emulator.account().newRefreshToken()));
            new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
            GatewaySettings settings = command.settings(directory);
            assertThat(settings.service().connectionsPerLink()).isEqualTo(2);
            assertThat(settings.service().concurrentDownloads()).isEqualTo(3);
            assertThat(settings.service().toString())
                    .doesNotContain(settings.service().refreshToken());
            try (Gateway gateway = Gateway.start(settings, null)) {
                assertThat(RunningGateway.fetch(
                                        "GET",
                                        gateway.url() + "d/note.txt"
                                                + gateway.key().query() + "&method=localProxy",
                                        "")
                                .body())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("by hand\n");
            }
        }
    }

    private GatewaySettings parsed(String... arguments) {
        GatewayCommand command = new GatewayCommand(Map.of());
        new CommandLine(command).parseArgs(arguments);
        return command.settings(directory);
    }
}
