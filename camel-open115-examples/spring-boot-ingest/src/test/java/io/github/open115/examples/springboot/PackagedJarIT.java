/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the jar as a user does. */
class PackagedJarIT {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    private Path directory;

    private Path log;
    private Process application;

    @BeforeEach
    void start() throws IOException {
        log = directory.resolve("log");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        System.getProperty("application.jar"),
                        "--server.port=0")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().keySet().removeIf(name -> name.startsWith("OPEN115_"));
        application = command.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        application.destroy();
        if (!application.waitFor(5, MINUTES)) {
            application.destroyForcibly();
        }
    }

    @Test
    void theJarIngestsAndShowsTheHealthOfTheAccount() throws Exception {
        Path files = directory.resolve("target/spring-boot-demo/files");
        // the application moves files while they are counted
        await().atMost(5, MINUTES)
                .ignoreException(UncheckedIOException.class)
                .until(() -> finished(files).size() == 20);
        assertThat(finished(files)).contains(files.resolve("odd/file 1.bin"), files.resolve("even/file 2.bin"));

        assertThat(get("/actuator/health/open115").body())
                .contains("\"status\":\"UP\"", "\"account\":\"default\"", "\"authorization\":\"GOOD\"");
        assertEveryProbeAndMetricIsThere();
        assertThat(Files.readString(log)).doesNotContain("SECURITY WARNING");
    }

    /** In the same process: another one would take as long to start. */
    private void assertEveryProbeAndMetricIsThere() throws Exception {
        assertThat(DeploymentFiles.probes())
                .hasSize(2)
                .allSatisfy(path -> assertThat(get(path).statusCode()).as(path).isEqualTo(200));
        assertThat(get("/actuator/health/readiness").body()).contains("open115");
        assertThat(get("/actuator/health/liveness").body()).doesNotContain("open115");

        // those of calls come a little later
        await().atMost(5, MINUTES)
                .untilAsserted(() -> assertThat(DeploymentFiles.metricsIn(
                                get("/actuator/prometheus").body()))
                        .containsAll(DeploymentFiles.metricsOfRulesAndDashboard()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static List<Path> finished(Path files) throws IOException {
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(file -> file.toString().endsWith(".bin") && !file.startsWith(files.resolve(".work")))
                    .toList();
        }
    }

    private String port() throws IOException {
        Matcher port = PORT.matcher(Files.readString(log));
        assertThat(port.find()).as("port in %s", log).isTrue();
        return port.group(1);
    }
}
