/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.camel.component.file.GenericFileFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest extends PollFixture {

    private void fill() {
        put("/inbox", "a.txt");
        put("/inbox", "b.PDF", "longer content than the others have");
        put("/inbox", ".hidden.txt");
        put("/inbox/sub", "c.txt");
        put("/inbox/sub/deep", "d.txt");
        put("/inbox/.secret", "e.txt");
        put("/inbox/.secret/below", "f.txt");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("the filters of Camel's file component")
    @CsvSource(
            delimiter = '|',
            value = {
                "recursive=false | a.txt b.PDF",
                "recursive=true | a.txt b.PDF sub/c.txt sub/deep/d.txt",
                "recursive=true&minDepth=2 | sub/c.txt sub/deep/d.txt",
                "recursive=true&maxDepth=2 | a.txt b.PDF sub/c.txt",
                "recursive=true&minDepth=2&maxDepth=2 | sub/c.txt",
                "include=a.* | a.txt",
                "exclude=a.* | b.PDF",
                "includeExt=pdf | b.PDF",
                "excludeExt=pdf,doc | a.txt",
                "recursive=true&antInclude=sub/** | sub/c.txt sub/deep/d.txt",
                "recursive=true&antExclude=**/deep/** | a.txt b.PDF sub/c.txt",
                "recursive=true&antInclude=**/*.pdf&antFilterCaseSensitive=false | b.PDF",
                "recursive=true&includeHiddenFiles=true&antInclude=.secret/* | .secret/e.txt",
                "includeHiddenFiles=true | .hidden.txt a.txt b.PDF",
                "filterFile=${file:size} > 20 | b.PDF",
                "filterFile=${file:name} == 'a.txt' | a.txt",
                "recursive=true&filterFile=${file:parent} == 'inbox/sub' | sub/c.txt",
                "recursive=true&filterDirectory=${file:onlyname} != 'deep' | a.txt b.PDF sub/c.txt",
                "recursive=true&filter=#noSub | a.txt b.PDF",
                "fileName=a.txt | a.txt",
                "fileName=sub/c.txt | sub/c.txt",
                "recursive=true&fileName=c.txt | sub/c.txt",
                "recursive=true&fileName=sub/deep/d.txt | sub/deep/d.txt",
                "fileName=${file:onlyname.noext}.txt | a.txt",
                "recursive=true&flatten=true | a.txt b.PDF c.txt d.txt"
            })
    void filtersAsTheFileComponentDoes(String options, String expected) throws Exception {
        fill();
        GenericFileFilter<Open115File> noSub = file -> !file.isDirectory();
        try (Routes routes = route(options, Map.of("noSub", noSub))) {
            poll(routes);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    @DisplayName("R21 a directory filter sees each folder once a poll, with its exact name and its path")
    void directoryFilterSeesEachFolderOnceAPoll() throws Exception {
        drive().addFile(drive().createFolder(drive().folder("/inbox/sub"), "x/y"), "a.txt", new byte[] {1});
        try (Routes routes =
                route("recursive=true&filterDirectory=${file:name} == 'sub' || ${file:name} == 'sub/x_y'")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        assertThat(delivered).containsExactly("sub/x_y/a.txt");
    }

    @Test
    @DisplayName("a fileName with a date is looked up again at each poll, with one call and no listing")
    void looksUpDatedNames() throws Exception {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        put("/inbox", reportOf(today));
        put("/inbox", reportOf(today.plusDays(1)));
        put("/inbox", "report-20010101.txt");
        try (Routes routes = route("fileName=report-${date:now:yyyyMMdd}.txt")) {
            pollOn(routes, 4);
        }
        assertThat(calls(LOOK_UP)).as("the folder, and one a poll").isEqualTo(1 + 4);
        // run at midnight, both days had their polls
        LocalDate end = LocalDate.now(ZoneId.systemDefault());
        assertThat(delivered).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(reportOf(today), reportOf(end));
        assertThat(calls(LIST)).isZero();
    }

    private static String reportOf(LocalDate day) {
        return "report-" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".txt";
    }

    @Test
    @DisplayName("R31 a file beside a folder of its name is found by that name")
    void looksUpTwinsOfFolders() throws Exception {
        put("/inbox", "same");
        put("/inbox/same", "other.txt");
        try (Routes routes = route("fileName=same")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        assertThat(delivered).containsExactly("same");
    }

    @Test
    @DisplayName(
            "R9 minAge leaves a file alone until it has not changed for so long; it comes once, under its last name")
    void waitsForMinAge() throws Exception {
        String id = put("/inbox", "first.txt").id();
        try (Routes routes = route("minAge=60000")) {
            poll(routes);
            emulator().clock().advance(Duration.ofSeconds(50));
            drive().rename(id, "last.txt");
            poll(routes);
            emulator().clock().advance(Duration.ofSeconds(50));
            poll(routes);
            assertThat(delivered).isEmpty();
            emulator().clock().advance(Duration.ofSeconds(11));
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("last.txt");
    }
}
