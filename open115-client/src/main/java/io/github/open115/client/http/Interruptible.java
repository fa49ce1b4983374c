/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Call;
import okhttp3.Response;

/** Executes calls so that an interrupted thread gets what Java code expects. */
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
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while connecting");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
