/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other file components of Camel poll arrive in the drive: from a directory, an FTP and an SFTP server. */
class UploadFromFileServersTest {

    private static final byte[] LARGE = Content.generated(11, 700_000).bytes();
    private static final byte[] SMALL = "small".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    @TempDir
    Path directory;

    private final List<Map<String, Object>> after = new CopyOnWriteArrayList<>();
    private final List<Integer> bodies = new CopyOnWriteArrayList<>();

    private void route(String from, String to) throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to).process(exchange -> {
                    after.add(Map.copyOf(exchange.getMessage().getHeaders()));
                    bodies.add(exchange.getMessage().getBody(byte[].class).length);
                });
            }
        });
        await().atMost(Duration.ofMinutes(5)).until(() -> bodies.size() >= 2);
    }

    private void write(Path home) throws Exception {
        Files.createDirectories(home.resolve("in/sub"));
        Files.write(home.resolve("in/sub/large.bin"), LARGE);
        Files.write(home.resolve("in/\u6587 a+b.txt"), SMALL);
    }

    private void assertArrived() {
        assertThat(content("/backup/sub/large.bin")).isEqualTo(LARGE);
        assertThat(content("/backup/\u6587 a+b.txt")).isEqualTo(SMALL);
        assertThat(bodies).containsExactlyInAnyOrder(LARGE.length, SMALL.length);
        assertThat(after)
                .extracting(headers -> headers.get("CamelFileNameProduced"))
                .containsExactlyInAnyOrder("backup/sub/large.bin", "backup/\u6587 a+b.txt");
    }

    private byte[] content(String path) {
        return drive.emulator().drive().fileAt(path).orElseThrow().content().bytes();
    }

    @ParameterizedTest
    @CsvSource({"''", "move=.sent", "delete=true"})
    @DisplayName("file: a tree arrives with its folders, and the local files are treated as Camel's consumer says")
    void uploadsADirectory(String option) throws Exception {
        write(directory);
        route(
                "file:" + directory + "/in?recursive=true&initialDelay=0&delay=50"
                        + (option.isEmpty() ? "&noop=true" : "&" + option),
                "open115:/backup");
        assertArrived();
        if (option.startsWith("move")) {
            await().until(() -> Files.exists(directory.resolve("in/sub/.sent/large.bin")));
        } else if (option.startsWith("delete")) {
            await().until(() -> Files.notExists(directory.resolve("in/sub/large.bin")));
        }
    }

    @Test
    @DisplayName("file: to a file name of the endpoint, with a done file")
    void uploadsUnderAnotherName() throws Exception {
        write(directory);
        route(
                "file:" + directory + "/in?recursive=true&initialDelay=0&delay=50&noop=true",
                "open115:/backup?fileName=${file:onlyname.noext}.copy&doneFileName=${file:name}.done");
        assertThat(content("/backup/large.copy")).isEqualTo(LARGE);
        assertThat(content("/backup/large.copy.done")).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "ftp, ''",
        "ftp, streamDownload=true&stepwise=false",
        "ftp, localWorkDirectory=work",
        "sftp, ''",
        "sftp, streamDownload=true&stepwise=false",
        "sftp, localWorkDirectory=work"
    })
    @DisplayName("ftp: and sftp: files arrive as bytes, as streams and through local files; nothing is left behind")
    void uploadsFromAServer(String scheme, String options) throws Exception {
        try (FileServers servers = new FileServers(directory.resolve("home"), directory)) {
            write(servers.home());
            Path work = directory.resolve("work");
            Path spool = directory.resolve("spool");
            String own = options.replace("=work", "=" + work) + (options.isEmpty() ? "" : "&")
                    + "recursive=true&idempotent=true";
            route(servers.uri(scheme, "in", own), "open115:/backup?localWorkDirectory=" + spool);
            assertArrived();
            assertThat(filesBelow(spool)).isEmpty();
            drive.routes().context().stop();
            assertThat(filesBelow(work)).isEmpty();
        }
    }

    private static List<Path> filesBelow(Path folder) throws Exception {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
