/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The changes since the last checkpoint, in a file that only grows until it is emptied. A change is one write, which has
 * reached the operating system when it returns: a killed JVM does not lose it, a power cut may. Each record starts with its
 * length and a checksum, which show whether a crash has cut it off. A change is absolute (this key now has this value), so
 * it can be replayed twice.
 */
final class Journal implements AutoCloseable {

    /** Takes a change that is replayed. */
    @FunctionalInterface
    interface Change {
        /**
         * @param map the name of the map
         * @param key null when all keys are removed
         * @param value null when the key is removed
         */
        void apply(String map, String key, String value);
    }

    private static final int HEADER = 2 * Integer.BYTES;
    private static final int ABSENT = -1;

    private final RandomAccessFile file;
    private long length;

    Journal(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Replays the changes in their order, and cuts off a record that is incomplete because of a crash. */
    void replay(Change change) throws IOException {
        byte[] content = new byte[Math.toIntExact(file.length())];
        file.seek(0);
        file.readFully(content);
        ByteBuffer buffer = ByteBuffer.wrap(content);
        length = 0;
        while (buffer.remaining() >= HEADER) {
            int size = buffer.getInt();
            int checksum = buffer.getInt();
            if (size < 0 || size > buffer.remaining()) {
                break;
            }
            ByteBuffer body = buffer.slice(buffer.position(), size);
            if (checksum != checksum(body) || !replayOne(body, change)) {
                break;
            }
            buffer.position(buffer.position() + size);
            length = buffer.position();
        }
        file.setLength(length);
    }

    private static boolean replayOne(ByteBuffer body, Change change) {
        try {
            String map = getText(body);
            String key = getText(body);
            String value = getText(body);
            change.apply(map, key, value);
            return true;
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    /** Writes one change to the file; null means the same as in {@link Change}. */
    void append(String map, String key, String value) throws IOException {
        byte[] mapBytes = bytes(map);
        byte[] keyBytes = bytes(key);
        byte[] valueBytes = bytes(value);
        int size = 3 * Integer.BYTES + length(mapBytes) + length(keyBytes) + length(valueBytes);
        ByteBuffer record = ByteBuffer.allocate(HEADER + size);
        record.position(HEADER);
        putBytes(record, mapBytes);
        putBytes(record, keyBytes);
        putBytes(record, valueBytes);
        record.putInt(0, size).putInt(Integer.BYTES, checksum(record.slice(HEADER, size)));
        try {
            file.seek(length);
            file.write(record.array());
            length += record.capacity();
        } catch (IOException e) {
            // after a full disk the next record must not follow half a record
            file.setLength(length);
            throw e;
        }
    }

    /** The bytes that were written since it was emptied. */
    long length() {
        return length;
    }

    /** Drops all changes, on the disk too: a power cut must not bring one back after a later change was made. */
    void empty() throws IOException {
        file.setLength(0);
        file.getFD().sync();
        length = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static int checksum(ByteBuffer body) {
        CRC32 crc = new CRC32();
        crc.update(body.duplicate());
        return (int) crc.getValue();
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void putBytes(ByteBuffer record, byte[] bytes) {
        record.putInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            record.put(bytes);
        }
    }

    private static String getText(ByteBuffer body) {
        int length = body.getInt();
        if (length == ABSENT) {
            return null;
        }
        if (length < 0 || length > body.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
