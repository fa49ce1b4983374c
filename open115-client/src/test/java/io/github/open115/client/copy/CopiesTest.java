/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies within a drive, on a frozen clock that moves on while the client waits. */
class CopiesTest extends CopiesFixture {

    private static final String RENAME = "/open/ufile/update";
    private static final String DELETE = "/open/ufile/delete";
    private static final String INFO = "/open/folder/get_info";

    private List<FileItem> addThousand() {
        for (int i = 0; i < 1000; i++) {
            drive.addFile(from, "f" + i, Content.generated(i, 10));
        }
        List<FileItem> rows = files.list(ListQuery.childrenOf(from, 1150)).rows();
        emulator.requests().reset();
        return rows;
    }

    private int calls() {
        return emulator.requests().all().size();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"override", "ignore"})
    @DisplayName("1000 files cost two calls: one copies them, one finds them")
    void copiesAThousandWithTwoCalls(ConflictPolicy policy) {
        List<FileItem> sources = addThousand();
        Map<String, FileItem> found = copies.copy(sources, to, policy);
        assertThat(emulator.requests().count(COPY)).isEqualTo(1);
        assertThat(calls()).isEqualTo(2);
        assertThat(found).hasSize(1000);
        assertThat(found.keySet())
                .containsExactlyElementsOf(sources.stream().map(FileItem::id).toList());
        assertThat(found.get(sources.get(7).id()).sha1())
                .isEqualTo(sources.get(7).sha1());
        assertThat(found.get(sources.get(7).id()).id())
                .isNotEqualTo(sources.get(7).id());
        assertThat(drive.filesBelow(to)).hasSize(1000);
        emulator.requests().reset();
        assertThat(copies.copy(sources, to, policy)).isEqualTo(found);
        assertThat(drive.filesBelow(to)).hasSize(1000);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("R34 with override an older file goes to the recycle bin when its copy is there; equal content stays")
    void overrides() {
        FileItem changed = add(from, "a.txt", "new");
        FileItem same = add(from, "b.txt", "same");
        FileItem old = add(to, "a.txt", "old");
        FileItem equal = add(to, "b.txt", "same");
        Map<String, FileItem> found = copies.copy(List.of(changed, same), to, ConflictPolicy.override);
        assertThat(drive.isBinned(old.id())).isTrue();
        assertThat(found.get(same.id()).id()).isEqualTo(equal.id());
        assertThat(drive.names(to)).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(found.get(changed.id()).sha1()).isEqualTo(changed.sha1());
    }

    @ParameterizedTest
    @MethodSource("lostDeletions")
    @DisplayName("R34 with override the deletion of the older files is sent once more if its reply was lost")
    void overridesAfterALostReply(Fault fault) {
        FileItem one = add(from, "a.txt", "new");
        FileItem two = add(from, "b.txt", "new too");
        FileItem old = add(to, "a.txt", "old");
        FileItem older = add(to, "b.txt", "older");
        emulator.faults().arm(DELETE, fault);
        copies.copy(List.of(one, two), to, ConflictPolicy.override);
        assertThat(emulator.requests().count(DELETE)).isEqualTo(2);
        assertThat(drive.binned()).containsExactlyInAnyOrder(old.id(), older.id());
        assertThat(drive.names(to)).containsExactlyInAnyOrder("a.txt", "b.txt");
    }

    static Stream<Fault> lostDeletions() {
        return Stream.of(Fault.lostReply(), Fault.dropBeforeEffect(), Fault.html(502));
    }

    @Test
    @DisplayName("R34 with override a file of the name that somebody is uploading stays")
    void leavesWhatIsBeingUploaded() {
        FileItem changed = add(from, "a.txt", "new");
        FileItem old = add(to, "a.txt", "old");
        FileItem uploading = add(to, "a.txt", "somebody else's");
        drive.setUploadState(uploading.id(), 0);
        copies.copy(List.of(changed), to, ConflictPolicy.override);
        assertThat(drive.isBinned(old.id())).isTrue();
        assertThat(drive.isBinned(uploading.id())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    @DisplayName("R31 R34 a copy is found if the caller composes the accents of its name differently from the service")
    void findsACopyWhoseNameIsComposedDifferently(ConflictPolicy policy) {
        FileItem source = add(from, "caf\u00e9.txt", "1").named("cafe\u0301.txt");
        Instant start = clock.instant();
        Map<String, FileItem> found = copies.copy(List.of(source), to, policy);
        assertThat(found).containsOnlyKeys(source.id());
        assertThat(drive.names(to)).containsExactly("caf\u00e9.txt");
        assertThat(clock.instant()).as("without waiting").isEqualTo(start);
    }

    @Test
    void ignoresWhatIsThere() {
        FileItem source = add(from, "a.txt", "new");
        FileItem old = add(to, "a.txt", "old");
        assertThat(copies.copy(List.of(source), to, ConflictPolicy.ignore)
                        .get(source.id())
                        .id())
                .isEqualTo(old.id());
        assertThat(drive.names(to)).containsExactly("a.txt");
    }

    @Test
    void keepsBoth() {
        FileItem source = add(from, "a.txt", "same");
        FileItem old = add(to, "a.txt", "same");
        FileItem copy =
                copies.copy(List.of(source), to, ConflictPolicy.keepBoth).get(source.id());
        assertThat(copy.id()).isNotEqualTo(old.id()).isNotEqualTo(source.id());
        assertThat(drive.names(to)).containsExactly("a.txt", "a.txt");
    }

    @Test
    void renames() {
        FileItem source = add(from, "a.txt", "new");
        add(to, "a.txt", "old");
        add(to, "a (1).txt", "older");
        FileItem copy = copies.copy(List.of(source), to, ConflictPolicy.rename).get(source.id());
        assertThat(copy.name()).isEqualTo("a (2).txt");
        assertThat(drive.names(to)).containsExactlyInAnyOrder("a.txt", "a (1).txt", "a (2).txt");
    }

    @ParameterizedTest
    @CsvSource({"true,1", "false,2"})
    @DisplayName("R43 after a lost reply to the renaming the copy is looked up, and renamed once more if it has to be")
    void looksUpARenamedCopy(boolean done, int renamings) {
        FileItem source = add(from, "a.txt", "new");
        add(to, "a.txt", "old");
        emulator.requests().reset();
        emulator.faults().arm(RENAME, done ? Fault.lostReply() : Fault.dropBeforeEffect());
        FileItem copy = copies.copy(List.of(source), to, ConflictPolicy.rename).get(source.id());
        assertThat(copy.name()).isEqualTo("a (1).txt");
        assertThat(drive.names(to)).containsExactlyInAnyOrder("a.txt", "a (1).txt");
        assertThat(emulator.requests().count(COPY)).isEqualTo(1);
        assertThat(emulator.requests().count(RENAME)).isEqualTo(renamings);
        assertThat(emulator.requests().count(INFO)).isEqualTo(1);
        assertThat(files.named(to, "a (1).txt", Duration.ofMinutes(1)))
                .extracting(FileItem::id)
                .containsExactly(copy.id());
    }

    @Test
    @DisplayName("a renaming that is refused is not repeated")
    void doesNotRepeatARefusedRenaming() {
        FileItem source = add(from, "a.txt", "new");
        add(to, "a.txt", "old");
        emulator.faults().arm(RENAME, Fault.error(20003, "refused"));
        assertThatThrownBy(() -> copies.copy(List.of(source), to, ConflictPolicy.rename))
                .isInstanceOf(RefusedException.class);
        assertThat(emulator.requests().count(RENAME)).isEqualTo(1);
        assertThat(emulator.requests().count(INFO)).isZero();
    }

    @Test
    @DisplayName("R43 a renaming whose replies stay lost fails after two calls")
    void renamesTwiceAtMost() {
        FileItem source = add(from, "a.txt", "new");
        add(to, "a.txt", "old");
        emulator.faults().arm(RENAME, Fault.dropBeforeEffect()).times(3);
        NoReplyException lost = catchThrowableOfType(
                NoReplyException.class, () -> copies.copy(List.of(source), to, ConflictPolicy.rename));
        assertThat(lost.getSuppressed()).hasSize(1).hasOnlyElementsOfType(NoReplyException.class);
        assertThat(emulator.requests().count(RENAME)).isEqualTo(2);
    }

    @Test
    @DisplayName("a conflict is found before anything is copied")
    void failsBefore() {
        FileItem one = add(from, "a.txt", "1");
        FileItem two = add(from, "b.txt", "2");
        add(to, "b.txt", "old");
        assertThatThrownBy(() -> copies.copy(List.of(one, two), to, ConflictPolicy.fail))
                .isInstanceOf(NameConflictException.class)
                .hasMessageContaining("b.txt");
        assertThat(emulator.requests().count(COPY)).isZero();
    }

    @Test
    @DisplayName("a folder is copied with all that is in it, and never replaces one of its name")
    void copiesFolders() {
        String album = drive.folder("/from/album");
        drive.addFile(album, "1.jpg", Content.of("1"));
        FileItem folder = files.info(album).item();
        FileItem copy =
                copies.copy(List.of(folder), to, ConflictPolicy.override).get(album);
        assertThat(copy.folder()).isTrue();
        assertThat(drive.names(copy.id())).containsExactly("1.jpg");
        assertThatThrownBy(() -> copies.copy(List.of(folder), to, ConflictPolicy.override))
                .isInstanceOf(NameConflictException.class)
                .hasMessageContaining("never replaced");
    }

    @Test
    @DisplayName("two files of one name: the second one meets the first one")
    void takesOneNameAfterTheOther() {
        String other = drive.folder("/other");
        FileItem first = add(from, "a.txt", "first");
        FileItem second = add(other, "a.txt", "second");
        copies.copy(List.of(first, second), to, ConflictPolicy.override);
        assertThat(drive.names(to)).containsExactly("a.txt");
        assertThat(files.list(ListQuery.childrenOf(to, 10)).rows().get(0).sha1())
                .isEqualTo(second.sha1());
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    @DisplayName("R34 a copy whose reply was lost is found, and not made twice")
    void findsCopiesOfALostReply(ConflictPolicy policy) {
        FileItem source = add(from, "a.txt", "text");
        emulator.faults().arm(COPY, Fault.lostReply());
        assertThat(copies.copy(List.of(source), to, policy)).containsKey(source.id());
        assertThat(emulator.requests().count(COPY)).isEqualTo(1);
        assertThat(drive.names(to)).containsExactly("a.txt");
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    @DisplayName("a copy that was not made is made after a look, by a call that leaves out what is there")
    void copiesAgainAfterALook(ConflictPolicy policy) {
        FileItem source = add(from, "a.txt", "text");
        emulator.faults().arm(COPY, Fault.dropBeforeEffect());
        assertThat(copies.copy(List.of(source), to, policy)).containsKey(source.id());
        assertThat(emulator.requests().of(COPY))
                .last()
                .satisfies(call -> assertThat(call.parameter("nodupli")).isEqualTo("1"));
        assertThat(drive.names(to)).containsExactly("a.txt");
    }

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"override", "rename", "keepBoth"})
    @DisplayName("R34 it is not copied again beside an older file, where the first copy may still appear")
    void doesNotRiskATwin(ConflictPolicy policy) {
        FileItem source = add(from, "a.txt", "new");
        FileItem old = add(to, "a.txt", "old");
        // the first call of override leaves the name out
        int passed = policy == ConflictPolicy.override ? 1 : 0;
        emulator.faults().arm(COPY, Fault.dropBeforeEffect()).after(passed);
        assertThatThrownBy(() -> copies.copy(List.of(source), to, policy)).isInstanceOf(CopyUnprovedException.class);
        assertThat(drive.isBinned(old.id())).isFalse();
        assertThat(drive.names(to)).containsExactly("a.txt");
    }
}
