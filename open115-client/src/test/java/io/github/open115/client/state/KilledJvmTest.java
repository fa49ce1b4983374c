/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real JVM while it adds keys. */
@Timeout(600)
class KilledJvmTest {

    @TempDir
    Path folder;

    private Process child;

    @AfterEach
    void endChild() {
        if (child != null) {
            // by its handle, because the Process itself would close the output that is still to be read
            child.toHandle().destroyForcibly();
        }
    }

    @RepeatedTest(3)
    @DisplayName("R10 a killed JVM loses no key whose add had returned")
    void losesNothingThatWasAdded() throws Exception {
        Path file = folder.resolve("delivered.mv");
        long told = runAndKill(file, 3000);
        try (StateStore store = StateStore.open(file)) {
            DurableMap keys = store.map("done");
            for (long i = 0; i <= told; i++) {
                assertThat(keys.containsKey("key-" + i))
                        .as("key %d of %d", i, told)
                        .isTrue();
            }
            assertThat(Long.parseLong(store.map("journal").get("last"))).isGreaterThanOrEqualTo(told);
        }
    }

    @Test
    void anotherJvmThatHasItIsNamed() throws Exception {
        Path file = folder.resolve("delivered.mv");
        child = start(file);
        try (BufferedReader output = child.inputReader()) {
            assertThat(output.readLine()).isEqualTo("0");
            assertThatThrownBy(() -> StateStore.open(file))
                    .isInstanceOf(StateLockedException.class)
                    .hasMessageContaining("process " + child.pid());
        }
    }

    /** Returns the number of the last key that the child reported as added. */
    private long runAndKill(Path file, long enough) throws IOException, InterruptedException {
        child = start(file);
        long told = -1;
        try (BufferedReader output = child.inputReader()) {
            while (told < enough) {
                told = Long.parseLong(output.readLine());
            }
            // by its handle, because the Process itself would close the output that is still to be read
            child.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                told = line.matches("\\d+") && Long.parseLong(line) == told + 1 ? told + 1 : told;
            }
        }
        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return told;
    }

    private static Process start(Path file) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        Adder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The child: adds keys for ever, and reports each one when it is added. */
    static final class Adder {

        private Adder() {}

        public static void main(String[] args) {
            StateStore store = StateStore.open(Path.of(args[0]));
            for (long i = 0; ; i++) {
                store.map("done").put("key-" + i, "");
                store.map("journal").put("last", Long.toString(i));
                if (i % 700 == 699) {
                    store.flush();
                }
                System.out.println(i);
            }
        }
    }
}
