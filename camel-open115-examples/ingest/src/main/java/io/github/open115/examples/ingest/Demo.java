/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.camel.Open115Endpoint;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.examples.ingest.ApiCalls.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest of a generated drive, with the service in memory; checks afterwards that everything is as it shall be. */
final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final double REQUESTS_PER_SECOND = 200;
    private static final int PAGE_SIZE = 1150;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final Path directory;
    private final int lateFiles;
    private final Open115Emulator emulator = Open115Emulator.start();
    private final DemoTree tree;
    private Ingest.Result result;

    /**
     * Fills the drive.
     *
     * @param directory where everything local goes; what an earlier run left there is deleted
     * @param size what the drive shall hold
     */
    Demo(Path directory, Size size) throws IOException {
        this.directory = directory;
        this.lateFiles = size.lateFiles();
        deleteTree(target());
        deleteTree(state());
        tree = new DemoTree(emulator.drive(), emulator.clock().instant());
        tree.addFirstFiles(size.folders(), size.filesInEach(), size.bigFileBytes());
    }

    /**
     * How much the drive holds, besides some files that are there for their names.
     *
     * @param folders ordinary folders
     * @param filesInEach files in each of them
     * @param bigFileBytes size of the one big file
     * @param lateFiles files that come while the ingest runs
     */
    record Size(int folders, int filesInEach, long bigFileBytes, int lateFiles) {

        /** What the program shows. */
        static final Size FULL = new Size(36, 8, 200_000_000, 20);
    }

    /** The local folder that the files arrive in. */
    Path target() {
        return directory.resolve("files");
    }

    private Path state() {
        return directory.resolve("state");
    }

    /** Ingests until nothing is new. */
    Ingest.Result ingest() {
        LOG.info(
                "No OPEN115_REFRESH_TOKEN is set: this is the demo, with the service in memory and a generated drive.");
        LOG.info(
                "It makes up to {} API calls a second; the real service takes about 1.",
                Math.round(REQUESTS_PER_SECOND));
        IngestSettings settings = new IngestSettings(
                DemoTree.FOLDER,
                target(),
                state(),
                emulator.account().newRefreshToken(),
                REQUESTS_PER_SECOND,
                DELAY,
                false,
                emulator.baseUrls());
        LOG.info("Ingesting {} into {}", settings.folder(), settings.target());
        result = new Ingest(settings, AT_MOST).run(new LateFiles());
        return result;
    }

    /** The calls that were made. */
    ApiCalls calls() {
        return ApiCalls.of(emulator.requests(), tree.folderId());
    }

    /** Compares what is on disk with the drive, counts the calls, and prints both. */
    List<String> check() throws IOException {
        List<EmulatedFile> expected = emulator.drive().filesBelow(tree.folderId());
        long folders = expected.stream().map(EmulatedFile::folderId).distinct().count();
        Bound bound = Bound.of(result.polls(), expected.size(), PAGE_SIZE, folders);
        List<String> problems = new ArrayList<>(result.problems());
        List<String> differences = new LocalCopy(target()).differencesFrom(expected);
        problems.addAll(differences);
        problems.addAll(strangers());
        problems.addAll(calls().excesses(bound));
        LOG.info("Ingested: {}", result.summary());
        LOG.info(
                "On disk: {} of {} files of the drive in {} folders, {}",
                result.files(),
                expected.size(),
                folders,
                differences.isEmpty() ? "each once, every SHA-1 right, nothing else" : differences.size() + " differ");
        print(calls(), bound);
        return problems;
    }

    /** The local folder is all that the route may write to. */
    private List<String> strangers() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.equals(target()) && !entry.equals(state()))
                    .map(entry -> entry + " was written outside the target folder")
                    .toList();
        }
    }

    private void print(ApiCalls calls, Bound bound) {
        LOG.info("API calls: {}  (at most {}: all of the following)", calls.all(), ApiCalls.most(bound));
        LOG.info(
                "  {} listing pages  (at most {}: {} polls, {} rows a page)",
                calls.pages(),
                bound.pages(),
                result.polls(),
                PAGE_SIZE);
        LOG.info("  {} path look-ups  (at most {}: folders that hold a file)", calls.lookUps(), bound.folders());
        LOG.info(
                "  {} link calls  (at most {}: one for {} files, and one a poll)",
                calls.links(),
                bound.links(),
                Bound.FILES_PER_LINK_CALL);
        LOG.info(
                "  {} others  (at most {}: finding the folder, refreshing the token)", calls.others(), ApiCalls.OTHERS);
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

    /** Lets new files come when the first one has arrived. */
    private final class LateFiles extends EventNotifierSupport {

        private boolean added;

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof ExchangeCompletedEvent completed
                    && completed.getExchange().getFromEndpoint() instanceof Open115Endpoint;
        }

        @Override
        public synchronized void notify(CamelEvent event) {
            if (!added) {
                added = true;
                tree.addLateFiles(lateFiles);
                LOG.info("  (new files come to the drive now, while the first ones are fetched)");
            }
        }
    }
}
