/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.examples.benchmarks.Rounds.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file into a folder: by the two routes that the documentation shows, and by the client alone, each beside plain
 * OkHttp that does the same work: the same digest, and the same flush to the disk where there is one.
 */
final class OneFileFigures {

    private static final int ROUNDS = 5;
    private static final String NAME = "large";

    private final Targets targets;
    private final long size;

    /** @param size of the file, in bytes */
    OneFileFigures(Targets targets, long size) {
        this.targets = targets;
        this.size = size;
    }

    void print(TransferLimits limits) throws Exception {
        try (Drive drive = new Drive(Open115Emulator.builder(), limits)) {
            ContentSource source = drive.put(NAME, 1, size);
            DownloadLink link = drive.client().links().link(source.pickCode(), null);
            Path folder = Files.createDirectory(drive.file("target"));
            Path target = folder.resolve(NAME);
            PlainDownload plain = new PlainDownload();
            try (PolledRoute moved = PolledRoute.overWorkDirectory(drive, folder);
                    PolledRoute streamed = PolledRoute.overTemporaryName(drive, folder)) {
                Rounds rounds = new Rounds(ROUNDS);
                // to cut an older file off would cost the next one time
                Rounds.Work proveAndDelete = () -> delete(source, target);
                Way unflushed = rounds.add("plain OkHttp", () -> plain.toFile(link, target), proveAndDelete);
                Way flushed =
                        rounds.add("plain OkHttp, flushed", () -> plain.toFlushedFile(link, target), proveAndDelete);
                Way client = rounds.add(
                        "Downloads.toFile, flushed",
                        () -> drive.client().downloads().toFile(source, target),
                        proveAndDelete);
                Way workDirectory = rounds.add("route with localWorkDirectory, flushed", moved::poll, proveAndDelete);
                Way temporaryName = rounds.add("route with a temporary name", streamed::poll, proveAndDelete);
                rounds.run();
                System.out.printf(
                        "one file of %d MiB to disk with its SHA-1, median of %d rounds%n", size >> 20, ROUNDS);
                for (Way way : new Way[] {unflushed, flushed, client, workDirectory, temporaryName}) {
                    way.print(size);
                }
                System.out.printf(
                        "  the flush alone: %.2f s%n",
                        flushed.seconds().median() - unflushed.seconds().median());
                compare(client, flushed);
                compare(workDirectory, flushed);
                compare(temporaryName, unflushed);
                System.out.println();
            }
        }
    }

    private void compare(Way way, Way plain) {
        System.out.printf("  %s beside %s: %s%n", way, plain, targets.atLeast(0.95, way.toString(), way.beside(plain)));
    }

    private static void delete(ContentSource source, Path target) throws IOException {
        if (!Content.file(target).sha1().equals(source.sha1())) {
            throw new IOException(target + " is not what it should be");
        }
        Files.delete(target);
    }
}
