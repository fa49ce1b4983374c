/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backup of a generated folder, with the service in memory: once, and once more, which sends nothing. Compares the drive
 * with the folder afterwards.
 */
final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final String FOLDER = "/backup";
    private static final double REQUESTS_PER_SECOND = 200;
    private static final Duration DELAY = Duration.ofMillis(500);

    private final Path directory;
    private final Open115Emulator emulator = Open115Emulator.start();
    private String refreshToken = emulator.account().newRefreshToken();

    /** @param directory where everything local goes; what an earlier run left there is deleted */
    Demo(Path directory, DemoFolder.Size size) throws IOException {
        this.directory = directory;
        deleteTree(directory);
        new DemoFolder(source()).fill(size);
    }

    /** The local folder. */
    Path source() {
        return directory.resolve("files");
    }

    Open115Emulator emulator() {
        return emulator;
    }

    /** Runs the backup twice; returns what is wrong. */
    List<String> run() throws IOException {
        LOG.info(
                "No OPEN115_REFRESH_TOKEN is set: this is the demo, with the service in memory and a generated folder.");
        LOG.info(
                "It makes up to {} API calls a second; the real service takes about 1.",
                Math.round(REQUESTS_PER_SECOND));
        LOG.info("Backing up {} into {}", source(), FOLDER);
        Backup.Result first = backup();
        List<String> problems = new ArrayList<>(first.problems());
        LOG.info("Backed up: {}", first.summary());
        print(first.calls());
        problems.addAll(compare());

        LOG.info("The same again:");
        Backup.Result second = backup();
        LOG.info("Backed up: {}", second.summary());
        print(second.calls());
        problems.addAll(second.problems());
        problems.addAll(notUnchanged(first, second));
        problems.addAll(compare());
        return problems;
    }

    /** One backup of all that there is. */
    Backup.Result backup() {
        emulator.requests().reset();
        return backup(false).run();
    }

    /** A backup that has not begun. */
    Backup backup(boolean watch) {
        return new Backup(new BackupSettings(
                source(),
                FOLDER,
                directory.resolve("state"),
                refreshToken,
                REQUESTS_PER_SECOND,
                DELAY,
                watch,
                emulator.baseUrls()));
    }

    private List<String> notUnchanged(Backup.Result first, Backup.Result second) {
        List<String> problems = new ArrayList<>();
        long sent = emulator.requests().uploadedBytes();
        if (second.outcomes().count("unchanged") != first.outcomes().snapshot().files() || sent > 0) {
            problems.add("the second backup should send nothing, but it had "
                    + second.outcomes().results() + ", and " + sent + " bytes were sent");
        }
        return problems;
    }

    /** What is different in the drive. */
    List<String> compare() throws IOException {
        List<String> differences = new ArrayList<>();
        List<Path> local;
        try (Stream<Path> files = Files.walk(source())) {
            local = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : local) {
            String path = FOLDER + "/" + source().relativize(file).toString().replace('\\', '/');
            Optional<EmulatedFile> uploaded = emulator.drive().fileAt(path);
            if (uploaded.isEmpty()) {
                differences.add(path + " is not in the drive");
            } else if (!uploaded.get().sha1().equals(Sha1.of(file))) {
                differences.add(path + " has another SHA-1 in the drive");
            }
        }
        int there = emulator.drive().filesBelow(emulator.drive().folder(FOLDER)).size();
        if (there != local.size()) {
            differences.add("the drive has " + there + " files, but there are " + local.size());
        }
        LOG.info(
                "In the drive: {} of {} files, {}",
                there,
                local.size(),
                differences.isEmpty() ? "each once, every SHA-1 right, nothing else" : differences.size() + " differ");
        return differences;
    }

    private void print(Map<String, Long> calls) {
        calls.forEach((call, count) -> LOG.info("  {} {}", count, call));
        LOG.info(
                "  {} sent to the object storage",
                Units.megabytes(emulator.requests().uploadedBytes()));
    }

    @Override
    public void close() {
        emulator.close();
    }

    private static void deleteTree(Path top) throws IOException {
        if (Files.exists(top)) {
            try (Stream<Path> entries = Files.walk(top)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }
}
