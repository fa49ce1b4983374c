/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What a file consists of. It never changes: 115 gives every new content a new file id (docs/115-open-api.md I.2). */
public abstract class Content {

    private static final int BUFFER = 64 * 1024;

    private String sha1;
    private String md5;

    /** Only the factories of this class create contents. */
    Content() {}

    /** @param sha1 null when it has to be computed */
    Content(String sha1) {
        this.sha1 = sha1;
    }

    /** Returns content that is held in memory. The array is not copied. */
    public static Content of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** Returns the UTF-8 bytes of a text. */
    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns pseudo-random content of any size that takes no memory. Equal arguments give equal bytes.
     *
     * @param size in bytes
     */
    public static Content generated(long seed, long size) {
        return new GeneratedContent(seed, size);
    }

    /**
     * Returns pseudo-random content under a SHA-1 that is not computed: for content so large that this would take long,
     * and that nobody reads as a whole.
     *
     * @param sha1 40 upper-case hexadecimal digits, which need not be true
     */
    public static Content generated(long seed, long size, String sha1) {
        return new GeneratedContent(seed, size, sha1);
    }

    /** Returns the content of a local file, which must not change from now on. */
    public static Content file(Path file) {
        return new LocalFile(file);
    }

    /** The size in bytes. */
    public abstract long size();

    /** Opens this content at an offset in bytes, at most its size. The caller closes the stream. */
    public abstract InputStream open(long offset) throws IOException;

    /**
     * The SHA-1 as 40 upper-case hexadecimal digits, as the service writes it (docs/115-open-api.md C.1.3). Computed
     * once, on demand.
     */
    public final synchronized String sha1() {
        if (sha1 == null) {
            sha1 = digest("SHA-1").toUpperCase(Locale.ROOT);
        }
        return sha1;
    }

    /**
     * The MD5 as 32 upper-case hexadecimal digits: the entity tag of the CDN (docs/115-open-api.md G.4). Computed once,
     * on demand.
     */
    public final synchronized String md5() {
        if (md5 == null) {
            md5 = digest("MD5").toUpperCase(Locale.ROOT);
        }
        return md5;
    }

    /** All bytes of this content, for comparisons with what a client received. */
    public final byte[] bytes() {
        try (InputStream in = open(0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String digest(String algorithm) {
        try (InputStream in = open(0)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Bytes extends Content {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open(long offset) {
            int from = Math.toIntExact(offset);
            return new ByteArrayInputStream(bytes, from, bytes.length - from);
        }
    }

    private static final class LocalFile extends Content {
        private final Path file;
        private final long size;

        LocalFile(Path file) {
            this.file = file;
            try {
                this.size = Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open(long offset) throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(file);
            channel.position(offset);
            return Channels.newInputStream(channel);
        }
    }
}
