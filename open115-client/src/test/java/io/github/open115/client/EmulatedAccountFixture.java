/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import io.github.open115.client.account.Limits;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The emulator and clients of its account, on one clock that stands still until somebody waits or a test moves it. */
public final class EmulatedAccountFixture implements AutoCloseable {

    /** So fast that the clock does not move. */
    public static final Limits UNHURRIED = new Limits(1e10, 1_000_000, Duration.ofMinutes(5), Duration.ofMinutes(60));

    private final EmulatorClock clock = EmulatorClock.frozenAt(Instant.parse("2026-10-01T12:00:00Z"));
    private final Open115Emulator emulator;
    private final List<Open115Client> clients = new ArrayList<>();
    private final Path stateDirectory;

    /** @param stateDirectory where the clients keep their tokens */
    public EmulatedAccountFixture(Path stateDirectory) {
        this(stateDirectory, settings -> settings);
    }

    public EmulatedAccountFixture(Path stateDirectory, UnaryOperator<Open115Emulator.Builder> settings) {
        this.stateDirectory = stateDirectory;
        this.emulator = settings.apply(Open115Emulator.builder().clock(clock)).start();
    }

    public Open115Emulator emulator() {
        return emulator;
    }

    public EmulatorClock clock() {
        return clock;
    }

    /** A client with a fresh log-in. */
    public Open115Client client() {
        return client(UNHURRIED);
    }

    public Open115Client client(Limits limits) {
        return keep(builder().limits(limits).build());
    }

    /** Points at the emulator; waiting moves the clock on. */
    public Open115ClientBuilder builder() {
        return builder(emulator.account().newRefreshToken());
    }

    /** The same with a token of one's own. */
    public Open115ClientBuilder builder(String refreshToken) {
        return Open115Client.builder()
                .stateDirectory(stateDirectory)
                .refreshToken(refreshToken)
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                .limits(UNHURRIED)
                .clock(clock)
                .sleeper(clock::advance);
    }

    /** Closes the client with this fixture. */
    public Open115Client keep(Open115Client client) {
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        emulator.faults().clear();
        clients.forEach(Open115Client::close);
        emulator.close();
    }
}
