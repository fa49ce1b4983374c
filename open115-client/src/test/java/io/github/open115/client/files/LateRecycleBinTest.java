/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deletions of several files, repeated before the recycle bin shows what the first call has deleted. */
class LateRecycleBinTest extends DriveFilesFixture {

    private static final String DELETE = "/open/ufile/delete";
    private static final String BIN = "/open/rb/list";
    private static final Duration DELAY = Duration.ofSeconds(3);

    private final List<Duration> pauses = new ArrayList<>();
    private String one;
    private String two;
    private String three;

    @Override
    Open115Emulator.Builder settings(Open115Emulator.Builder builder) {
        return builder.recycleBinDelay(DELAY);
    }

    @BeforeEach
    void addFiles() {
        files = EmulatedClient.connect(emulator, state, this::pause).files();
        one = drive.addFile(folder, "1", Content.of("1")).id();
        two = drive.addFile(folder, "2", Content.of("2")).id();
        three = drive.addFile(folder, "3", Content.of("3")).id();
    }

    private void pause(Duration time) {
        pauses.add(time);
        emulator.clock().advance(time);
    }

    private void lose(Fault fault, String... ids) {
        emulator.faults().arm(DELETE, fault);
        assertThatThrownBy(() -> files.delete(List.of(ids))).isInstanceOf(NoReplyException.class);
        emulator.requests().reset();
    }

    private void assertCalls(int deletions, int looks) {
        assertThat(emulator.requests().count(DELETE)).isEqualTo(deletions);
        assertThat(emulator.requests().count(BIN)).isEqualTo(looks);
    }

    @Test
    @DisplayName("R43 a repeated deletion looks into the recycle bin until it shows what the first call has deleted")
    void waitsForTheRecycleBin() {
        lose(Fault.lostReply(), one, two, three);

        files.delete(List.of(one, two, three));

        assertCalls(1, 3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(drive.binned()).containsExactlyInAnyOrder(one, two, three);
    }

    @Test
    @DisplayName("R43 the same if the recycle bin shows some of the files at once")
    void waitsForTheOthers() {
        files.delete(List.of(one));
        emulator.clock().advance(Duration.ofSeconds(5));
        lose(Fault.lostReply(), one, two, three);

        files.delete(List.of(one, two, three));

        assertCalls(1, 3);
    }

    @Test
    @DisplayName("a deletion that is made twice in a row succeeds twice")
    void deletesTwice() {
        files.delete(List.of(one, two));
        emulator.requests().reset();

        files.delete(List.of(one, two));

        assertCalls(1, 3);
    }

    @Test
    @DisplayName("R43 another view of the client knows that a deletion is a repeat")
    void sharesWhatWasLost() {
        lose(Fault.lostReply(), one, two);

        files.unheardBy(NOTHING).delete(List.of(one, two));

        assertCalls(1, 3);
    }

    @Test
    @DisplayName("R43 a repeat of a deletion that was not made costs one call")
    void deletesWhatIsThere() {
        lose(Fault.dropBeforeEffect(), one, two);

        files.delete(List.of(one, two));

        assertCalls(1, 0);
        assertThat(drive.binned()).containsExactlyInAnyOrder(one, two);
    }

    @Test
    @DisplayName("the first deletion of a file is not waited for, also beside one that was deleted before")
    void waitsForNoFirstDeletion() {
        files.delete(List.of(one));
        emulator.clock().advance(Duration.ofSeconds(5));
        emulator.requests().reset();
        emulator.faults().arm(DELETE, Fault.error(231011, "deleted"));

        files.delete(List.of(one, two));

        assertCalls(2, 1);
        assertThat(pauses).isEmpty();
    }

    @Test
    @DisplayName("a first deletion that is refused looks once")
    void looksOnceAtFirst() {
        emulator.faults().arm(DELETE, Fault.error(231011, "deleted"));

        assertThatThrownBy(() -> files.delete(List.of(one, two))).isInstanceOf(NotFoundException.class);

        assertCalls(1, 1);
        assertThat(pauses).isEmpty();
    }

    @Test
    @DisplayName("R43 files that the recycle bin does not show within 7 s are waited for once")
    void waitsOnce() {
        lose(Fault.dropBeforeEffect(), one, two, three);
        emulator.faults().arm(DELETE, Fault.error(231011, "deleted")).times(2);

        assertThatThrownBy(() -> files.delete(List.of(one, two, three))).isInstanceOf(NotFoundException.class);

        assertCalls(1, 4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

        assertThatThrownBy(() -> files.delete(List.of(one, two))).isInstanceOf(NotFoundException.class);

        assertCalls(2, 5);
        assertThat(pauses).hasSize(3);
    }

    private static final ChangeListener NOTHING = new ChangeListener() {
        @Override
        public void moved(Collection<String> ids, String targetFolderId, FolderPath target) {}

        @Override
        public void deleted(Collection<String> ids) {}

        @Override
        public void renamed(String id, String newName) {}

        @Override
        public void restored(Collection<String> ids) {}
    };
}
