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

    synchronized Path create() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("open115-emulator");
        }
        return Files.createTempFile(folder, "upload", ".tmp");
    }

    @Override
    public synchronized void close() {
        if (folder == null) {
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
