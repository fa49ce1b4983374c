/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no decent client would send. */
final class Raw {

    /** In milliseconds. Who waits for longer than that waits for ever. */
    private static final int PATIENCE = 20_000;

    private Raw() {}

    /** Sends lines to this machine and gives the status of the answer. */
    static int status(int port, String... lines) throws IOException {
        return status("127.0.0.1", port, lines);
    }

    static int status(String address, int port, String... lines) throws IOException {
        return status(address, port, new byte[0], lines);
    }

    /** The same with a body, which is sent as it is. */
    static int status(int port, byte[] body, String... lines) throws IOException {
        return status("127.0.0.1", port, body, lines);
    }

    private static int status(String address, int port, byte[] body, String... lines) throws IOException {
        try (Socket socket = send(address, port, body, lines)) {
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(reply.readLine().split(" ")[1]);
        }
    }

    /** Sends the same, and leaves the connection open. */
    static Socket send(String address, int port, byte[] body, String... lines) throws IOException {
        Socket socket = new Socket(address, port);
        socket.setSoTimeout(PATIENCE);
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }
}
