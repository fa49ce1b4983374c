/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools say of the files to deploy with. A test is skipped where its tool is not installed. */
class DeploymentToolsTest {

    @TempDir
    private Path directory;

    @Test
    @DisplayName("promtool accepts the rules, and each alert comes when it should")
    void promtoolAcceptsTheRules() throws Exception {
        accepts("monitoring", "promtool", "check", "rules", "open115-rules.yaml");
        accepts("monitoring", "promtool", "check", "config", "prometheus.yaml");
        accepts("monitoring", "promtool", "test", "rules", "open115-rules-test.yaml");
    }

    @Test
    @DisplayName("every query of the dashboard is one that Prometheus understands")
    void promtoolUnderstandsTheDashboard() throws Exception {
        StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("monitoring/open115-dashboard.json").toFile());
        int queries = 0;
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                String query = target.get("expr").asText().replace("$__rate_interval", "5m");
                rules.append("{record: query")
                        .append(++queries)
                        .append(", expr: '")
                        .append(query)
                        .append("'},\n");
            }
        }
        assertThat(queries).isGreaterThan(12);
        Path file = Files.writeString(
                directory.resolve("dashboard.yaml"), rules.append("]}]").toString());
        accepts(".", "promtool", "check", "rules", file.toString());
    }

    @Test
    @DisplayName("the manifests are valid Kubernetes resources, without an unknown field")
    void manifestsAreValid() throws Exception {
        accepts(".", "kubernetes-validate", "--strict", "kubernetes/one-pod.yaml", "kubernetes/several-pods.yaml");
    }

    @Test
    @DisplayName("hadolint finds nothing in the Dockerfile")
    void hadolintFindsNothing() throws Exception {
        accepts(".", "hadolint", "Dockerfile");
    }

    @Test
    @DisplayName("docker-compose accepts the file")
    void composeAcceptsTheFile() throws Exception {
        accepts(".", "docker-compose", "-f", "compose.yaml", "config", "-q");
    }

    private void accepts(String folder, String... command) throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
        assumeTrue(installed, command[0] + " is not installed");
        Path output = directory.resolve("output");
        int code = new ProcessBuilder(command)
                .directory(new File(folder))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(code)
                .as("%s: %s", Arrays.toString(command), Files.readString(output))
                .isZero();
    }
}
