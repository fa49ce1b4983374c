/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class LockedFileTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path lockFile() {
        return folder.resolve("lock");
    }

    @Test
    void doesNotWaitLongerThanAllowedForAnotherThread() throws Exception {
        FutureTask<String> other = new FutureTask<>(() -> LockedFile.exclusively(lockFile(), SHORT, () -> "done"));
        LockedFile.exclusively(lockFile(), () -> {
            new Thread(other).start();
            assertThatThrownBy(other::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(LockedFile.HeldException.class)
                    .hasMessage("another thread holds it");
            return null;
        });
    }

    @Test
    void namesAnotherClassLoaderThatHasTheLock() throws Exception {
        try (FileChannel other = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatThrownBy(() -> LockedFile.exclusively(lockFile(), () -> "done"))
                    .isInstanceOf(LockedFile.HeldException.class)
                    .hasMessage("another class loader of this JVM holds it");
        }
        assertThat(LockedFile.exclusively(lockFile(), () -> "done")).isEqualTo("done");
    }

    @Test
    void givesTheLockBackWhenTheWorkFails() throws Exception {
        assertThatThrownBy(() -> LockedFile.exclusively(lockFile(), () -> {
                    throw new IOException("no space");
                }))
                .hasMessage("no space");
        FutureTask<String> other = new FutureTask<>(() -> LockedFile.exclusively(lockFile(), LONG, () -> "done"));
        new Thread(other).start();
        assertThat(other.get()).isEqualTo("done");
    }
}
