/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.internal.Digests;
import io.github.open115.client.internal.FileFailure;
import io.github.open115.client.upload.UploadSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.util.IOHelper;

/**
 * Takes the bytes of a stream, which can be read only once, and gives them back as a source that can be read again. Up to
 * 128 KiB stay in memory; more goes to one temporary file, and is hashed on the way. Close it in any case: that deletes the
 * file, unless {@link #finish} has handed it over to the exchange.
 */
final class SpoolOutput extends OutputStream {

    private static final int MAX_IN_MEMORY = 128 * 1024;

    private static final StaleSpoolFiles STALE = new StaleSpoolFiles();

    private final Path directory;
    private final String cipher;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    // null as long as all bytes are in memory
    private Path file;
    private OutputStream fileOutput;
    private MessageDigest digest;
    private boolean finished;

    /**
     * @param directory where the temporary file is made; created when it is missing. Null for that of the JVM
     * @param cipher with which a temporary file would have to be encrypted: then none is made, and a long stream fails.
     *     Null if none is wanted
     */
    SpoolOutput(Path directory, String cipher) {
        this.directory = directory;
        this.cipher = cipher;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && memory.size() + length > MAX_IN_MEMORY) {
            moveToFile();
        }
        if (file == null) {
            memory.write(bytes, offset, length);
        } else {
            toFile(bytes, offset, length);
        }
    }

    private void moveToFile() throws IOException {
        file = newFile();
        fileOutput = Files.newOutputStream(file);
        digest = Digests.sha1();
        byte[] first = memory.toByteArray();
        memory.reset();
        toFile(first, 0, first.length);
    }

    private Path newFile() throws IOException {
        if (cipher != null) {
            throw new IllegalStateException(
                    "The stream is too long to upload it from memory, and the temporary file of an"
                            + " upload is not encrypted as the spoolCipher " + cipher
                            + " of stream caching wants it: set"
                            + " localWorkDirectory to a directory that may have the content, or give the upload a file");
        }
        Path parent = directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
        try {
            Files.createDirectories(parent);
            STALE.delete(parent);
            return Files.createTempFile(parent, Spooled.PREFIX, Spooled.SUFFIX);
        } catch (IOException e) {
            throw new IOException(
                    "no temporary file can be made in " + parent + ": " + FileFailure.writing(parent, e)
                            + ". Set localWorkDirectory to a directory that can be written",
                    e);
        }
    }

    private void toFile(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        try {
            fileOutput.write(bytes, offset, length);
        } catch (IOException e) {
            throw new IOException(
                    "the temporary file " + file + " cannot be written: " + FileFailure.writing(file, e)
                            + ". Free some space, or set localWorkDirectory to a directory with more",
                    e);
        }
    }

    /**
     * Ends the writing. From now on the file belongs to the exchange, and to those that get a copy of the body: it is deleted
     * when the last of them has ended.
     */
    Result finish(Exchange exchange) throws IOException {
        if (file == null) {
            byte[] bytes = memory.toByteArray();
            return new Result(UploadSource.of(bytes), new InputStreamCache(bytes));
        }
        fileOutput.close();
        Spooled body = Spooled.of(file, HexFormat.of().withUpperCase().formatHex(digest.digest()), exchange);
        finished = true;
        return new Result(body.source(), body);
    }

    @Override
    public void close() throws IOException {
        if (file != null && !finished) {
            IOHelper.close(fileOutput);
            Files.deleteIfExists(file);
        }
    }

    /**
     * What was written.
     *
     * @param body the same bytes, to go on with in the route instead of the stream
     */
    record Result(UploadSource source, StreamCache body) {

        /** Whether the bytes can still be read: a file is deleted with its exchange. */
        boolean isThere() {
            return !(body instanceof Spooled spooled) || spooled.isThere();
        }
    }
}
