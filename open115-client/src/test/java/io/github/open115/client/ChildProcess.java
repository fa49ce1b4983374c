/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs a main class of the tests. */
public final class ChildProcess {

    private ChildProcess() {}

    /**
     * Runs a class to its end, which comes within four minutes.
     *
     * @return the exit code
     */
    public static int run(Class<?> main, List<String> jvmOptions, Path output, String... arguments)
            throws IOException, InterruptedException {
        return run(Duration.ofMinutes(4), main, jvmOptions, output, arguments);
    }

    /** The same with another time. */
    public static int run(Duration atMost, Class<?> main, List<String> jvmOptions, Path output, String... arguments)
            throws IOException, InterruptedException {
        return end(atMost, main, start(main, jvmOptions, output, arguments));
    }

    private static int end(Duration atMost, Class<?> main, Process process) throws InterruptedException {
        if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the process did not end: " + main.getSimpleName());
        }
        return process.exitValue();
    }

    /**
     * The same where no file may be longer than some blocks of 512 or 1024 bytes: writes beyond it end as on a full disk,
     * in the middle. Needs a POSIX shell.
     */
    public static int runWithShortFiles(
            int blocks, Class<?> main, List<String> jvmOptions, Path output, String... arguments)
            throws IOException, InterruptedException {
        List<String> limited = List.of("sh", "-c", "ulimit -f " + blocks + " && exec \"$@\"", "sh");
        return end(Duration.ofMinutes(2), main, start(limited, main, jvmOptions, output, arguments));
    }

    /** Starts a class; the caller ends it. */
    public static Process start(Class<?> main, List<String> jvmOptions, Path output, String... arguments)
            throws IOException {
        return start(List.of(), main, jvmOptions, output, arguments);
    }

    private static Process start(
            List<String> before, Class<?> main, List<String> jvmOptions, Path output, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // a process of a test ends before the optimizing compiler pays
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
