/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.client.account.Limits;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.RequestLog;
import io.github.open115.examples.benchmarks.Drive;
import io.github.open115.examples.benchmarks.PlainDownload;
import io.github.open115.examples.benchmarks.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Prints how long many small files take where the service is called once a second, and how many calls their links cost,
 * beside a client that asks for the link of each file before it fetches it. Time stands still but for the waits of the
 * budget, and for what a file is said to take by itself.
 */
public final class LinkFigures {

    private static final int FILES = 1000;
    private static final int SIZE = 4096;
    /** What a file takes beside its link: the way to the CDN and back. */
    private static final Duration EACH = Duration.ofMillis(20);

    private static final Limits ONE_A_SECOND = new Limits(1, 8000, Duration.ofMinutes(5), Duration.ofMinutes(60));

    private static final Targets TARGETS = new Targets();

    private LinkFigures() {}

    /** Runs both. */
    public static void main(String[] arguments) throws Exception {
        Cost polled = measure(LinkFigures::poll);
        Cost single = measure(LinkFigures::linkByLink);
        System.out.printf(
                "%d files of %d bytes into a folder, one call a second, %d ms a file%n", FILES, SIZE, EACH.toMillis());
        System.out.printf("%-12s %28s %28s %22s%n", "", "link calls", "time, s", "oldest link at use, s");
        System.out.printf(
                "%-12s %28s %28s %22s%n",
                "open115",
                TARGETS.atMost(40, "link calls", polled.linkCalls),
                TARGETS.atMost(40, "seconds", polled.seconds()),
                TARGETS.atMost(60, "age of the oldest link", polled.oldestLink.toSeconds()));
        System.out.printf(
                "%-12s %28d %28.2f %22d%n",
                "link by link", single.linkCalls, single.seconds(), single.oldestLink.toSeconds());
        TARGETS.exitIfMissed();
    }

    /** What one way through all files cost. */
    private record Cost(Duration time, long linkCalls, Duration oldestLink) {

        double seconds() {
            return time.toMillis() / 1e3;
        }
    }

    /** Brings all files of a drive into the given folder. */
    @FunctionalInterface
    private interface Way {
        void take(Drive drive, List<EmulatedFile> files, Path target) throws Exception;
    }

    private static Cost measure(Way way) throws Exception {
        try (Drive drive = Drive.atStandingTime(ONE_A_SECOND)) {
            String inbox = drive.emulator().drive().folder("/inbox");
            List<EmulatedFile> files = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                files.add(drive.emulator().drive().addFile(inbox, "f" + i, Content.generated(i, SIZE)));
            }
            Path target = Files.createDirectory(drive.file("target"));
            EmulatorClock clock = drive.emulator().clock();
            Instant began = clock.instant();
            way.take(drive, files, target);
            Duration time = Duration.between(began, clock.instant());
            demandAll(files, target);
            RequestLog requests = drive.emulator().requests();
            return new Cost(time, requests.linkRequests(), requests.oldestLinkUsed());
        }
    }

    private static void demandAll(List<EmulatedFile> files, Path target) throws IOException {
        for (EmulatedFile file : files) {
            if (!Content.file(target.resolve(file.name())).sha1().equals(file.sha1())) {
                throw new IOException(file.name() + " is not what it should be");
            }
        }
    }

    private static void poll(Drive drive, List<EmulatedFile> files, Path target) throws Exception {
        EmulatorClock clock = drive.emulator().clock();
        Open115Component component = new Open115Component();
        component.setStateDirectory(drive.file("camel").toString());
        component.setClient(drive.client());
        component.setClock(clock);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("open115", component);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("open115:/inbox?startScheduler=false&maxMessagesPerPoll=" + FILES)
                            .routeId("inbox")
                            .process(exchange -> clock.advance(EACH))
                            .to("file:" + target + "?tempFileName=${file:name}.part&eagerDeleteTargetFile=false");
                }
            });
            context.start();
            ((ScheduledPollConsumer) context.getRoute("inbox").getConsumer()).run();
        }
    }

    private static void linkByLink(Drive drive, List<EmulatedFile> files, Path target) throws IOException {
        PlainDownload plain = new PlainDownload();
        for (EmulatedFile file : files) {
            DownloadLink link = drive.client().links().link(file.pickCode(), null);
            drive.emulator().clock().advance(EACH);
            plain.toFile(link, target.resolve(file.name()));
        }
    }
}
