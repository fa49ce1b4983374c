/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.upload.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.FileInputStreamCache;

/**
 * A stream that an upload has written to a temporary file, as a body that the route can read again. A second upload of it,
 * as after a redelivery, neither copies nor hashes it again. Camel deletes the file when all exchanges that share the body
 * have ended. For one reader, as every stream.
 */
final class Spooled extends InputStream implements StreamCache {

    static final String PREFIX = "open115-upload-";
    static final String SUFFIX = ".tmp";

    private final Path file;
    private final String sha1;
    private final StreamCache bytes;

    private Spooled(Path file, String sha1, StreamCache bytes) {
        this.file = file;
        this.sha1 = sha1;
        this.bytes = bytes;
    }

    /** Hands a file over to an exchange. */
    static Spooled of(Path file, String sha1, Exchange exchange) throws IOException {
        // only a copy deletes the file when its exchange has ended
        return new Spooled(file, sha1, new FileInputStreamCache(file.toFile()).copy(exchange));
    }

    /** The content for an upload. */
    UploadSource source() throws IOException {
        return UploadSource.of(file, sha1);
    }

    /** Whether the file is still there. */
    boolean isThere() {
        return Files.exists(file);
    }

    private InputStream in() {
        return (InputStream) bytes;
    }

    @Override
    public int read() throws IOException {
        return in().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return in().read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
        return in().available();
    }

    @Override
    public void close() throws IOException {
        in().close();
    }

    @Override
    public void reset() {
        bytes.reset();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }

    @Override
    public StreamCache copy(Exchange exchange) throws IOException {
        return new Spooled(file, sha1, bytes.copy(exchange));
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public long position() {
        return bytes.position();
    }
}
