/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that came, in memory while they are few, in a temporary file above that, and dropped when they are too many. */
final class Spool {

    private static final int IN_MEMORY = 64 * 1024;

    private final TemporaryFiles files;
    private final long limit;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream out;
    private long size;

    /** @param limit in bytes, above which nothing is kept */
    Spool(TemporaryFiles files, long limit) {
        this.files = files;
        this.limit = limit;
    }

    boolean isKept() {
        return size <= limit;
    }

    void write(byte[] bytes, int length) throws IOException {
        size += length;
        if (!isKept()) {
            discard();
            return;
        }
        if (memory != null && size > IN_MEMORY) {
            file = files.create();
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory = null;
        }
        OutputStream target = memory == null ? out : memory;
        target.write(bytes, 0, length);
    }

    /** Takes all bytes of another one, which is discarded. */
    void append(Spool other) throws IOException {
        if (!other.isKept()) {
            size = limit + 1;
            discard();
        } else if (other.memory != null) {
            byte[] bytes = other.memory.toByteArray();
            write(bytes, bytes.length);
        } else {
            other.out.close();
            try (var in = Files.newInputStream(other.file)) {
                byte[] buffer = new byte[IN_MEMORY];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    write(buffer, n);
                }
            }
        }
        other.discard();
    }

    /** The bytes as content of a file; only if they were kept. */
    Content content() throws IOException {
        if (memory != null) {
            return Content.of(memory.toByteArray());
        }
        out.close();
        return Content.file(file);
    }

    /** Deletes what is kept. */
    void discard() {
        memory = memory == null ? null : new ByteArrayOutputStream(0);
        try {
            if (file != null) {
                out.close();
                Files.deleteIfExists(file);
                file = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
