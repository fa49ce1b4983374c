/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import io.github.open115.client.account.Limits;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.http.Sleeper;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;

/** A client of an emulator that never really waits, with a budget that no test uses up. */
public final class EmulatedClient {

    public static final String AGENT = "open115-test/1";

    private static final Limits ANY_NUMBER =
            new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1));

    private EmulatedClient() {}

    public static Open115Client connect(Open115Emulator emulator, Path stateDirectory) {
        return connect(emulator, stateDirectory, pause -> {});
    }

    public static Open115Client connect(Open115Emulator emulator, Path stateDirectory, Sleeper sleeper) {
        return open(emulator, stateDirectory, sleeper).with(WaitPolicy.failAtOnce());
    }

    /** The client itself instead of a view: one that can be closed. */
    public static Open115Client open(Open115Emulator emulator, Path stateDirectory, Sleeper sleeper) {
        return Open115Client.builder()
                .stateDirectory(stateDirectory)
                .refreshToken(emulator.account().newRefreshToken())
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                .userAgent(AGENT)
                .limits(ANY_NUMBER)
                .clock(emulator.clock())
                .sleeper(sleeper)
                .build();
    }
}
