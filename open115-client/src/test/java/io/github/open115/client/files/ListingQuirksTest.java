/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that miscounts, repeats itself or answers something else: 307 files on 4 pages. */
class ListingQuirksTest {

    private static final String LIST = "/open/ufile/files";
    private static final int FILES = 307;
    private static final int PAGE = 100;
    private static final long ALWAYS = Long.MAX_VALUE;

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension(
            () -> Open115Emulator.builder().clock(new EmulatorClock().freeze()).typeChaos(true));

    @TempDir
    Path state;

    private final List<Duration> pauses = new ArrayList<>();
    private Open115Emulator emulator;
    private DriveFiles files;
    private String folder;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        files = EmulatedClient.connect(emulator, state, pauses::add).files();
        folder = emulator.drive().folder("/incoming");
        for (int i = 0; i < FILES; i++) {
            emulator.drive().addFile(folder, "file " + i, Content.generated(1, 1));
        }
    }

    static Stream<Arguments> quirks() {
        return Stream.of(
                arguments("none", Fault.countOffBy(0), 1, ALWAYS, 5),
                arguments("count always too high", Fault.countOffBy(1), 1, ALWAYS, 5 + 5),
                arguments("count always too low", Fault.countOffBy(-1), 1, ALWAYS, 4 + 4),
                arguments("count too high once", Fault.countOffBy(1), 1, 1L, 4 + 5),
                arguments("rows always repeated", Fault.repeatedRows(3), 1, ALWAYS, 4 + 4),
                arguments("offset wrong once", Fault.echoedOffset(0), 1, 1L, 4 + 5),
                arguments("offset always wrong", Fault.echoedOffset(7), 1, ALWAYS, 4 + 4),
                arguments("empty once", Fault.emptyPage(), 1, 1L, 5 + 1),
                arguments("empty once at the start", Fault.emptyPage(), 0, 1L, 5 + 1),
                arguments("empty twice", Fault.emptyPage(), 1, 2L, 3 + 5),
                arguments("short once", Fault.shortPage(50), 1, 1L, 5),
                arguments("short once at the start", Fault.shortPage(50), 0, 1L, 5),
                arguments("short always", Fault.shortPage(50), 0, ALWAYS, 7 + 1),
                arguments("another folder once", Fault.echoedFolder("0"), 1, 1L, 2 + 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quirks")
    @DisplayName("R7 every row once, in a bounded number of calls")
    void listsEveryRowOnce(String name, Fault quirk, int after, long times, int calls) {
        emulator.faults().arm(LIST, quirk).after(after).times(times);
        assertThat(files.list(ListQuery.filesOf(folder, PAGE)).rows())
                .extracting(FileItem::id)
                .hasSize(FILES)
                .doesNotHaveDuplicates();
        assertThat(emulator.requests().count(LIST)).isEqualTo(calls);
        assertThat(pauses).isEqualTo(name.startsWith("empty") ? List.of(Duration.ofMillis(250)) : List.of());
    }

    static Stream<Arguments> dishonesties() {
        return Stream.of(
                arguments("always empty", Fault.emptyPage(), 0, 3 * 2, IncompleteListingException.class),
                arguments(
                        "always empty from page 2 on",
                        Fault.emptyPage(),
                        1,
                        3 + 2 + 2,
                        IncompleteListingException.class),
                arguments("another folder", Fault.echoedFolder("0"), 0, 1, NotFoundException.class),
                arguments("another folder from page 2 on", Fault.echoedFolder("0"), 1, 2 + 1, NotFoundException.class),
                arguments(
                        "the path of another folder",
                        Fault.rewrite(ListingQuirksTest::cutPath),
                        0,
                        1,
                        NotFoundException.class));
    }

    private static void cutPath(ObjectNode reply) {
        reply.withArray("path").remove(reply.withArray("path").size() - 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dishonesties")
    @DisplayName("R7 what cannot be proved is an error, in a bounded number of calls")
    void givesUp(String name, Fault quirk, int after, int calls, Class<? extends Exception> error) {
        emulator.faults().arm(LIST, quirk).after(after).always();
        assertThatThrownBy(() -> files.list(ListQuery.filesOf(folder, PAGE))).isExactlyInstanceOf(error);
        assertThat(emulator.requests().count(LIST)).isEqualTo(calls);
    }
}
