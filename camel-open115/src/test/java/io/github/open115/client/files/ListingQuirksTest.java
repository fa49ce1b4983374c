package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.open115.client.EmulatedClient;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that miscounts or repeats itself, but holds nothing back: 307 files on 4 pages. */
class ListingQuirksTest {

    private static final String LIST = "/open/ufile/files";
    private static final int FILES = 307;
    private static final int PAGE = 100;

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(
            () -> Open115Emulator.builder().clock(new EmulatorClock().freeze()).typeChaos(true));

    @TempDir
    Path state;

    static Stream<Arguments> quirks() {
        return Stream.of(
                arguments("none", Fault.countOffBy(0), Long.MAX_VALUE, 5),
                arguments("count always too high", Fault.countOffBy(1), Long.MAX_VALUE, 5 + 5),
                arguments("count always too low", Fault.countOffBy(-1), Long.MAX_VALUE, 4 + 4),
                arguments("count too high once", Fault.countOffBy(1), 1L, 4 + 5),
                arguments("rows always repeated", Fault.repeatedRows(3), Long.MAX_VALUE, 4 + 4),
                arguments("offset wrong once", Fault.echoedOffset(0), 1L, 4 + 5),
                arguments("empty once", Fault.emptyPage(), 1L, 5 + 1),
                arguments("short once", Fault.shortPage(50), 1L, 5),
                arguments("another folder once", Fault.echoedFolder("0"), 1L, 2 + 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quirks")
    @DisplayName("R7 every row once, in a bounded number of calls")
    void listsEveryRowOnce(String name, Fault quirk, long times, int calls) {
        Open115Emulator emulator = open115.emulator();
        DriveFiles files = EmulatedClient.connect(emulator, state).files();
        String folder = emulator.drive().folder("/incoming");
        for (int i = 0; i < FILES; i++) {
            emulator.drive().addFile(folder, "file " + i, Content.generated(1, 1));
        }
        emulator.faults().arm(LIST, quirk).after(1).times(times);
        assertThat(files.list(ListQuery.filesOf(folder, PAGE)).rows())
                .extracting(FileItem::id)
                .hasSize(FILES)
                .doesNotHaveDuplicates();
        assertThat(emulator.requests().count(LIST)).isEqualTo(calls);
    }
}
