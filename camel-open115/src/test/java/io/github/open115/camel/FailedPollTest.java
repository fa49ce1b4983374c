/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poll that fails after it has claimed files. */
class FailedPollTest extends PollFixture {

    /** Fails once, as a bean of the user's may. */
    private static final class FailingOnce implements Comparator<GenericFile<Open115File>> {

        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public int compare(GenericFile<Open115File> one, GenericFile<Open115File> other) {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("on purpose");
            }
            return one.getFileName().compareTo(other.getFileName());
        }
    }

    /** Keeps the first key that it shall forget, as a database may that cannot be reached. */
    private static final class Stubborn extends MemoryIdempotentRepository {

        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public boolean remove(String key) {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("cannot be reached");
            }
            return super.remove(key);
        }
    }

    @BeforeEach
    void fill() {
        put("/inbox/one", "a.txt");
        put("/inbox/two", "b.txt");
        put("/inbox/three", "c.txt");
    }

    private void pollOften(Routes routes) {
        for (int i = 0; i < 4; i++) {
            poll(routes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("R29 a call that fails when files are claimed already loses none of them")
    void failedCallLosesNoClaimedFile(int callsBefore) throws Exception {
        emulator()
                .faults()
                .arm(LIST, Fault.errnoError(999, "broken"))
                .after(callsBefore)
                .times(1);
        try (Routes routes = route("recursive=true")) {
            pollOften(routes);
        }
        assertThat(delivered).containsExactlyInAnyOrder("one/a.txt", "two/b.txt", "three/c.txt");
    }

    @Test
    @DisplayName("R29 a sorter that fails once loses no file")
    void failedSorterLosesNoFile() throws Exception {
        try (Routes routes = route("recursive=true&sorter=#sorter", Map.of("sorter", new FailingOnce()))) {
            pollOften(routes);
        }
        assertThat(delivered).containsExactlyInAnyOrder("one/a.txt", "two/b.txt", "three/c.txt");
    }

    @Test
    @DisplayName("R29 the claims are given back to a repository of the user's, too")
    void sorterFailsWithOwnRepository() throws Exception {
        Map<String, ?> beans = Map.of(
                "sorter", new FailingOnce(), "memory", MemoryIdempotentRepository.memoryIdempotentRepository(100));
        try (Routes routes = route(
                "recursive=true&sorter=#sorter&idempotentRepository=#memory&idempotentEager=true"
                        + "&idempotentKey=${header." + Open115Constants.SHA1 + "}",
                beans)) {
            pollOften(routes);
        }
        assertThat(delivered).containsExactlyInAnyOrder("one/a.txt", "two/b.txt", "three/c.txt");
    }

    @Test
    @DisplayName("R29 a key that cannot be given back keeps no other file of a batch that is cut")
    void failedReleaseOfAKeyKeepsNoOtherFile() throws Exception {
        Map<String, ?> beans = Map.of("memory", new Stubborn());
        try (Routes routes = route(
                "recursive=true&maxMessagesPerPoll=1&sortBy=file:name"
                        + "&idempotentRepository=#memory&idempotentEager=true",
                beans)) {
            pollOften(routes);
            assertThat(routes.consumer("in").getLastError()).isNull();
        }
        assertThat(delivered).containsExactly("one/a.txt", "three/c.txt");
    }

    @Test
    @DisplayName("R29 a file that cannot be taken out of those in progress keeps no other file, nor the cause")
    void failedReleaseOfAFileKeepsNoOtherFile() throws Exception {
        Map<String, ?> beans = Map.of("sorter", new FailingOnce(), "progress", new Stubborn());
        try (Routes routes = route("recursive=true&sorter=#sorter&inProgressRepository=#progress", beans)) {
            poll(routes);
            assertThat(routes.consumer("in").getLastError()).hasMessage("on purpose");
            pollOften(routes);
        }
        assertThat(delivered).hasSize(2);
    }
}
