package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * One file into a folder: by the two routes that the documentation shows, and by the client alone, beside plain OkHttp. All
 * take turns, so that whatever else the machine does meets each of them.
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
                Measured withDigest = new Measured("plain OkHttp with SHA-1", () -> plain.toFile(link, target, sha1()));
                Measured withoutDigest = new Measured("plain OkHttp without", () -> plain.toFile(link, target, null));
                Measured client = new Measured(
                        "Downloads.toFile", () -> drive.client().downloads().toFile(source, target));
                Measured workDirectory = new Measured("route with localWorkDirectory", moved::poll);
                Measured temporaryName = new Measured("route with a temporary name", streamed::poll);
                Measured digest = new Measured("SHA-1 alone", this::digest);
                List<Measured> ways = List.of(withDigest, withoutDigest, client, workDirectory, temporaryName);
                for (Measured way : ways) {
                    way.warmUp();
                    demand(source, target);
                    Files.delete(target);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (Measured way : ways) {
                        way.measure();
                        // to cut an older file off would cost the next one time
                        Files.delete(target);
                    }
                    digest.measure();
                }
                System.out.printf("one file of %d MiB to disk, median of %d rounds%n", size >> 20, ROUNDS);
                ways.forEach(way -> way.print(size));
                digest.print(size);
                for (Measured way : List.of(client, workDirectory, temporaryName)) {
                    compare(way, withDigest.median(), withoutDigest.median(), digest.median());
                }
                System.out.println();
            }
        }
    }

    private void compare(Measured way, double withDigest, double withoutDigest, double digest) {
        System.out.printf(
                "  %s: ratio with SHA-1 %s; SHA-1 not counted %s%n",
                way,
                targets.atLeast(0.80, way + ", with SHA-1", withDigest / way.median()),
                targets.atLeast(0.95, way + ", SHA-1 not counted", withoutDigest / (way.median() - digest)));
    }

    private static void demand(ContentSource source, Path target) throws IOException {
        if (!Content.file(target).sha1().equals(source.sha1())) {
            throw new IOException(target + " is not what it should be");
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void digest() {
        MessageDigest digest = sha1();
        byte[] buffer = new byte[64 * 1024];
        for (long left = size; left > 0; left -= buffer.length) {
            digest.update(buffer, 0, (int) Math.min(left, buffer.length));
        }
        digest.digest();
    }
}
