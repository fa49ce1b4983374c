/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivingNamesTest extends PollFixture {

    @TempDir
    Path outside;

    private final Map<String, Map<String, Object>> headersById = new ConcurrentHashMap<>();
    private final List<EmulatedFile> files = new ArrayList<>();
    private Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(outside.resolve("target"));
    }

    private EmulatedFile add(String folderId, String name) {
        EmulatedFile file = drive().addFile(folderId, name, ("file " + files.size()).getBytes(StandardCharsets.UTF_8));
        files.add(file);
        return file;
    }

    /** Writes the polled files below {@link #target}, in one of the two ways that are safe. */
    private Routes writing() throws Exception {
        return routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("recursive=true&includeHiddenFiles=true"))
                                .to("file:" + target + "?tempFileName=" + outside
                                        + "/tmp-${exchangeId}&eagerDeleteTargetFile=false")
                                .process(exchange -> headersById.put(
                                        exchange.getIn().getHeader(Open115Constants.FILE_ID, String.class),
                                        Map.copyOf(exchange.getIn().getHeaders())));
                    }
                })
                .start();
    }

    private void pollAndAssertWritten(Routes routes) {
        poll(routes);
        assertThat(headersById).hasSize(files.size());
    }

    private void assertAllWrittenOnce() throws IOException {
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            expected.put("file " + i, 1);
        }
        Map<String, Integer> written = new HashMap<>();
        try (Stream<Path> all = Files.walk(outside)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(file).startsWith(target);
                written.merge(Files.readString(file), 1, Integer::sum);
            }
        }
        assertThat(written).isEqualTo(expected);
    }

    @Test
    @DisplayName("R31 names of every kind arrive exact in CamelOpen115Name, safe and unique in CamelFileName")
    void headersKeepExactAndSafeNames() throws Exception {
        String inbox = drive().folder("/inbox");
        DifficultNames.all().forEach(name -> add(inbox, name));
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        List<String> safeNames = new ArrayList<>();
        for (EmulatedFile file : files) {
            Map<String, Object> of = headersById.get(file.id());
            assertThat(of).containsEntry(Open115Constants.NAME, file.name());
            assertThat(of).containsEntry("CamelFileNameOnly", file.name());
            String safe = (String) of.get(Exchange.FILE_NAME);
            safeNames.add(safe.toLowerCase(Locale.ROOT));
            assertThat(safe)
                    .doesNotContain("/", "\\", "\n", "\r", "\0")
                    .isNotBlank()
                    .isNotIn(".", "..");
            assertThat(safe.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
            if (file.name().endsWith(".txt")) {
                assertThat(safe).endsWith(".txt");
            }
        }
        assertThat(safeNames).doesNotHaveDuplicates();
        assertAllWrittenOnce();
    }

    @Test
    @DisplayName("R31 folders with such names, twins among them, keep their files apart and inside the target folder")
    void foldersKeepTheirFilesApart() throws Exception {
        String inbox = drive().folder("/inbox");
        for (String name : DifficultNames.all()) {
            add(drive().createFolder(inbox, name), "same.txt");
        }
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
    }

    @Test
    @DisplayName("R31 files and folders of one name, in one folder, are all written")
    void filesAndFoldersOfOneName() throws Exception {
        String inbox = drive().folder("/inbox");
        add(inbox, "x");
        add(drive().createFolder(inbox, "x"), "same.txt");
        add(drive().createFolder(inbox, "X"), "same.txt");
        add(inbox, "x");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
    }

    @Test
    @DisplayName("R31 a twin that comes later, but is older, does not overwrite the first, nor after a restart")
    void laterFileOfOneNameOverwritesNothing() throws Exception {
        String inbox = drive().folder("/inbox");
        EmulatedFile elsewhere = add(drive().folder("/elsewhere"), "twin.txt");
        emulator().clock().advance(Duration.ofHours(1));
        add(inbox, "twin.txt");
        try (Routes routes = writing()) {
            poll(routes);
            assertThat(headersById).hasSize(1);
            drive().move(elsewhere.id(), inbox);
            pollAndAssertWritten(routes);
        }
        emulator().clock().advance(Duration.ofHours(1));
        add(inbox, "TWIN.txt");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
    }

    @Test
    @DisplayName("R31 a file that comes after a folder of its name, or a folder after the file, finds its place")
    void fileAndFolderOfOneNameFindTheirPlaces() throws Exception {
        String inbox = drive().folder("/inbox");
        String folder = drive().createFolder(inbox, "a");
        add(folder, "1.txt");
        add(inbox, "b");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        add(inbox, "a");
        String later = drive().createFolder(inbox, "b");
        add(later, "2.txt");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
            add(folder, "3.txt");
            add(later, "4.txt");
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
        String name = (String) headersById.get(files.get(4).id()).get(Exchange.FILE_NAME);
        assertThat(name).isEqualTo("a/3.txt");
    }

    @Test
    @DisplayName("R31 a folder keeps its path when the file that has its plain name leaves")
    void folderPathsAreStable() throws Exception {
        String inbox = drive().folder("/inbox");
        EmulatedFile file = add(inbox, "x");
        String folder = drive().createFolder(inbox, "x");
        add(folder, "1.txt");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        drive().purge(file.id());
        add(folder, "2.txt");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
    }

    @Test
    @DisplayName("R31 a file that is really called as a twin is named does not meet that twin")
    void suffixesDoNotCollide() throws Exception {
        String inbox = drive().folder("/inbox");
        add(inbox, "twin.txt");
        EmulatedFile twin = add(inbox, "twin.txt");
        add(inbox, "twin~" + twin.id() + ".txt");
        try (Routes routes = writing()) {
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
    }

    @Test
    @DisplayName("R31 a folder that is really called as a twin is named does not meet that twin")
    void suffixesDoNotCollideWithFolders() throws Exception {
        String inbox = drive().folder("/inbox");
        EmulatedFile twin = add(drive().folder("/elsewhere"), "twin.txt");
        add(inbox, "twin.txt");
        add(drive().createFolder(inbox, "twin~" + twin.id() + ".txt"), "same.txt");
        try (Routes routes = writing()) {
            poll(routes);
            assertThat(headersById).hasSize(2);
            drive().move(twin.id(), inbox);
            pollAndAssertWritten(routes);
        }
        assertAllWrittenOnce();
    }
}
