/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Open115Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with a client of the emulator, which does what it is told ({@link ClientProcessMain}). */
final class ClientProcess implements AutoCloseable {

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    private ClientProcess(Process process) {
        this.process = process;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static ClientProcess start(Open115Emulator emulator, String storeAddress) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ClientProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        ClientProcessMain.class.getName(),
                        storeAddress,
                        emulator.apiBaseUrl(),
                        emulator.authBaseUrl(),
                        emulator.qrCodeBaseUrl())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Gives a command; the answer is read by {@link #answer()}. */
    ClientProcess tell(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        commands.println(line);
        return this;
    }

    /** The answer to the oldest command that has none yet; null when the process has ended. */
    String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ClientProcessMain.ANSWER)) {
                return line.substring(ClientProcessMain.ANSWER.length());
            }
        }
        return null;
    }

    String ask(Object... words) throws IOException {
        return tell(words).answer();
    }

    /** As {@code kill -9} does it. */
    void kill() {
        // by its handle, because the Process itself would close the output that is still to be read
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    int awaitEnd() {
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("the process has ended")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
