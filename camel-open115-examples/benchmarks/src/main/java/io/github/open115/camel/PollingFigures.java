/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.examples.benchmarks.Targets;
import java.time.Duration;

/**
 * Prints how many API calls polls cost, beside a client that walks folder by folder as OpenList does: pages of 200 rows,
 * and of 1150.
 */
public final class PollingFigures {

    private static final String NEW_ONES = "recursive=true&include=new.*";

    /** The call that finds the polled folder when a route starts. */
    private static final int FIND = 1;

    private static final Targets TARGETS = new Targets();

    private PollingFigures() {}

    /** Runs all. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-78s %24s %12s %12s%n", "situation", "open115", "walk by 200", "walk by 1150");
        wideTree();
        deepTree();
        backlog();
        deletions();
        TARGETS.exitIfMissed();
    }

    private static void row(String situation, double atMost, double ours, long walkBy200, long walkBy1150) {
        System.out.printf(
                "%-78s %24s %12d %12d%n", situation, TARGETS.atMost(atMost, situation, ours), walkBy200, walkBy1150);
    }

    private static void wideTree() throws Exception {
        try (PolledDrive drive = new PolledDrive(100_000, 10)) {
            long small = drive.callsOfWalk(200);
            long large = drive.callsOfWalk(1150);
            drive.start(NEW_ONES);
            Effort effort = Effort.begin();
            row(
                    "first listing of 100 000 files in 10 folders, none of them wanted",
                    FIND + 88,
                    polled(drive),
                    small,
                    large);
            effort.print("  that listing");
            effort = Effort.begin();
            drive.poll();
            effort.print("  an idle poll after it");
            row("idle poll of 100 000 files in 10 folders", 1, polled(drive), small, large);
            drive.drive().purge(drive.file(31_415).id());
            row("one old file of 100 000 deleted", 10, polled(drive), small, large);
            String elsewhere = drive.drive().folder("/elsewhere");
            String old = drive.file(2718).id();
            drive.drive().move(old, elsewhere);
            row("one old file of 100 000 moved out", 10, polled(drive), small, large);
            drive.drive().move(old, drive.drive().folder("/inbox/f3"));
            row("one old file of 100 000 moved in", 10, polled(drive), small, large);
            drive.start(NEW_ONES);
            row("restart with 100 000 known files", 2, polled(drive), small, large);
        }
    }

    private static void deepTree() throws Exception {
        try (PolledDrive drive = new PolledDrive(50_000, 3000)) {
            for (int i = 0; i < 10; i++) {
                drive.upload(i * 7, "new-" + i + ".txt");
            }
            long small = drive.callsOfWalk(200);
            long large = drive.callsOfWalk(1150);
            drive.start(NEW_ONES);
            row(
                    "first listing of 50 000 files in 3000 folders, 10 pass a filter on the name",
                    45 + 10,
                    polled(drive),
                    small,
                    large);
            row("idle poll of 50 000 files in 3000 folders", 1, polled(drive), small, large);
            long calls = drive.calls(() -> {
                for (int i = 0; i < 100; i++) {
                    drive.advance(Duration.ofMinutes(4));
                    drive.poll();
                }
            });
            row("the same, average of 100 over 400 minutes, one reconciliation inside", 2, calls / 100.0, small, large);
            for (int i = 0; i < 10; i++) {
                drive.upload(i % 3, "newer-" + i + ".txt");
            }
            row("10 new uploads in 3 folders of a tree of 50 000", 1 + 3, polled(drive), small, large);
        }
    }

    private static void backlog() throws Exception {
        try (PolledDrive drive = new PolledDrive(10_000, 0)) {
            long small = drive.callsOfWalk(200);
            long large = drive.callsOfWalk(1150);
            drive.start("maxMessagesPerPoll=10");
            long calls = drive.calls(() -> {
                while (drive.delivered() < 10_000) {
                    drive.poll();
                }
            });
            row("10 000 new files in one folder, maxMessagesPerPoll=10", FIND + 9, calls, 1000 * small, 1000 * large);
        }
    }

    private static void deletions() throws Exception {
        try (PolledDrive drive = new PolledDrive(100, 0)) {
            long walk = drive.callsOfWalk(200);
            drive.start("delete=true");
            row(
                    "100 new files delivered and deleted, delete=true",
                    FIND + 1 + 2,
                    polled(drive),
                    walk + 100,
                    walk + 100);
        }
    }

    private static long polled(PolledDrive drive) {
        return drive.calls(drive::poll);
    }
}
