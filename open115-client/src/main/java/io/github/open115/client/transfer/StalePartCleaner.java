package io.github.open115.client.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes part files that processes left behind and nobody came back for. Each folder is looked through once in the life
 * of a client, before its first download there.
 */
final class StalePartCleaner {

    private static final Logger LOG = LoggerFactory.getLogger(StalePartCleaner.class);

    /** How long one is kept that a download could go on with. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** A new one is not locked in its first moment. */
    private static final Duration KEPT_WITHOUT_USE = Duration.ofHours(1);

    private final Clock clock;
    private final Function<FileChannel, PartLock> locking;
    private final Set<Path> seen = ConcurrentHashMap.newKeySet();

    StalePartCleaner(Clock clock) {
        this(clock, PartLock::take);
    }

    StalePartCleaner(Clock clock, Function<FileChannel, PartLock> locking) {
        this.clock = clock;
        this.locking = locking;
    }

    void clean(Path folder) {
        if (!seen.add(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(
                folder, PartFile.PREFIX + "*" + PartFile.SUFFIX + "{," + PartFile.PROGRESS_SUFFIX + "}")) {
            for (Path part : parts) {
                cleanOne(part);
            }
        } catch (IOException e) {
            LOG.debug("Folder {} cannot be searched for what was left behind", folder, e);
        }
    }

    private void cleanOne(Path file) {
        boolean isProgress = file.toString().endsWith(PartFile.PROGRESS_SUFFIX);
        Path part = isProgress ? sibling(file, -PartFile.PROGRESS_SUFFIX.length()) : file;
        Path progress = isProgress ? file : file.resolveSibling(file.getFileName() + PartFile.PROGRESS_SUFFIX);
        boolean ofUse = Files.exists(part) && Files.exists(progress);
        try {
            Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
            if (age.compareTo(ofUse ? KEPT : KEPT_WITHOUT_USE) > 0) {
                deleteUnlessHeld(part, progress, age);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted", file, e);
        }
    }

    private static Path sibling(Path file, int longer) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() + longer));
    }

    /** Where there are no locks its age alone tells: what grows is not as old as that. */
    private void deleteUnlessHeld(Path part, Path progress, Duration age) throws IOException {
        if (!Files.exists(part)) {
            Files.deleteIfExists(progress);
            return;
        }
        OpenPart file = OpenPart.open(part, locking, StandardOpenOption.WRITE).orElse(null);
        if (file == null) {
            return;
        }
        try (file) {
            boolean nobodys = file.lock() == PartLock.UNKNOWN && age.compareTo(KEPT) > 0;
            if (file.lock() == PartLock.OURS || nobodys) {
                LOG.info("Deleting {}, which was left behind", part);
                Files.deleteIfExists(progress);
                Files.deleteIfExists(part);
            }
        }
    }
}
