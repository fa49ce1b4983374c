/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import static io.github.open115.examples.springboot.DeploymentFiles.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.yaml.snakeyaml.Yaml;

/** The files to deploy with agree with each other and with the application. */
class DeploymentFilesTest {

    private static final List<String> WORKLOADS = DeploymentFiles.WORKLOADS;
    private static final String DATA = "/var/lib/open115";

    @Test
    @DisplayName("the state directory of the image is below its volume, and so are the files")
    void everythingThatLastsIsOnTheVolume() throws Exception {
        assertThat(DeploymentFiles.read("Dockerfile")).contains("\nVOLUME " + DATA + "\n");
        assertThat(DeploymentFiles.environmentOfDockerfile())
                .containsEntry("OPEN115_STATE_DIRECTORY", DATA + "/state")
                .containsEntry("OPEN115_TARGET", DATA + "/files");
    }

    @Test
    @DisplayName("Jib makes an image with the settings of the Dockerfile")
    void jibAndTheDockerfileAgree() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        String dockerfile = DeploymentFiles.read("Dockerfile");
        assertThat(dockerfile)
                .contains("\nFROM " + text(pom, "image", 0) + "\n")
                .contains("\nUSER " + text(pom, "user", 0) + "\n")
                .contains("\nEXPOSE " + text(pom, "port", 0) + "\n")
                .contains("\nVOLUME " + text(pom, "volume", 0) + "\n")
                .contains("\"" + text(pom, "jvmFlag", 0) + "\"", "\"" + text(pom, "jvmFlag", 1) + "\"");
        for (Map.Entry<String, String> variable :
                DeploymentFiles.environmentOfDockerfile().entrySet()) {
            assertThat(text(pom, variable.getKey(), 0)).isEqualTo(variable.getValue());
        }
    }

    @ParameterizedTest
    @FieldSource("WORKLOADS")
    @DisplayName("a pod runs as the user of the image, who may write to the volume and nowhere else")
    void aPodRunsAsTheUserOfTheImage(String file) throws IOException {
        Object pod = pod(file);
        Matcher user = Pattern.compile("(?m)^USER (\\d+):(\\d+)$").matcher(DeploymentFiles.read("Dockerfile"));
        assertThat(user.find()).isTrue();
        assertThat(at(pod, "securityContext", "runAsUser")).hasToString(user.group(1));
        assertThat(at(pod, "securityContext", "fsGroup")).hasToString(user.group(2));
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(pod, "containers", 0, "securityContext", "readOnlyRootFilesystem"))
                .isEqualTo(true);
        assertThat(at(pod, "containers", 0, "volumeMounts", 0, "mountPath")).isEqualTo(DATA);
    }

    @ParameterizedTest
    @FieldSource("WORKLOADS")
    @DisplayName("a pod has more time to end than its routes and the web server take together")
    void aPodHasTimeToEnd(String file) throws IOException {
        int routes = Integer.parseInt(properties("application").getProperty("camel.main.shutdown-timeout"));
        int webServer = 30;
        int refresh = 5;
        assertThat((Integer) at(pod(file), "terminationGracePeriodSeconds"))
                .isGreaterThan(routes + webServer + refresh);
    }

    @Test
    @DisplayName(
            "two pods never have the same tokens in files: one ends before the next one starts, or they use a database")
    void twoPodsNeverShareTokensInFiles() throws IOException {
        Object one = DeploymentFiles.ofKind("kubernetes/one-pod.yaml", "Deployment");
        assertThat(at(one, "spec", "replicas")).isEqualTo(1);
        assertThat(at(one, "spec", "strategy", "type")).isEqualTo("Recreate");
        Object claim = DeploymentFiles.ofKind("kubernetes/one-pod.yaml", "PersistentVolumeClaim");
        assertThat(at(claim, "spec", "accessModes", 0)).isEqualTo("ReadWriteOnce");

        Object several = DeploymentFiles.ofKind("kubernetes/several-pods.yaml", "ConfigMap");
        assertThat(at(several, "data", "SPRING_PROFILES_ACTIVE")).isEqualTo("database");
        assertThat(properties("application-database"))
                .containsEntry("camel.component.open115.jdbc-token-store.enabled", "true")
                .containsEntry("ingest.repository", "#claims");
    }

    @ParameterizedTest
    @FieldSource("WORKLOADS")
    @DisplayName("every probe and the scrape go to the port of the container")
    void probesGoToThePort(String file) throws IOException {
        Object container = at(pod(file), "containers", 0);
        assertThat(at(container, "ports", 0, "name")).isEqualTo("http");
        assertThat(DeploymentFiles.read("Dockerfile"))
                .contains("\nEXPOSE " + at(container, "ports", 0, "containerPort") + "\n");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(at(container, probe, "httpGet", "port")).isEqualTo("http");
        }
        assertThat(at(workload(file), "spec", "template", "metadata", "annotations", "prometheus.io/path"))
                .isEqualTo("/actuator/prometheus");
        assertThat(at(DeploymentFiles.yaml("monitoring/pod-monitor.yaml"), 0, "spec", "selector", "matchLabels"))
                .isEqualTo(at(workload(file), "spec", "template", "metadata", "labels"));
    }

    @Test
    @DisplayName("every variable that a file sets is one that the application or Spring Boot reads")
    void everyVariableIsRead() throws IOException {
        String read = DeploymentFiles.read("src/main/resources/application.properties");
        List<String> variables =
                new ArrayList<>(DeploymentFiles.environmentOfDockerfile().keySet());
        for (String file : WORKLOADS) {
            for (String kind : List.of("ConfigMap", "Secret")) {
                Map<String, Object> document = DeploymentFiles.ofKind(file, kind);
                Object data = document.getOrDefault("data", document.get("stringData"));
                ((Map<?, ?>) data).keySet().forEach(name -> variables.add(name.toString()));
            }
        }
        Object services = at(new Yaml().<Object>load(DeploymentFiles.read("compose.yaml")), "services");
        ((Map<?, ?>) at(services, "ingest", "environment")).keySet().forEach(name -> variables.add(name.toString()));
        assertThat(variables)
                .filteredOn(name -> !name.startsWith("SPRING_"))
                .allSatisfy(name -> assertThat(read)
                        .containsAnyOf(
                                "${" + name,
                                "{{env:" + name,
                                name.toLowerCase(java.util.Locale.ROOT).replace('_', '.')));
    }

    @ParameterizedTest
    @FieldSource("WORKLOADS")
    @DisplayName("no manifest contains a token")
    void noManifestContainsAToken(String file) throws IOException {
        assertThat(at(DeploymentFiles.ofKind(file, "Secret"), "stringData", "OPEN115_REFRESH_TOKEN"))
                .isEqualTo("");
    }

    @Test
    @DisplayName("every meter that the documentation names, and no other one, is in the rules or on the dashboard")
    void rulesAndDashboardUseDocumentedMeters() throws IOException {
        String documented = Files.readString(Path.of("../../docs/monitoring.md"));
        Set<String> used = DeploymentFiles.metricsOfRulesAndDashboard();
        assertThat(used)
                .allSatisfy(metric -> assertThat(documented)
                        .contains("`"
                                + metric.replaceFirst("_(total|seconds)$", "").replace('_', '.') + "`"));
        assertThat(used).hasSizeGreaterThan(12);
    }

    @Test
    @DisplayName("the Integration of Camel K has the route of the YAML example, one pod, and its tokens on a volume")
    void theIntegrationHasTheRouteOfTheExample() throws IOException {
        String example = "../yaml-ingest/";
        Object integration = at(DeploymentFiles.ofKind(example + "camel-k.yaml", "Integration"), "spec");
        assertThat(at(integration, "flows"))
                .isEqualTo(new Yaml().load(DeploymentFiles.read(example + "src/main/resources/ingest.camel.yaml")));
        assertThat(at(integration, "replicas")).isEqualTo(1);
        assertThat(at(integration, "traits", "deployment", "strategy")).isEqualTo("Recreate");
        assertThat(at(integration, "traits", "mount", "volumes", 0)).isEqualTo("open115-ingest:" + DATA);
        assertThat(at(integration, "traits", "camel", "properties", 0))
                .isEqualTo("camel.component.open115.stateDirectory=" + DATA + "/state");
    }

    private static Object workload(String file) throws IOException {
        return DeploymentFiles.ofKind(file, file.contains("one-pod") ? "Deployment" : "StatefulSet");
    }

    private static Object pod(String file) throws IOException {
        return at(workload(file), "spec", "template", "spec");
    }

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src/main/resources", name + ".properties"))) {
            properties.load(file);
        }
        return properties;
    }

    private static String text(Document document, String element, int index) {
        return document.getElementsByTagName(element).item(index).getTextContent();
    }
}
