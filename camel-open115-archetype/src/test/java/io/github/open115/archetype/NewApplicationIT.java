/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.archetype;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The application that the archetype makes, with names of its own, on the class path of this build. */
@Tag("slow")
class NewApplicationIT {

    private static final Path PROJECT = Path.of(System.getProperty("new.application"));

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    void itsPomHasTheNamesThatWereGivenAndTheVersionsOfThisBuild() throws Exception {
        Path pom = PROJECT.resolve("pom.xml");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        assertThat(List.of("groupId", "artifactId", "version"))
                .extracting(name -> first(document.getDocumentElement().getElementsByTagName(name)))
                .containsExactly("org.acme", "drive-to-disk", "2.0");
        assertThat(pom)
                .content()
                .doesNotContain("${")
                .containsSubsequence(
                        "<artifactId>camel-spring-boot-bom</artifactId>",
                        "<version>" + System.getProperty("camel.version") + "</version>",
                        "<artifactId>spring-boot-dependencies</artifactId>",
                        "<version>" + System.getProperty("spring-boot.version") + "</version>",
                        "<artifactId>camel-open115-starter</artifactId>",
                        "<version>" + System.getProperty("project.version") + "</version>",
                        "<artifactId>camel-file-starter</artifactId>");
    }

    @Test
    void itCompilesAndBringsNewFiles() throws Exception {
        compile(PROJECT.resolve("src/main/java/org/acme/drive/Ingest.java"));
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/sub"), "a.txt", Content.of("from the drive"));
        Path log = directory.resolve("log");
        Process application = start(log, emulator);
        try {
            await().atMost(5, MINUTES)
                    .failFast(
                            "the application has ended",
                            () -> assertThat(application.isAlive())
                                    .as(() -> read(log))
                                    .isTrue())
                    .untilAsserted(() -> assertThat(directory.resolve("ingested/sub/a.txt"))
                            .as(() -> read(log))
                            .hasContent("from the drive"));
        } finally {
            application.destroy();
            assertThat(application.waitFor(5, MINUTES)).isTrue();
        }
    }

    private void compile(Path source) {
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        problems,
                        problems,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        "-parameters",
                        source.toString());
        assertThat(status).as(problems.toString()).isZero();
    }

    private Process start(Path log, Open115Emulator emulator) throws IOException {
        String classPath = String.join(
                File.pathSeparator,
                directory.toString(),
                PROJECT.resolve("src/main/resources").toString(),
                System.getProperty("java.class.path"));
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        "org.acme.drive.Ingest")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().keySet().removeIf(name -> name.startsWith("OPEN115_"));
        command.environment()
                .putAll(Map.of(
                        "OPEN115_REFRESH_TOKEN", emulator.account().newRefreshToken(),
                        "OPEN115_STATE_DIRECTORY", directory.resolve("state").toString(),
                        "CAMEL_COMPONENT_OPEN115_APIBASEURL", emulator.apiBaseUrl(),
                        "CAMEL_COMPONENT_OPEN115_AUTHBASEURL", emulator.authBaseUrl()));
        return command.start();
    }

    private static String first(NodeList elements) {
        return elements.item(0).getTextContent();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
