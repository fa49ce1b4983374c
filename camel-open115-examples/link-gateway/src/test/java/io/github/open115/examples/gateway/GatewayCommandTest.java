package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.serve.DownloadMethod;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    void defaults() throws Exception {
        GatewaySettings settings = parsed();
        assertThat(InetAddress.getByName(settings.bind()).isLoopbackAddress()).isTrue();
        assertThat(settings.longestPause()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.method()).isEqualTo(DownloadMethod.redirect);
        assertThat(settings.proxyUrls()).isNull();
        assertThat(settings.proxySecret()).isNull();
        assertThat(settings.hosts()).isEmpty();
        assertThat(settings.linkSecret()).hasSize(64).isNotEqualTo(parsed().linkSecret());
    }

    @Test
    @DisplayName(
            "one command starts it with the service in memory: the page, a listing and a file are there, and it ends when told to")
    @Tag("slow")
    void demo() throws Exception {
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
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains("The drive is at " + base + "/"));
            assertThat(RunningGateway.send("GET", base + "/", "").statusCode()).isEqualTo(200);
            assertThat(RunningGateway.send("GET", base + "/api/list?path=/Music", "")
                            .body())
                    .asString(StandardCharsets.UTF_8)
                    .contains("Note A.wav");
            assertThat(RunningGateway.send(
                                    "GET", base + "/d/Documents/Read%20me,%20100%25%20plain.txt?method=localProxy", "")
                            .body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("This drive lives in memory.\n");
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private GatewaySettings parsed(String... arguments) {
        GatewayCommand command = new GatewayCommand(Map.of());
        new CommandLine(command).parseArgs(arguments);
        return command.settings(directory);
    }
}
