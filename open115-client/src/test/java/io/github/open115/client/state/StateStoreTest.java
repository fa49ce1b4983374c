/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("state").resolve("delivered.mv");
    }

    @Test
    void keepsKeysAndValuesOverARestart() {
        try (StateStore store = StateStore.open(file())) {
            assertThat(store.map("done").put("1:A", "")).isNull();
            assertThat(store.map("done").put("1:A", "")).isEmpty();
            store.map("done").put("2:B", "");
            store.map("done").remove("2:B");
            store.map("moves").put("7", "to 8");
            assertThat(store.map("moves").put("7", "to 9")).isEqualTo("to 8");
        }
        try (StateStore store = StateStore.open(file())) {
            assertThat(store.map("done").containsKey("1:A")).isTrue();
            assertThat(store.map("done").containsKey("2:B")).isFalse();
            assertThat(store.map("done").size()).isEqualTo(1);
            assertThat(store.map("moves").get("7")).isEqualTo("to 9");
            assertThat(store.map("other").size()).isZero();
        }
    }

    @Test
    void forgetsEverythingWhenCleared() {
        try (StateStore store = StateStore.open(file())) {
            store.map("done").put("1", "");
            store.flush();
            store.map("done").clear();
        }
        try (StateStore store = StateStore.open(file())) {
            assertThat(store.map("done").size()).isZero();
        }
    }

    @Test
    void iteratesByPrefixWhileTheMapChanges() {
        try (StateStore store = StateStore.open(file())) {
            DurableMap keys = store.map("done");
            for (int i = 0; i < 2000; i++) {
                keys.put(String.format("b%04d", i), "");
            }
            keys.put("a", "");
            keys.put("c", "");
            List<String> met = new ArrayList<>();
            for (Iterator<String> all = keys.keys("b"); all.hasNext(); ) {
                String key = all.next();
                met.add(key);
                keys.remove(key);
                if (met.size() % 100 == 0) {
                    store.flush();
                }
            }
            assertThat(met).hasSize(2000).isSorted().doesNotHaveDuplicates();
            assertThat(keys.size()).isEqualTo(2);
        }
    }

    @Test
    void iteratesOverTheEntriesThatAreThereAndRemovesThem() {
        try (StateStore store = StateStore.open(file())) {
            DurableMap map = store.map("moves");
            map.put("1", "one");
            map.put("2", "two");
            map.put("3", "three");
            Iterator<Map.Entry<String, String>> entries = map.entrySet().iterator();
            assertThat(entries.next()).isEqualTo(Map.entry("1", "one"));
            entries.remove();
            map.remove("2");
            assertThat(entries.next()).isEqualTo(Map.entry("3", "three"));
            assertThat(entries.hasNext()).isFalse();
            assertThat(map).isEqualTo(Map.of("3", "three"));
        }
    }

    @Test
    void worksOnAfterAnInterruptedThreadHasUsedIt() {
        try (StateStore store = StateStore.open(file())) {
            Thread.currentThread().interrupt();
            store.map("done").put("1", "");
            store.flush();
            assertThat(store.map("done").containsKey("1")).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            store.map("done").put("2", "");
            store.flush();
            assertThat(store.map("done").size()).isEqualTo(2);
        }
    }

    @Test
    void createsItsFolderForTheOwnerAlone() throws IOException {
        StateStore.open(file()).close();
        assertThat(Files.getPosixFilePermissions(file().getParent()))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE");
    }

    @Test
    void namesTheProcessToASecondOpenerInThisJvm() {
        try (StateStore store = StateStore.open(file())) {
            store.map("done").put("1", "");
            assertThatThrownBy(() -> StateStore.open(file()))
                    .isInstanceOf(StateLockedException.class)
                    .hasMessageContaining(file().getFileName().toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("since 20");
        }
        StateStore.open(file()).close();
    }

    @Test
    void refusesUseAfterClosing() {
        StateStore store = StateStore.open(file());
        DurableMap keys = store.map("done");
        store.close();
        store.close();
        assertThatThrownBy(() -> keys.put("1", "")).isInstanceOf(IllegalStateException.class);
        assertThat(file().resolveSibling("delivered.mv.holder")).doesNotExist();
    }

    @Test
    void ignoresAJournalRecordThatACrashCutOff() throws IOException {
        Path journal = file().resolveSibling("delivered.mv.journal");
        byte[] whole;
        StateStore.open(file()).close();
        byte[] before = Files.readAllBytes(file());
        try (StateStore store = StateStore.open(file())) {
            store.map("done").put("1", "");
            store.map("done").put("2", "");
            whole = Files.readAllBytes(journal);
        }
        for (int cut = 1; cut < whole.length / 2; cut++) {
            Files.write(file(), before);
            Files.deleteIfExists(file().resolveSibling("delivered.mv.manifest"));
            Files.write(journal, java.util.Arrays.copyOf(whole, whole.length - cut));
            try (StateStore store = StateStore.open(file())) {
                assertThat(store.map("done").containsKey("1")).isTrue();
                assertThat(store.map("done").containsKey("2")).isFalse();
            }
        }
    }

    @Test
    void refusesADamagedFileAndLeavesItAlone() throws IOException {
        try (StateStore store = StateStore.open(file())) {
            store.map("done").put("1", "");
        }
        byte[] garbage = new byte[(int) Files.size(file())];
        java.util.Arrays.fill(garbage, (byte) 'x');
        Files.write(file(), garbage, StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> StateStore.open(file()))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(file().getFileName().toString())
                .hasMessageContaining("damaged")
                .hasMessageContaining("done again");
        assertThat(file()).hasBinaryContent(garbage);
    }

    @Test
    @DisplayName("R10 a million keys: a key costs no more accesses to the file than among a thousand")
    void staysFastWithAMillionKeys() throws IOException {
        try (StateStore store = StateStore.open(file())) {
            DurableMap keys = store.map("done");
            long atTenThousand = fill(store, keys, 0, 10_000);
            long atAMillion = fill(store, keys, 10_000, 1_000_000);
            assertThat(keys.size()).isEqualTo(1_000_000);
            assertThat(atAMillion).isLessThanOrEqualTo(atTenThousand + 400);
            assertThat(Files.size(file())).isLessThan(400L * 1024 * 1024);
        }
        try (StateStore store = StateStore.open(file())) {
            assertThat(store.map("done").size()).isEqualTo(1_000_000);
        }
    }

    /** Adds keys, then counts the accesses of 100 look-ups and 100 further additions. */
    private static long fill(StateStore store, DurableMap keys, int from, int to) {
        for (int i = from; i < to - 100; i++) {
            keys.put(key(i), "");
        }
        store.flush();
        long before = store.accesses();
        for (int i = 0; i < 100; i++) {
            assertThat(keys.containsKey(key(i * (to / 101)))).isTrue();
        }
        for (int i = to - 100; i < to; i++) {
            keys.put(key(i), "");
        }
        return store.accesses() - before;
    }

    @Test
    void doesNotGrowWithoutBound() throws IOException {
        try (StateStore store = StateStore.open(file())) {
            DurableMap keys = store.map("done");
            for (int i = 0; i < 100_000; i++) {
                keys.put(key(i), "");
                if (i % 500 == 0) {
                    store.flush();
                }
            }
            assertThat(Files.size(file())).isLessThan(60L * 1024 * 1024);
            assertThat(Files.size(file().resolveSibling("delivered.mv.journal")))
                    .isLessThan(2L * 1024 * 1024);
        }
        assertThat(Files.size(file())).isLessThan(40L * 1024 * 1024);
    }

    private static String key(int i) {
        return (3_100_000_000_000_000_000L + i) + ":0123456789ABCDEF0123456789ABCDEF01234567";
    }
}
