package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.camel.component.file.GenericFileFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class FilterTest extends InboxTest {

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
    void filters(String options, String expected) throws Exception {
        fill();
        Routes routes = routes();
        GenericFileFilter<Open115File> noSub = file -> !file.isDirectory();
        routes.context().getRegistry().bind("noSub", noSub);
        try (routes) {
            routes.from(inbox(options), this::note).start();
            await().until(() -> calls(LIST) + calls(LOOK_UP) > 6);
        }
        assertThat(delivered).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    @DisplayName("R21 a directory filter sees each folder once a poll, with its exact name and its path")
    void filtersFolders() throws Exception {
        drive().addFile(drive().createFolder(drive().folder("/inbox/sub"), "x/y"), "a.txt", new byte[] {1});
        try (Routes routes =
                polling("recursive=true&filterDirectory=${file:name} == 'sub' || ${file:name} == 'sub/x_y'")) {
            awaitDelivered(1);
        }
        assertThat(delivered).containsExactly("sub/x_y/a.txt");
    }

    @Test
    @DisplayName("a fileName with a date is looked up anew at each poll, with one call and no listing")
    void looksUpDatedNames() throws Exception {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        put("/inbox", reportOf(today));
        put("/inbox", reportOf(today.plusDays(1)));
        put("/inbox", "report-20010101.txt");
        try (Routes routes = polling("fileName=report-${date:now:yyyyMMdd}.txt")) {
            awaitDelivered(1);
            await().until(() -> calls(LOOK_UP) > 4);
        }
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
        try (Routes routes = polling("fileName=same")) {
            awaitDelivered(1);
        }
        assertThat(delivered).containsExactly("same");
    }

    @Test
    @DisplayName(
            "R9 minAge leaves a file alone until it has not changed for so long; it comes once, under its last name")
    void waitsForMinAge() throws Exception {
        emulator().clock().freeze();
        String id = put("/inbox", "first.txt").id();
        try (Routes routes = polling("minAge=60000")) {
            awaitPolls(2);
            emulator().clock().advance(Duration.ofSeconds(50));
            drive().rename(id, "last.txt");
            // a poll that began before the renaming must end before the file of that row looks old
            awaitPolls(2);
            emulator().clock().advance(Duration.ofSeconds(50));
            awaitPolls(2);
            assertThat(delivered).isEmpty();
            emulator().clock().advance(Duration.ofSeconds(11));
            awaitDelivered(1);
            awaitPolls(2);
        }
        assertThat(delivered).containsExactly("last.txt");
    }
}
