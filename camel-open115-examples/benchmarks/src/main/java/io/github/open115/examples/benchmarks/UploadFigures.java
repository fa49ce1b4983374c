/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.camel.Open115Component;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.client.upload.UploadRequest;
import io.github.open115.client.upload.UploadSource;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.examples.benchmarks.Rounds.Way;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Prints what an upload of 1 GiB costs, by the client alone and by a route from {@code file:}, as ratios to plain OkHttp
 * that hashes the file once and sends the same parts to the same storage, that of the emulator in the same process.
 */
public final class UploadFigures {

    private static final int ROUNDS = 7;
    private static final long SIZE = 1L << 30;
    private static final TransferLimits LIMITS =
            new TransferLimits(4, 1, Duration.ofSeconds(60), Duration.ofMinutes(5));

    private UploadFigures() {}

    /** Runs all. */
    public static void main(String[] arguments) throws Exception {
        Machine.print(Path.of(System.getProperty("java.io.tmpdir")));
        Targets targets = new Targets();
        try (Drive drive = new Drive(Open115Emulator.builder(), LIMITS)) {
            drive.emulator().uploads().setInstant(false);
            Content content = Content.generated(1, SIZE);
            Path file = Files.createDirectory(drive.file("source")).resolve("large");
            try (InputStream in = content.open(0)) {
                Files.copy(in, file);
            }
            compare(drive, content, file, targets);
        }
        targets.exitIfMissed();
    }

    private static void compare(Drive drive, Content content, Path file, Targets targets) throws Exception {
        PlainUpload plain = new PlainUpload(drive.emulator(), UploadRequest.MIN_PART_SIZE);
        // the client's listing still has the file of the last round, which must not count as unchanged
        UploadRequest request = UploadRequest.of(EmulatedDrive.ROOT, "large").with(ConflictPolicy.keepBoth);
        Rounds rounds = new Rounds(ROUNDS);
        Rounds.Work prove = () -> proveAndPurge(drive.emulator().drive(), content);
        try (Route route = new Route(drive, file.getParent())) {
            Way byOkHttp = rounds.add("plain OkHttp", () -> plain.upload(file), prove);
            Way byClient = rounds.add(
                    "Uploads.upload", () -> drive.client().uploads().upload(UploadSource.of(file), request), prove);
            Way byRoute = rounds.add("route from file:", route::poll, prove);
            rounds.run();
            System.out.printf(
                    "one file of %d MiB into the drive, which does not know it, median of %d rounds%n",
                    SIZE >> 20, ROUNDS);
            for (Way way : List.of(byOkHttp, byClient, byRoute)) {
                way.print(SIZE);
            }
            for (Way way : List.of(byClient, byRoute)) {
                System.out.printf(
                        "  %s beside %s: %s%n",
                        way, byOkHttp, targets.atLeast(0.90, way.toString(), way.beside(byOkHttp)));
            }
        }
    }

    private static void proveAndPurge(EmulatedDrive drive, Content content) throws IOException {
        List<EmulatedFile> files = drive.filesBelow(EmulatedDrive.ROOT);
        if (files.size() != 1 || !files.get(0).sha1().equals(content.sha1())) {
            throw new IOException("not uploaded as it should be: " + files);
        }
        drive.purge(files.get(0).id());
    }

    /** A route from a folder into a drive, that uploads all of the folder at each poll. */
    private static final class Route implements AutoCloseable {

        private final DefaultCamelContext context = new DefaultCamelContext();

        Route(Drive drive, Path folder) throws Exception {
            Open115Component component = new Open115Component();
            component.setStateDirectory(
                    Files.createTempDirectory(drive.file(""), "camel").toString());
            component.setClient(drive.client());
            context.addComponent("open115", component);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("file:" + folder + "?startScheduler=false&noop=true&idempotent=false")
                            .routeId("files")
                            .to("open115:/?conflictPolicy=keepBoth");
                }
            });
            context.start();
        }

        /** Polls once; when it returns, the file is in the drive, or the failure is in the log. */
        void poll() {
            ((ScheduledPollConsumer) context.getRoute("files").getConsumer()).run();
        }

        @Override
        public void close() {
            context.stop();
        }
    }
}
