/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller sees who comes over the network. */
class BeyondLoopbackTest {

    @TempDir
    Path state;

    @Test
    @DisplayName("the gateway is not there for the network unless it is told to be, and then opens signed links alone")
    void opensToTheNetworkOnlyIfConfigured() throws Exception {
        Optional<String> address = address();
        assumeThat(address).as("this machine has a network address").isPresent();
        try (RunningGateway closed = new RunningGateway(state.resolve("closed"), true)) {
            assertThat(connects(address.get(), closed.port())).isFalse();
        }
        try (RunningGateway open = new RunningGateway(state.resolve("open"), true, "--bind=0.0.0.0")) {
            String host = "Host: " + address.get();
            assertThat(Raw.status(address.get(), open.port(), "GET / HTTP/1.1", host))
                    .isEqualTo(403);
            assertThat(Raw.status(address.get(), open.port(), "GET / HTTP/1.1", "Host: localhost"))
                    .isEqualTo(403);
            String id = open.file("/Backup.tar").id();
            String sign = RunningGateway.json(open.post("/api/share", "{\"id\":\"" + id + "\"}"))
                    .path("sign")
                    .asText();
            assertThat(Raw.status(
                            address.get(), open.port(), "HEAD /s/" + id + "/b.tar?sign=" + sign + " HTTP/1.1", host))
                    .isEqualTo(200);
        }
    }

    private static boolean connects(String address, int port) throws IOException {
        try {
            Raw.status(address, port, "GET / HTTP/1.1", "Host: localhost");
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static Optional<String> address() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(candidate -> candidate instanceof Inet4Address && !candidate.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
