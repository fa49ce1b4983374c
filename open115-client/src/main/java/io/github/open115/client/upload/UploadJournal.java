/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.EntryRules;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.AccountFileNames;
import io.github.open115.client.internal.Digests;
import io.github.open115.client.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads of an account that have not ended, each in a file of its own below {@code uploads} in the state directory.
 * Several processes can use it: an upload holds the lock of its file, and another upload to the same name waits.
 * Thread-safe.
 */
final class UploadJournal {

    private static final Logger LOG = LoggerFactory.getLogger(UploadJournal.class);

    private static final String SUFFIX = ".upload";
    private static final int KEY_BYTES = 16;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Path directory;
    private final Clock clock;
    private final Sleeper sleeper;

    /**
     * @param stateDirectory of the client; created when the first upload begins
     * @param account name of the account
     * @param clock the time of day
     * @param sleeper waits for other processes
     */
    UploadJournal(Path stateDirectory, String account, Clock clock, Sleeper sleeper) {
        this.directory = stateDirectory.toAbsolutePath().resolve("uploads").resolve(AccountFileNames.of(account));
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** An entry that was opened, and whether another process had to be waited for. */
    record Opened(JournalEntry entry, boolean afterAnother) {}

    /**
     * Opens the entry of a name, and waits for another process that has it open.
     *
     * @throws BusyException if that takes too long
     * @throws UploadException if it cannot be opened
     */
    Opened open(UploadRequest request, Duration maxWait) {
        Path path = directory.resolve(key(request.folderId(), request.name()) + SUFFIX);
        Duration waited = Duration.ZERO;
        while (true) {
            Optional<JournalEntry> entry = open(path);
            if (entry.isPresent()) {
                return new Opened(entry.get(), !waited.isZero());
            }
            if (waited.compareTo(maxWait) >= 0) {
                throw new BusyException(
                        request.label() + ": another process has been uploading a file of this name for " + maxWait,
                        Failure.NONE);
            }
            Interruptible.pause(
                    sleeper, BETWEEN_TRIES, request.label() + ": interrupted while another process uploads this name");
            waited = waited.plus(BETWEEN_TRIES);
        }
    }

    private Optional<JournalEntry> open(Path path) {
        try {
            OwnerOnlyFiles.createDirectory(directory);
            return JournalEntry.open(path, clock);
        } catch (IOException e) {
            throw JournalEntry.unwritable(path, e);
        }
    }

    /** The entries that earlier uploads have left, those of running uploads included. */
    List<Path> leftBehind() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("The journal of uploads in {} cannot be read", directory, e);
            return List.of();
        }
    }

    /** Opens an entry that was left behind; empty if an upload has it open. */
    Optional<JournalEntry> openLeftBehind(Path path) throws IOException {
        return JournalEntry.open(path, clock);
    }

    /** The same for all spellings of a name between which the service may not distinguish. */
    private static String key(String folderId, String name) {
        MessageDigest digest = Digests.sha1();
        digest.update((folderId + "/" + EntryRules.normalized(name)).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
    }
}
