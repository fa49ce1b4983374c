/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that is free now; the proxy and the gateway must know each other's before they start. It is below those that
 * systems hand out by themselves, so that nobody gets it before it is used.
 */
final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;

    /** On the UDP port of the same number: another JVM that looks for a port at the same time does not get this one. */
    private static final Queue<DatagramSocket> KEPT = new ConcurrentLinkedQueue<>();

    private FreePort() {}

    static int find() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (keep(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("of " + ATTEMPTS + " ports from " + LOWEST + " on none is free");
    }

    private static boolean keep(int port) {
        try {
            return KEPT.add(new DatagramSocket(port));
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
