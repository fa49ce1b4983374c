/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one store, and what is wrong with them:
 *
 * <ul>
 *   <li>the file itself, with the maps as of the last checkpoint;
 *   <li>{@code .journal}, the changes since then;
 *   <li>{@code .manifest}, the number of the last checkpoint. It tells a state that has lost something from a new one. It
 *       is written after the checkpoint is on the disk, so it may be behind the state but not ahead of it;
 *   <li>{@code .holder}, a note that names the process that has the store open, for another one that finds it locked. The
 *       lock itself is the operating system's: the note of a killed process locks nobody out.
 * </ul>
 */
final class StoreFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);

    private static final String JOURNAL = ".journal";
    private static final String MANIFEST = ".manifest";
    private static final String NOTE = ".holder";

    /** Always of the same length, so that one write replaces another. */
    private static final String CHECKPOINT = "open115 state, last checkpoint %019d%n";

    private static final Pattern WRITTEN_CHECKPOINT = Pattern.compile("open115 state, last checkpoint (\\d{19})\\s*");

    private static final String WAYS_OUT = "Put back copies of it, its " + JOURNAL + " and its " + MANIFEST
            + ", or move all of them away to start again: then everything it remembered as done is done again";

    private final Path file;

    StoreFiles(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    Path folder() {
        return file.getParent();
    }

    Path journal() {
        return companion(JOURNAL);
    }

    private Path companion(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    void delete() throws IOException {
        for (String suffix : List.of("", JOURNAL, MANIFEST, NOTE)) {
            Files.deleteIfExists(companion(suffix));
        }
    }

    /**
     * Looks for the files that must exist. Call it before anything is opened, because opening a file creates it.
     *
     * @return the number of the last checkpoint, 0 when it is not known
     * @throws StateException when one is missing or empty
     */
    long requireComplete() {
        try {
            long lastCheckpoint = readCheckpoint();
            boolean used = lastCheckpoint > 0 || Files.exists(journal()) && Files.size(journal()) > 0;
            if (used && !Files.exists(file)) {
                throw lost("it is missing", false);
            }
            if (used && Files.size(file) == 0) {
                throw lost("it is empty", false);
            }
            if (lastCheckpoint > 0 && !Files.exists(journal())) {
                throw lost("its " + JOURNAL + " is missing", true);
            }
            return lastCheckpoint;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private long readCheckpoint() throws IOException {
        Path manifest = companion(MANIFEST);
        if (!Files.exists(manifest)) {
            return 0;
        }
        Matcher written =
                WRITTEN_CHECKPOINT.matcher(new String(Files.readAllBytes(manifest), StandardCharsets.ISO_8859_1));
        return written.matches() ? Long.parseLong(written.group(1)) : 0;
    }

    /** Writes down the number of a checkpoint; an interruption of the thread does not stop it. */
    void writeCheckpoint(long checkpoint) throws IOException {
        byte[] text = String.format(Locale.ROOT, CHECKPOINT, checkpoint).getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile manifest =
                new RandomAccessFile(companion(MANIFEST).toFile(), "rw")) {
            manifest.write(text);
            manifest.setLength(text.length);
        }
    }

    /** Leaves the note that this process has the store open. */
    void writeNote() {
        String text = "process " + ProcessHandle.current().pid() + " on host " + host() + " since " + Instant.now();
        try {
            Files.writeString(companion(NOTE), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("Cannot write {}: another process will not be told who has the state open", companion(NOTE), e);
        }
    }

    void removeNote() {
        try {
            Files.deleteIfExists(companion(NOTE));
        } catch (IOException e) {
            LOG.debug("Cannot delete {}", companion(NOTE), e);
        }
    }

    private String readNote() {
        String text = "";
        try {
            text = Files.readString(companion(NOTE), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            LOG.debug("No note at {}", companion(NOTE), e);
        }
        return text.isEmpty() ? "an unknown process" : text;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    StateLockedException locked(Throwable cause) {
        return new StateLockedException(
                "state file " + file + " is in use by " + readNote()
                        + "; stop that one, or give this one another stateDirectory",
                cause);
    }

    StateException unreadable(Throwable cause) {
        return new StateException("state file " + file + " is damaged and could not be recovered. " + WAYS_OUT, cause);
    }

    StateException outdated() {
        return lost("it is an older one than that of the last checkpoint", true);
    }

    /** @param usable whether the store can go on with the part that is left */
    private StateException lost(String what, boolean usable) {
        return new StateException(
                "state file " + file + " has lost what it remembered: " + what + ". " + WAYS_OUT
                        + (usable ? ". To go on with what is left, delete " + companion(MANIFEST) : ""),
                null);
    }
}
