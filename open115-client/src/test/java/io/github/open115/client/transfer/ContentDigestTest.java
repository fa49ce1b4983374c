/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {

    private static final int LONG = 3 * 1024 * 1024 + 17;

    private final List<Runnable> tasks = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 131_073, 1_048_575, 1_048_576, 1_048_577, LONG})
    @DisplayName("R11 the digest is that of all bytes, in whatever portions they arrive")
    void isTheDigestOfAllBytes(int size) throws NoSuchAlgorithmException {
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            assertDigest(size, second);
        } finally {
            second.shutdownNow();
        }
    }

    @Test
    @DisplayName("R11 while no core is free for the second thread, the transferring thread computes the digest")
    void computesAloneWhileNoThreadIsFree() throws NoSuchAlgorithmException {
        assertDigest(LONG, tasks::add);

        assertThat(tasks).isNotEmpty();
        // a thread that comes after the end finds nothing to do
        tasks.forEach(Runnable::run);
    }

    @Test
    @DisplayName("R11 the digest is right while the client is being closed")
    void computesAloneWhileTheClientIsClosed() throws NoSuchAlgorithmException {
        assertDigest(LONG, task -> {
            throw new RejectedExecutionException("closed");
        });
    }

    @Test
    @DisplayName("the second thread computes the waiting pieces: at the end only the last ones are left")
    void leavesTheDigestToTheSecondThread() {
        ContentDigest digest = new ContentDigest(LONG, tasks::add);
        byte[] bytes = random(LONG);

        digest.update(bytes, 0, 2 * 128 * 1024);
        assertThat(tasks).hasSize(1);
        tasks.remove(0).run();

        digest.update(bytes, 2 * 128 * 1024, 2 * 128 * 1024);
        assertThat(tasks).as("awake again for the next pieces").hasSize(1);
    }

    @Test
    @DisplayName("short content wakes no thread")
    void wakesNoThreadForShortContent() throws NoSuchAlgorithmException {
        assertDigest(1_000_000, tasks::add);

        assertThat(tasks).isEmpty();
    }

    private static void assertDigest(int size, Executor executor) throws NoSuchAlgorithmException {
        Random random = new Random(size);
        byte[] bytes = random(size);
        byte[] buffer = new byte[300_000];
        ContentDigest digest = new ContentDigest(size, executor);
        int position = 0;
        while (position < size) {
            int count = Math.min(size - position, 1 + random.nextInt(buffer.length));
            System.arraycopy(bytes, position, buffer, 0, count);
            digest.update(buffer, 0, count);
            position += count;
        }

        assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance("SHA-1").digest(bytes));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
