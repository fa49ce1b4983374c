/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what was uploaded, made when it is needed and deleted at the end. Thread-safe. */
final class TemporaryFiles implements AutoCloseable {

    private Path folder;
    private boolean closed;

    /** @throws IOException also when the emulator was closed meanwhile */
    synchronized Path create() throws IOException {
        if (closed) {
            throw new IOException("the emulator is closed");
        }
        if (folder == null) {
            folder = Files.createTempDirectory("open115-emulator");
        }
        return Files.createTempFile(folder, "upload", ".tmp");
    }

    @Override
    public synchronized void close() {
        boolean nothingLeft = folder == null || closed;
        closed = true;
        if (nothingLeft) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
