/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Page 3 of 7 fails. */
class ListingFailureTest {

    private static final String LIST = "/open/ufile/files";
    private static final int FILES = 690;
    private static final int PAGE = 100;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private DriveFiles files;
    private String folder;

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("770004", Fault.error(770004, "已达到当前访问上限，请稍后再试")),
                arguments("406", Fault.error(406, "已达到当前访问上限，购买更高等级VIP可获更多额度")),
                arguments("590075", Fault.errnoError(590075, "too frequent")),
                arguments("911", Fault.error(911, "verify")),
                arguments("swapped fields", Fault.swappedError(770004, "limit")),
                arguments("neither code nor text", Fault.emptyError()),
                arguments("firewall", Fault.html(405)),
                arguments("HTTP 429", Fault.tooManyRequests(60L)),
                arguments("HTTP 429 without a time", Fault.tooManyRequests(null)),
                arguments("page instead of JSON", Fault.html(200)),
                arguments("HTTP 500", Fault.html(500)),
                arguments("cut JSON", Fault.truncated()),
                arguments("end of stream", Fault.dropBeforeEffect()),
                arguments("another error", Fault.error(990002, "parameter")),
                arguments("no rows", Fault.emptyPage()));
    }

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        files = EmulatedClient.connect(emulator, state).files();
        folder = emulator.drive().folder("/incoming");
        for (int i = 0; i < FILES; i++) {
            emulator.drive().addFile(folder, "file " + i, Content.generated(1, 1));
        }
        assertThat(files.path(folder)).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    @DisplayName("R1 a page that fails gives no listing, and the next good one is complete")
    void aPageThatFailsGivesNoListing(String name, Fault fault) {
        emulator.faults().arm(LIST, fault).after(2).always();
        assertThatThrownBy(() -> files.list(ListQuery.filesOf(folder, PAGE))).isInstanceOf(Open115Exception.class);
        emulator.faults().clear();
        emulator.clock().advance(Duration.ofHours(1));
        assertThat(files.list(ListQuery.filesOf(folder, PAGE)).rows()).hasSize(FILES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    @DisplayName("R1 an iterator throws before its end")
    void anIteratorThrowsBeforeItsEnd(String name, Fault fault) {
        emulator.faults().arm(LIST, fault).after(2).always();
        Iterator<FileItem> rows = files.iterate(ListQuery.filesOf(folder, PAGE));
        List<FileItem> read = new ArrayList<>();
        assertThatThrownBy(() -> rows.forEachRemaining(read::add)).isInstanceOf(Open115Exception.class);
        assertThat(read).hasSize(199);
    }
}
