/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.internal.Directories;
import io.github.open115.client.internal.FileFailure;
import io.github.open115.client.internal.FileLocks;
import io.github.open115.client.internal.HeldFile;
import io.github.open115.client.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one upload: a file that is locked as long as the upload runs. The lock ends with the process, so a file
 * without a lock was left behind. Each change is one write, which a killed process has done or not done. Used by one thread;
 * its interruption does no harm.
 */
final class JournalEntry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalEntry.class);
    /** Length and checksum of the text. */
    private static final int HEADER = Integer.BYTES + Long.BYTES;

    /** The time of the record, before its text. */
    private static final int TIME = Long.BYTES;

    private static final int LONGEST = 1024 * 1024;

    private final HeldFile held;
    private final RandomAccessFile file;
    private final Path path;
    private final Clock clock;
    private UploadRecord record;
    private Instant written = Instant.EPOCH;

    private JournalEntry(HeldFile held, RandomAccessFile file, Clock clock) throws IOException {
        this.held = held;
        this.file = file;
        this.path = held.path();
        this.clock = clock;
        this.record = readRecord();
    }

    /**
     * Opens an entry, and locks it.
     *
     * @param path its folder must exist; the file is created if it is missing
     * @param clock the time of day, for the age of records
     * @return empty if another thread or another process has it open
     */
    static Optional<JournalEntry> open(Path path, Clock clock) throws IOException {
        HeldFile held = HeldFile.take(path).orElse(null);
        if (held == null) {
            return Optional.empty();
        }
        JournalEntry entry = null;
        try {
            entry = openHeld(held, clock);
            return Optional.ofNullable(entry);
        } finally {
            if (entry == null) {
                held.close();
            }
        }
    }

    /** Returns null if another process has it open, or has just deleted it. */
    private static JournalEntry openHeld(HeldFile held, Clock clock) throws IOException {
        Path path = held.path();
        // for its owner alone from the first moment on
        OwnerOnlyFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .close();
        Object key = FileLocks.key(path);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        JournalEntry entry = null;
        try {
            // a file system without locks does not keep two processes apart, but the upload goes on
            boolean isMine = FileLocks.acquire(file.getChannel()) != FileLocks.Lock.HELD_BY_ANOTHER;
            if (isMine && Files.exists(path) && Objects.equals(key, FileLocks.key(path))) {
                entry = new JournalEntry(held, file, clock);
            }
            return entry;
        } finally {
            if (entry == null) {
                file.close();
            }
        }
    }

    /** What an earlier upload to this name has left; then what {@link #write} wrote. */
    Optional<UploadRecord> record() {
        return Optional.ofNullable(record);
    }

    /** How old the record is; null if it is unknown, because a clock was set. */
    Duration age() {
        Duration age = Duration.between(written, clock.instant());
        return age.isNegative() ? null : age;
    }

    /**
     * Writes the state of the upload. It survives the end of the process.
     *
     * @param durable whether it must survive a power cut too
     * @throws UploadException if it cannot be written
     */
    void write(UploadRecord newRecord, boolean durable) {
        Instant now = clock.instant();
        byte[] text = newRecord.write().getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(TIME + text.length)
                .putLong(now.toEpochMilli())
                .put(text);
        byte[] bytes = new byte[HEADER + body.capacity()];
        ByteBuffer.wrap(bytes)
                .putInt(body.capacity())
                .putLong(checksum(body.array()))
                .put(body.array());
        try {
            file.seek(0);
            file.write(bytes);
            if (durable) {
                file.getFD().sync();
                Directories.flush(path.getParent());
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        record = newRecord;
        written = now;
    }

    static UploadException unwritable(Path path, IOException e) {
        return new UploadException(
                "the journal of uploads cannot be kept in " + path + ": " + FileFailure.writing(path, e)
                        + ". Set stateDirectory to a directory that can be written",
                e,
                true);
    }

    private UploadRecord readRecord() throws IOException {
        if (file.length() < HEADER) {
            return null;
        }
        file.seek(0);
        int length = file.readInt();
        long checksum = file.readLong();
        if (length <= 0 || length > LONGEST || length > file.length() - HEADER) {
            return damaged();
        }
        byte[] body = new byte[length];
        file.readFully(body);
        if (length < TIME || checksum != checksum(body)) {
            return damaged();
        }
        written = Instant.ofEpochMilli(ByteBuffer.wrap(body).getLong());
        return UploadRecord.read(new String(body, TIME, length - TIME, StandardCharsets.UTF_8))
                .orElseGet(this::damaged);
    }

    private UploadRecord damaged() {
        LOG.warn("Journal entry {} is damaged and ignored: its upload starts again from the first byte", path);
        return null;
    }

    private static long checksum(byte[] text) {
        CRC32 checksum = new CRC32();
        checksum.update(text);
        return checksum.getValue();
    }

    /** Drops the record, because the upload has ended. */
    void drop() {
        record = null;
    }

    /** Closes the file and releases the lock; deletes the file unless it has a record. */
    @Override
    public void close() {
        boolean delete = record == null;
        try (held) {
            try (file) {
                if (delete) {
                    file.setLength(0);
                    // while it is locked, so that no other process has begun to use it
                    deleteQuietly();
                }
            }
            if (delete) {
                // some file systems do not delete an open file
                deleteQuietly();
            }
        } catch (IOException e) {
            LOG.debug("{} was not closed", path, e);
        }
    }

    private void deleteQuietly() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} was not deleted", path, e);
        }
    }

    @Override
    public String toString() {
        return path + ": " + (record == null ? "empty" : record.state());
    }
}
