/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs a local folder up into a folder of a 115 drive; the exit code is 0 when every file is there and has the right SHA-1.
 * Without arguments and without one of the variables {@code OPEN115_REFRESH_TOKEN}, {@code OPEN115_SOURCE},
 * {@code OPEN115_FOLDER} and {@code OPEN115_STATE_DIRECTORY} it shows itself on a generated folder.
 */
public final class BackupMain {

    private static final Logger LOG = LoggerFactory.getLogger(BackupMain.class);

    private static final Path DEMO_DIRECTORY = Path.of("target", "backup-demo");

    /** What the real service takes. */
    static final double REQUESTS_PER_SECOND = 1;

    private static final Duration DELAY = Duration.ofSeconds(10);

    /** Who sets one of these means his own drive. The tokens may have been saved by an earlier run or a log-in. */
    private static final List<String> REAL =
            List.of("OPEN115_REFRESH_TOKEN", "OPEN115_SOURCE", "OPEN115_FOLDER", "OPEN115_STATE_DIRECTORY");

    private BackupMain() {}

    /**
     * Runs the backup, or the demo.
     *
     * @param arguments {@code [--watch] [local folder [folder]]}; the environment may give the folders as
     *     {@code OPEN115_SOURCE} and {@code OPEN115_FOLDER}
     */
    public static void main(String[] arguments) {
        List<String> problems;
        try {
            problems = isDemo(System.getenv(), arguments) ? demo() : backup(settings(System.getenv(), arguments));
        } catch (IOException | IllegalArgumentException e) {
            problems = List.of(String.valueOf(e.getMessage()));
        }
        System.exit(exitCode(problems));
    }

    /** Prints what went wrong and turns it into what the caller of the program sees. */
    static int exitCode(List<String> problems) {
        problems.forEach(problem -> LOG.error("FAILED: {}", problem));
        return problems.isEmpty() ? 0 : 1;
    }

    /** Whether nothing says what to back up, or for whom. */
    static boolean isDemo(Map<String, String> environment, String... arguments) {
        return arguments.length == 0
                && REAL.stream()
                        .allMatch(name -> environment.getOrDefault(name, "").isBlank());
    }

    private static List<String> demo() throws IOException {
        try (Demo demo = new Demo(DEMO_DIRECTORY.toAbsolutePath(), DemoFolder.Size.FULL)) {
            return demo.run();
        }
    }

    private static List<String> backup(BackupSettings settings) {
        LOG.info(
                "Backing up {} into {}, at most {} API call a second{}",
                settings.source(),
                settings.folder(),
                Math.round(settings.requestsPerSecond()),
                settings.watch() ? "; goes on with what changes until you stop it" : "");
        Backup.Result result = new Backup(settings).run();
        LOG.info(report(result));
        return result.problems();
    }

    /** Says what was backed up. Only what is in the drive was compared. */
    static String report(Backup.Result result) {
        String compared = result.outcomes().snapshot().files() == 0 ? "" : "; the SHA-1 of each of them was compared";
        return "Backed up: " + result.summary() + compared;
    }

    /**
     * What to back up to the real service.
     *
     * @throws IllegalArgumentException when a folder is missing
     */
    static BackupSettings settings(Map<String, String> environment, String... arguments) {
        List<String> paths = new ArrayList<>(Arrays.asList(arguments));
        boolean watch = paths.remove("--watch") || Boolean.parseBoolean(environment.get("OPEN115_WATCH"));
        String source = paths.isEmpty() ? environment.getOrDefault("OPEN115_SOURCE", "") : paths.get(0);
        String folder = paths.size() > 1 ? paths.get(1) : environment.getOrDefault("OPEN115_FOLDER", "");
        if (source.isBlank() || !Files.isDirectory(Path.of(source))) {
            throw new IllegalArgumentException("The local folder '" + source + "' is not there: name it as the first"
                    + " argument, or in OPEN115_SOURCE");
        }
        if (folder.isBlank()) {
            throw new IllegalArgumentException(
                    "No folder of the drive is given: name it as the second argument, or in" + " OPEN115_FOLDER");
        }
        return new BackupSettings(
                Path.of(source).toAbsolutePath(),
                folder,
                environment.containsKey("OPEN115_STATE_DIRECTORY")
                        ? Path.of(environment.get("OPEN115_STATE_DIRECTORY"))
                        : Path.of(System.getProperty("user.home"), ".camel-open115"),
                environment.getOrDefault("OPEN115_REFRESH_TOKEN", ""),
                REQUESTS_PER_SECOND,
                DELAY,
                watch,
                Map.of());
    }
}
