/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    /** 12 ordinary files, 26 + 7 + 11 for their names, a big, an empty and an unfinished one; 2 + 2 come late. */
    private static final Demo.Size SMALL = new Demo.Size(4, 3, 3_000_000, 2);

    private static final int FILES = 12 + 26 + 7 + 11 + 3 + 4;

    /** 4 ordinary ones, the awkward one, the twins with 11 below, a late one; the polled folder is known anyway. */
    private static final int FOLDERS_BELOW = 4 + 1 + 1 + 11 + 1;

    @TempDir
    Path directory;

    private Demo demo;

    @BeforeEach
    void fillTheDrive() throws IOException {
        demo = new Demo(directory, SMALL);
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    @DisplayName("R31 all of the demo tree arrives, late files too, at one page a poll, one look-up a folder, few"
            + " calls for links")
    void ingestsEverythingAtTheLeastCost() throws IOException {
        Ingest.Result result = demo.ingest();

        List<String> problems = demo.check();
        assertThat(problems).isEmpty();
        assertThat(IngestMain.exitCode(problems)).isZero();
        assertThat(result.files()).isEqualTo(FILES);
        assertThat(result.polls()).as("first files, late files, nothing").isEqualTo(3);
        assertThat(demo.calls().links())
                .as("calls for the links of all files but the empty one")
                .isLessThanOrEqualTo(6);
        assertThat(demo.calls())
                .isEqualTo(new ApiCalls(3, FOLDERS_BELOW, demo.calls().links(), 2));
        assertThat(demo.target().resolve("film.mkv")).hasSize(3_000_000);
        assertThat(demo.target().resolve("twins/report.pdf")).exists();
    }

    @Test
    void whatIsWrongMissingTwiceOrElsewhereIsFound() throws IOException {
        demo.ingest();
        Path film = demo.target().resolve("film.mkv");
        Files.copy(film, demo.target().resolve("copy of film.mkv"));
        byte[] bytes = Files.readAllBytes(demo.target().resolve("2020/2/image-0.jpg"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(demo.target().resolve("2020/2/image-0.jpg"), bytes);
        Files.delete(demo.target().resolve("empty.txt"));
        Files.writeString(directory.resolve("escape.txt"), "out");
        Files.move(demo.target().resolve("late folder/late.txt"), demo.target().resolve("late.txt"));

        List<String> problems = demo.check();

        assertThat(problems)
                .hasSize(6)
                .anySatisfy(problem -> assertThat(problem).contains("film.mkv").contains("there twice"))
                .anySatisfy(problem -> assertThat(problem).contains("image-0.jpg is no file of the drive"))
                .anySatisfy(problem -> assertThat(problem).contains("image-0.jpg] is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("empty.txt] is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("outside the target folder"))
                .anySatisfy(problem -> assertThat(problem).contains("not together with"));
        assertThat(IngestMain.exitCode(problems)).isEqualTo(1);
    }

    @Test
    void aSecondDemoBeginsAnew() throws IOException {
        Files.createDirectories(demo.target());
        Files.writeString(demo.target().resolve("old.txt"), "old", StandardCharsets.UTF_8, StandardOpenOption.CREATE);
        demo.close();
        demo = new Demo(directory, SMALL);

        assertThat(demo.target()).doesNotExist();
    }

    @Test
    void eachBoundOfCallsIsWatched() {
        ApiCalls.Bound bound = new ApiCalls.Bound(3, 10, 20);

        assertThat(new ApiCalls(3, 10, 20, 5).excesses(bound)).isEmpty();
        assertThat(new ApiCalls(4, 10, 20, 4).excesses(bound))
                .containsExactly("4 listing pages, but there should be 3 at most");
        assertThat(new ApiCalls(3, 11, 20, 4).excesses(bound)).hasSize(1);
        assertThat(new ApiCalls(3, 10, 21, 4).excesses(bound)).hasSize(1);
        assertThat(new ApiCalls(3, 10, 20, 6).excesses(bound))
                .containsExactly("39 API calls, but there should be 38 at most");
    }
}
