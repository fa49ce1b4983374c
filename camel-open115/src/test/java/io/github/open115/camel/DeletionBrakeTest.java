/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.open115.camel.consumer.DeletedFiles;
import io.github.open115.emulator.EmulatedFile;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class DeletionBrakeTest extends DeletedFilesFixture {

    private final Logger log = (Logger) LoggerFactory.getLogger(DeletedFiles.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        log.setLevel(Level.WARN);
        log.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(logged);
        log.setLevel(null);
    }

    private List<String> alarms() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static int held(Routes routes) {
        return routes.consumer("in").getHeldDeletions();
    }

    @Test
    @DisplayName(
            "R22 more than deletedFilesMax at once: one alarm, no look-up, no exchange; reported when the limit is raised")
    void tooManyDeletionsRaiseOneAlarmAndNoExchange() throws Exception {
        String limits = ON + "&deletedFilesMaxPercent=100&deletedFilesMax=";
        try (Routes routes = route(limits + 5)) {
            delivered(routes, 20).subList(0, 6).forEach(file -> drive().purge(file.id()));
            assertThat(callsOfPolls(routes, 2)).containsOnly(1L);
            assertThat(alarms()).isEmpty();
            assertThat(callsOfPolls(routes, 5)).containsOnly(1L);
            assertThat(alarms())
                    .singleElement()
                    .asString()
                    .contains("6 delivered files are missing", "14 files now", "deletedFilesMax=5", "raise", "restore");
            assertThat(held(routes)).isEqualTo(6);
            assertThat(reported).isEmpty();
        }
        try (Routes routes = route(limits + 6)) {
            assertThat(callsOfPoll(routes))
                    .as("the folder, its listing, and a look-up for each")
                    .isEqualTo(2 + 6);
            assertThat(held(routes)).isZero();
        }
        assertThat(reportedNames())
                .containsExactlyInAnyOrder("n0.txt", "n1.txt", "n2.txt", "n3.txt", "n4.txt", "n5.txt");
        assertThat(alarms()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} of {1} with at most {2} %: {3} reported")
    @CsvSource({"11, 55, 20, 11", "11, 54, 20, 0", "10, 10, 0, 10", "11, 100, 0, 0"})
    @DisplayName("R22 more than deletedFilesMaxPercent of the files are an alarm, but never ten files or less")
    void tooLargeAPart(int missing, int files, int percent, int deletions) throws Exception {
        try (Routes routes = route(ON + "&deletedFilesMaxPercent=" + percent)) {
            delivered(routes, files).subList(0, missing).forEach(file -> drive().purge(file.id()));
            callsOfPolls(routes, 4);
        }
        assertThat(reported).hasSize(deletions);
        assertThat(alarms()).hasSize(deletions == 0 ? 1 : 0);
    }

    @Test
    @DisplayName("R22 an emptied folder is an alarm by default; restored files are not reported")
    void filesRestoredAfterTheAlarmAreNotReported() throws Exception {
        try (Routes routes = route(ON)) {
            List<EmulatedFile> files = delivered(routes, 30);
            files.forEach(file -> drive().remove(file.id()));
            callsOfPolls(routes, 5);
            assertThat(held(routes)).isEqualTo(30);
            files.subList(1, 30).forEach(file -> drive().restore(file.id()));
            poll(routes);
            assertThat(held(routes)).isZero();
            assertThat(reportedNames()).containsExactly("n0.txt");
        }
        assertThat(alarms()).hasSize(1);
        assertThat(lookUps()).isEqualTo(1);
        assertThat(delivered).hasSize(30);
    }

    @Test
    @DisplayName("R22 many files that only two listings miss raise no alarm")
    void filesMissingInTwoListingsRaiseNoAlarm() throws Exception {
        try (Routes routes = route(ON)) {
            List<EmulatedFile> files = delivered(routes, 30);
            files.forEach(file -> drive().remove(file.id()));
            callsOfPolls(routes, 2);
            files.forEach(file -> drive().restore(file.id()));
            callsOfPolls(routes, 3);
        }
        assertThat(alarms()).isEmpty();
        assertThat(reported).isEmpty();
    }

    @Test
    @DisplayName("R22 the look-ups of many are spread over polls, fifty each")
    void looksUpFiftyFilesAPoll() throws Exception {
        try (Routes routes = route(ON)) {
            delivered(routes, 400).subList(0, 60).forEach(file -> drive().purge(file.id()));
            callsOfPolls(routes, 2);
            assertThat(callsOfPolls(routes, 3)).containsExactly(1L + 50, 1L + 10, 1L);
        }
        assertThat(reported).hasSize(60);
        assertThat(alarms()).isEmpty();
    }
}
