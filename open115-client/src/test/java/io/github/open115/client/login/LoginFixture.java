/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.QrLogins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An emulator that holds polls for 1 ms, a store, and a clock that advances only when the log-in waits. */
final class LoginFixture implements AutoCloseable {

    static final String STATUS = "/get/status/";
    static final String REDEEM = "/open/deviceCodeToToken";
    static final String ACCOUNT = "photos";

    private final EmulatorClock clock = EmulatorClock.frozenAt(Instant.parse("2026-10-01T12:00:00Z"));
    private final Open115Emulator emulator =
            Open115Emulator.builder().clock(clock).qrHold(Duration.ofMillis(1)).start();
    private final FileTokenStore store;

    LoginFixture(Path directory) {
        this.store = new FileTokenStore(directory.resolve("tokens"));
    }

    Open115Emulator emulator() {
        return emulator;
    }

    EmulatorClock clock() {
        return clock;
    }

    FileTokenStore store() {
        return store;
    }

    QrLogins phone() {
        return emulator.account().qrLogins();
    }

    StoredAuthorization stored() {
        return store.load(ACCOUNT);
    }

    long polls() {
        return emulator.requests().count(STATUS);
    }

    /** Uses the emulator; each wait advances the clock. */
    DeviceLogin.Builder builder() {
        return builder(emulator.clientId());
    }

    DeviceLogin.Builder builder(String appId) {
        return builder(appId, store);
    }

    DeviceLogin.Builder builder(String appId, TokenStore tokens) {
        return DeviceLogin.builder(appId, tokens)
                .account(ACCOUNT)
                .authBaseUrl(emulator.authBaseUrl())
                .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                .clock(clock)
                .sleeper(clock::advance);
    }

    /** Replaces the answers of the next polls, in this order. */
    void nextPollsAnswer(String... bodies) {
        for (int i = 0; i < bodies.length; i++) {
            emulator.faults().arm(STATUS, Fault.body(bodies[i])).after(i);
        }
    }

    /** The answer to a poll with a status. */
    static String status(int status) {
        return "{\"state\":1,\"code\":0,\"message\":\"\",\"data\":{\"msg\":\"\",\"status\":" + status
                + ",\"version\":\"a1\"}}";
    }

    @Override
    public void close() {
        emulator.close();
    }

    /** Records the calls. */
    static class Diary implements LoginListener {

        final List<String> entries = new ArrayList<>();
        final List<LoginCode> codes = new ArrayList<>();

        @Override
        public void show(LoginCode code) {
            codes.add(code);
            entries.add("show");
        }

        @Override
        public void scanned() {
            entries.add("scanned");
        }

        @Override
        public void retrying(Open115Exception problem) {
            entries.add("retrying");
        }
    }
}
