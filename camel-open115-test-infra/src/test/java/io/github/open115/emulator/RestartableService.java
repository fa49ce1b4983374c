/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service whose clock stands still, and which a test can start again with other settings. */
abstract class RestartableService {

    Open115Emulator emulator;
    EmulatedDrive drive;
    ServiceCaller caller;

    static Open115Emulator.Builder frozen() {
        return Open115Emulator.builder().clock(new EmulatorClock().freeze());
    }

    @BeforeEach
    void start() {
        start(frozen());
    }

    void start(Open115Emulator.Builder builder) {
        close();
        emulator = builder.start();
        drive = emulator.drive();
        caller = new ServiceCaller(emulator);
        fill();
    }

    /** Fills the drive of a service that has started. */
    abstract void fill();

    @AfterEach
    void close() {
        if (emulator != null) {
            emulator.close();
        }
    }

    /** The code of the answer to a call. */
    long code(String path, Object... parameters) throws Exception {
        return caller.post(path, parameters).path("code").asLong();
    }
}
