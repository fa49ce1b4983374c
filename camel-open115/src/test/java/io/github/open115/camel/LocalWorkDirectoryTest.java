/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LocalWorkDirectoryTest extends PollFixture {

    @TempDir
    Path work;

    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final List<File> files = new CopyOnWriteArrayList<>();

    private Routes working(String options) throws Exception {
        return route("localWorkDirectory=" + work + options, exchange -> {
            deliveries.process(exchange);
            File body = (File) exchange.getIn().getBody();
            files.add(body);
            contents.add(Files.readString(body.toPath()));
        });
    }

    @Test
    @DisplayName("R11 the body is a verified file, which is deleted after the exchange")
    void deliversAFile() throws Exception {
        put("/inbox/sub", "a.txt", "hello");
        try (Routes routes = working("&recursive=true")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            assertThat(filesBelow(work)).isEmpty();
        }
        assertThat(contents).containsExactly("hello");
        assertThat(files.get(0)).isEqualTo(work.resolve("sub/a.txt").toFile());
        assertThat(deliveries.headers().get(0)).containsEntry("CamelFileLocalWorkPath", work.resolve("sub/a.txt") + "");
    }

    @Test
    @DisplayName("R33 the links of files that are fetched one after another are asked for together")
    void asksForLinksTogether() throws Exception {
        // links are kept for a minute
        emulator().clock().freeze();
        for (int i = 0; i < 25; i++) {
            put("/inbox", "f" + i, i % 5 == 0 ? "" : "content " + i);
        }
        try (Routes routes = working("")) {
            poll(routes);
            assertThat(delivered).hasSize(25);
        }
        assertThat(contents).hasSize(25).contains("content 24");
        assertThat(emulator().requests().linkRequests()).as("10 and 10 of 20").isEqualTo(2);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Faults.CDN, Fault.bitFlippedAt(2), 4),
                Arguments.of(Faults.CDN, Fault.html(200), 2),
                Arguments.of("/open/ufile/downurl", Fault.html(502), 4));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("failures")
    @DisplayName("R11 a download that fails is tried again, and the file delivered in the end, once")
    void deliversInTheEnd(String endpoint, Fault fault, int times) throws Exception {
        put("/inbox", "a.txt", "hello");
        emulator().faults().arm(endpoint, fault).times(times);
        try (Routes routes = working("")) {
            pollOn(routes, 10);
        }
        assertThat(contents).containsExactly("hello");
        assertThat(filesBelow(work)).isEmpty();
    }

    @Test
    @DisplayName("R38 a file whose download failed is not deleted")
    void deletesNothingUnread() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt", "hello");
        emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(2)).always();
        try (Routes routes = working("&delete=true")) {
            pollOn(routes, 3);
            assertThat(drive().isBinned(file.id())).isFalse();
            emulator().faults().clear();
            // past the pause after three failures
            pollOn(routes, 2);
            assertThat(drive().isBinned(file.id())).isTrue();
        }
        assertThat(contents).containsExactly("hello");
    }

    @Test
    @DisplayName("R29 a file that vanished before its turn is dropped without a failure of the poll")
    void dropsVanishedFiles() throws Exception {
        EmulatedFile gone = put("/inbox", "a.txt");
        put("/inbox", "b.txt", "there");
        emulator().faults().before("/open/ufile/downurl", 1, () -> drive().purge(gone.id()));
        try (Routes routes = working("")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 2);
        }
        assertThat(contents).containsExactly("there");
    }

    @Test
    @DisplayName("R31 work files of twins do not overwrite each other and stay inside the directory")
    void keepsTwinsApart() throws Exception {
        put("/inbox", "../../a.txt", "1");
        put("/inbox", "a\\..\\b.txt", "2");
        drive().addFile(drive().folder("/inbox"), "twin.txt", new byte[] {'3'});
        drive().addFile(drive().folder("/inbox"), "twin.txt", new byte[] {'4'});
        try (Routes routes = working("&includeHiddenFiles=true")) {
            poll(routes);
            assertThat(delivered).hasSize(4);
        }
        assertThat(contents).containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(files).allSatisfy(file -> assertThat(file.getParentFile()).isEqualTo(work.toFile()));
        assertThat(files).doesNotHaveDuplicates();
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
