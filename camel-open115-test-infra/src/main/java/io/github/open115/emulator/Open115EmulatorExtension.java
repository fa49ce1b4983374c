/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An emulator for JUnit tests: one for each test, or one for the class when the field is static.
 *
 * <pre>{@code
 * @RegisterExtension
 * final Open115EmulatorExtension open115 = new Open115EmulatorExtension();
 * }</pre>
 */
public final class Open115EmulatorExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final Supplier<Open115Emulator.Builder> builder;
    private Open115Emulator emulator;
    private int classes;

    /** An emulator with the defaults. */
    public Open115EmulatorExtension() {
        this(Open115Emulator::builder);
    }

    /** An emulator with settings; the builder is made anew for each start. */
    public Open115EmulatorExtension(Supplier<Open115Emulator.Builder> builder) {
        this.builder = Objects.requireNonNull(builder, "builder");
    }

    /**
     * Returns the running emulator.
     *
     * @throws IllegalStateException outside a test
     */
    public Open115Emulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("the emulator runs only during a test; register the extension with"
                    + " @RegisterExtension and call this from a test or a set-up method");
        }
        return emulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // called for a static field only, and once more for each nested class
        if (classes++ == 0) {
            start();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (classes == 0) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (classes == 0) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            stop();
        }
    }

    private void start() {
        emulator = builder.get().start();
    }

    private void stop() {
        emulator.close();
        emulator = null;
    }
}
