/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingests a folder of a 115 drive into a local one until nothing is new; the exit code is 0 when all went well. Without
 * arguments and without one of the variables {@code OPEN115_REFRESH_TOKEN}, {@code OPEN115_FOLDER}, {@code OPEN115_TARGET} and
 * {@code OPEN115_STATE_DIRECTORY} it shows itself on a generated drive.
 */
public final class IngestMain {

    private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);

    private static final Path DEMO_DIRECTORY = Path.of("target", "ingest-demo");

    /** What the real service takes. */
    static final double REQUESTS_PER_SECOND = 1;

    private static final Duration DELAY = Duration.ofMinutes(1);

    /** Who sets one of these means his own drive. The tokens may have been saved by an earlier run or a log-in. */
    private static final List<String> REAL =
            List.of("OPEN115_REFRESH_TOKEN", "OPEN115_FOLDER", "OPEN115_TARGET", "OPEN115_STATE_DIRECTORY");

    private IngestMain() {}

    /**
     * Runs the ingest, or the demo.
     *
     * @param arguments {@code [--once] [folder [local folder]]}; the environment may give them as {@code OPEN115_FOLDER}
     *     and {@code OPEN115_TARGET}
     */
    public static void main(String[] arguments) {
        List<String> problems;
        try {
            problems = isDemo(System.getenv(), arguments) ? demo() : ingest(settings(System.getenv(), arguments));
        } catch (IOException | IllegalArgumentException e) {
            problems = List.of(Reasons.of(e));
        }
        System.exit(exitCode(problems));
    }

    /** Prints what went wrong and turns it into what the caller of the program sees. */
    static int exitCode(List<String> problems) {
        problems.forEach(problem -> LOG.error("FAILED: {}", problem));
        return problems.isEmpty() ? 0 : 1;
    }

    /** Whether nothing says what to ingest, or for whom. */
    static boolean isDemo(Map<String, String> environment, String... arguments) {
        return arguments.length == 0
                && REAL.stream()
                        .allMatch(name -> environment.getOrDefault(name, "").isBlank());
    }

    private static List<String> demo() throws IOException {
        try (Demo demo = new Demo(DEMO_DIRECTORY.toAbsolutePath(), Demo.Size.FULL)) {
            demo.ingest();
            return demo.check();
        }
    }

    private static List<String> ingest(IngestSettings settings) {
        LOG.info(
                "Ingesting {} into {}, at most {} API call a second; what arrived before does not come again",
                settings.folder(),
                settings.target(),
                Math.round(settings.requestsPerSecond()));
        Ingest.Result result = new Ingest(settings, Duration.ZERO).run();
        LOG.info("Ingested: {}, every SHA-1 checked on the way", result.summary());
        return result.problems();
    }

    /**
     * What to ingest from the real service.
     *
     * @throws IllegalArgumentException when no folder is given
     */
    static IngestSettings settings(Map<String, String> environment, String... arguments) {
        List<String> paths = new ArrayList<>(Arrays.asList(arguments));
        boolean once = paths.remove("--once");
        String folder = paths.isEmpty() ? environment.getOrDefault("OPEN115_FOLDER", "") : paths.get(0);
        if (folder.isBlank()) {
            throw new IllegalArgumentException("No folder is given: name the folder of the drive as the first argument,"
                    + " or in OPEN115_FOLDER; / is the whole drive");
        }
        return new IngestSettings(
                folder,
                Path.of(paths.size() > 1 ? paths.get(1) : environment.getOrDefault("OPEN115_TARGET", "ingested"))
                        .toAbsolutePath(),
                environment.containsKey("OPEN115_STATE_DIRECTORY")
                        ? Path.of(environment.get("OPEN115_STATE_DIRECTORY"))
                        : Path.of(System.getProperty("user.home"), ".camel-open115"),
                environment.getOrDefault("OPEN115_REFRESH_TOKEN", ""),
                REQUESTS_PER_SECOND,
                DELAY,
                once,
                Map.of());
    }
}
