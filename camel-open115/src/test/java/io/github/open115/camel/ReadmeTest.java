/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that the README shows are the ones that run here, in Java and in YAML. */
class ReadmeTest {

    private static final Path JAVA = Path.of("src/test/java/io/github/open115/camel/ReadmeRoutes.java");

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    @TempDir
    Path target;

    @TempDir
    Path source;

    private enum Dsl {
        JAVA,
        YAML
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "resolve-link", "upload", "download"})
    @DisplayName("the README shows the routes as they are run")
    void shownAsRun(String name) throws IOException {
        String readme = Documents.read("README.md");
        assertThat(Documents.codeBlocks(readme, "java")).contains(javaRoute(name));
        assertThat(Documents.codeBlocks(readme, "yaml")).contains(Files.readString(yaml(name)));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("the polling route brings new files of the subtree into a folder")
    void pollingRouteDownloadsTheSubtree(Dsl dsl) throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        drive.addFile(drive.folder("/inbox/2026"), "summary.csv", Content.of("a;b"));
        try (Routes routes = routes("poll", dsl)) {
            await().until(() -> Files.exists(target.resolve("2026/summary.csv")));
            assertThat(target.resolve("2026/summary.csv")).hasContent("a;b");
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("the link route gives a link that works for the agent it was resolved for, and for no other")
    void linkRouteResolvesForItsAgent(Dsl dsl) throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        drive.addFile(drive.folder("/films"), "film.mkv", Content.of("moving pictures"));
        try (Routes routes = routes("resolve-link", dsl)) {
            String link = routes.template()
                    .requestBodyAndHeader("direct:link", null, "CamelFileName", "film.mkv", String.class);
            assertThat(status(link, "our-player/1.0")).isEqualTo(200);
            assertThat(status(link, "another-player/1.0")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("the upload route brings the files of a folder into the drive")
    void uploadRouteWritesIntoTheDrive(Dsl dsl) throws Exception {
        Files.writeString(Files.createDirectories(source.resolve("2026")).resolve("summary.csv"), "a;b");
        EmulatedDrive drive = service.emulator().drive();
        try (Routes routes = routes("upload", dsl)) {
            await().until(() -> drive.fileAt("/backup/2026/summary.csv").isPresent());
            assertThat(drive.fileAt("/backup/2026/summary.csv")
                            .orElseThrow()
                            .content()
                            .bytes())
                    .asString()
                    .isEqualTo("a;b");
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    @DisplayName("the download route writes one file, named by its path, into a folder")
    void downloadRouteWritesTheFile(Dsl dsl) throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        drive.addFile(drive.folder("/reports/2026"), "summary.csv", Content.of("a;b"));
        try (Routes routes = routes("download", dsl)) {
            routes.template()
                    .requestBodyAndHeaders("direct:download", null, Map.of("CamelFileName", "2026/summary.csv"));
            assertThat(target.resolve("2026/summary.csv")).hasContent("a;b");
        }
    }

    private Routes routes(String name, Dsl dsl) throws Exception {
        Routes routes = Routes.authorized(service.emulator(), state);
        routes.context().getPropertiesComponent().addInitialProperty("target", target.toString());
        routes.context().getPropertiesComponent().addInitialProperty("source", source.toString());
        if (dsl == Dsl.JAVA) {
            routes.add(ReadmeRoutes.BY_NAME.get(name));
        } else {
            PluginHelper.getRoutesLoader(routes.context())
                    .loadRoutes(ResourceHelper.fromBytes(name + ".yaml", Files.readAllBytes(yaml(name))));
        }
        return routes.start();
    }

    private static Path yaml(String name) {
        return Path.of("src/test/resources/readme", name + ".yaml");
    }

    private static String javaRoute(String name) throws IOException {
        String begin = "// README " + name + "\n";
        String source = Files.readString(JAVA);
        String rest = source.substring(source.indexOf(begin) + begin.length());
        // without the last line break, which would count as a line that is not indented
        return rest.substring(0, rest.lastIndexOf('\n', rest.indexOf("// README end")))
                        .stripIndent()
                + "\n";
    }

    private static int status(String link, String userAgent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .header("User-Agent", userAgent)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
