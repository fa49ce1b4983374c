/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.account.FileAccountStateStore;
import io.github.open115.client.auth.FileTokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two stores of one JVM that reach one directory by different paths. */
@Timeout(600)
class LinkedDirectoryTest {

    @TempDir
    Path temporary;

    private Path directory;
    private Path link;

    @BeforeEach
    void link() throws IOException {
        directory = Files.createDirectory(temporary.resolve("state"));
        link = Files.createSymbolicLink(temporary.resolve("link"), directory);
    }

    /** Begins a piece of work that must not get on while this thread is at its own. */
    private static <T> FutureTask<T> waiting(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.start();
        await().until(() -> task.isDone()
                || thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(task.isDone()).isFalse();
        return task;
    }

    @Test
    @DisplayName("R3 a refresh of tokens through a link waits for one without")
    void aRefreshThroughALinkWaitsForOneWithout() throws Exception {
        FileTokenStore linked = new FileTokenStore(link);
        FutureTask<String> second = new FileTokenStore(directory)
                .exclusively("default", slot -> waiting(() -> linked.exclusively("default", other -> "done")));
        assertThat(second.get()).isEqualTo("done");
    }

    @Test
    @DisplayName("R4 a change of the account's state through a link waits for one without")
    void aChangeOfTheAccountStateThroughALinkWaitsForOneWithout() throws Exception {
        FileAccountStateStore linked = new FileAccountStateStore(link);
        FutureTask<?>[] second = new FutureTask<?>[1];
        new FileAccountStateStore(directory).update("default", before -> {
            second[0] = waiting(() -> linked.update("default", first -> first + ", second"));
            return "first";
        });
        assertThat(second[0].get()).isEqualTo("first, second");
    }
}
