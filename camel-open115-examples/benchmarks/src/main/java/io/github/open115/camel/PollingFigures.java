package io.github.open115.camel;

import java.time.Duration;

/**
 * Prints how many API calls polls cost, beside a client that walks folder by folder as OpenList does: pages of 200 rows,
 * and of 1150.
 */
public final class PollingFigures {

    private static final String NEW_ONES = "recursive=true&include=new.*";

    private PollingFigures() {}

    /** Runs all. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-78s %8s %12s %12s%n", "situation", "open115", "walk by 200", "walk by 1150");
        wideTree();
        deepTree();
        backlog();
        deletions();
    }

    private static void row(String situation, Object ours, long walkBy200, long walkBy1150) {
        System.out.printf("%-78s %8s %12d %12d%n", situation, ours, walkBy200, walkBy1150);
    }

    private static void wideTree() throws Exception {
        try (PolledDrive drive = new PolledDrive(100_000, 10)) {
            long small = drive.callsOfWalk(200);
            long large = drive.callsOfWalk(1150);
            drive.start(NEW_ONES);
            Effort effort = Effort.begin();
            row("first listing of 100 000 files in 10 folders, none of them wanted", polled(drive), small, large);
            effort.print("  that listing");
            effort = Effort.begin();
            drive.poll();
            effort.print("  an idle poll after it");
            row("idle poll of 100 000 files in 10 folders", polled(drive), small, large);
            drive.drive().purge(drive.file(31_415).id());
            row("one old file of 100 000 deleted", polled(drive), small, large);
            String elsewhere = drive.drive().folder("/elsewhere");
            String old = drive.file(2718).id();
            drive.drive().move(old, elsewhere);
            row("one old file of 100 000 moved out", polled(drive), small, large);
            drive.drive().move(old, drive.drive().folder("/inbox/f3"));
            row("one old file of 100 000 moved in", polled(drive), small, large);
            drive.start(NEW_ONES);
            row("restart with 100 000 known files", polled(drive), small, large);
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
                    polled(drive),
                    small,
                    large);
            row("idle poll of 50 000 files in 3000 folders", polled(drive), small, large);
            long calls = drive.calls(() -> {
                for (int i = 0; i < 100; i++) {
                    drive.advance(Duration.ofMinutes(4));
                    drive.poll();
                }
            });
            row("the same, average of 100 over 400 minutes, one reconciliation inside", calls / 100.0, small, large);
            for (int i = 0; i < 10; i++) {
                drive.upload(i % 3, "newer-" + i + ".txt");
            }
            row("10 new uploads in 3 folders of a tree of 50 000", polled(drive), small, large);
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
            row("10 000 new files in one folder, maxMessagesPerPoll=10", calls, 1000 * small, 1000 * large);
        }
    }

    private static void deletions() throws Exception {
        try (PolledDrive drive = new PolledDrive(100, 0)) {
            long walk = drive.callsOfWalk(200);
            drive.start("delete=true");
            row("100 new files delivered and deleted, delete=true", polled(drive), walk + 100, walk + 100);
        }
    }

    private static long polled(PolledDrive drive) {
        return drive.calls(drive::poll);
    }
}
