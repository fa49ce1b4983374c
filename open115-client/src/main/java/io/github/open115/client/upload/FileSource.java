/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** A regular file. Its size, modification time and key at the beginning tell whether it changed later. */
final class FileSource implements UploadSource {

    private final Path file;
    private final String sha1;
    private final Identity identity;

    FileSource(Path file, String sha1) throws IOException {
        this.file = file.toAbsolutePath();
        this.sha1 = Sha1.normalized(sha1);
        BasicFileAttributes attributes = Files.readAttributes(this.file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException((attributes.isDirectory() ? "a directory" : "a special file")
                    + " cannot be uploaded, only a regular file: " + this.file);
        }
        this.identity = Identity.of(attributes);
    }

    @Override
    public long size() {
        return identity.size;
    }

    @Override
    public String sha1() {
        return sha1;
    }

    @Override
    public InputStream open(long first) throws IOException {
        SeekableByteChannel channel;
        try {
            channel = Files.newByteChannel(file);
        } catch (NoSuchFileException e) {
            throw changed("it was deleted");
        }
        try {
            channel.position(first);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return Channels.newInputStream(channel);
    }

    @Override
    public String fingerprint() {
        return file + " size " + identity.size + " modified " + identity.modified + " key " + identity.key;
    }

    @Override
    public void verifyUnchanged() throws IOException {
        Identity now;
        try {
            now = Identity.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            throw changed("it was deleted");
        }
        if (now.size != identity.size) {
            throw changed("its size was " + identity.size + " bytes and is " + now.size);
        }
        if (!now.equals(identity)) {
            throw changed(
                    Objects.equals(now.modified, identity.modified)
                            ? "another file has its place"
                            : "its modification time was " + identity.modified + " and is " + now.modified);
        }
    }

    private ContentChangedException changed(String how) {
        return ContentChangedException.whileUploaded(this, how);
    }

    @Override
    public String toString() {
        return "file " + file;
    }

    /** @param key device and inode where the file system has such a key, else {@code null} as a text */
    private record Identity(long size, FileTime modified, String key) {

        static Identity of(BasicFileAttributes attributes) {
            return new Identity(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
        }
    }
}
