/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Response;

/** Calls and pauses that give an interrupted thread what Java code expects. */
public final class Interruptible {

    private Interruptible() {}

    /**
     * Executes a call. OkHttp throws an undeclared {@code InterruptedException}, and clears the interruption, if the thread
     * is interrupted while it connects.
     *
     * @throws InterruptedIOException in its place; the thread stays interrupted
     * @throws IOException if the call failed
     */
    public static Response execute(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            Thread.currentThread().interrupt();
            throw interrupted("interrupted while connecting", e);
        }
    }

    /** The exception of I/O that failed because the thread is interrupted. */
    public static InterruptedIOException interrupted(String message, Exception cause) {
        InterruptedIOException interrupted = new InterruptedIOException(message);
        interrupted.initCause(cause);
        return interrupted;
    }

    /**
     * Pauses between two attempts.
     *
     * @param duration zero or negative returns at once
     * @param message of the exception
     * @throws Open115Exception if the thread is interrupted; it stays interrupted
     */
    public static void pause(Sleeper sleeper, Duration duration, String message) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Open115Exception(message, e);
        }
    }
}
