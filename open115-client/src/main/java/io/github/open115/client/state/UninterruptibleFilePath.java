/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files for {@link TreeFile} that stay open when a thread is interrupted. Java closes a {@link FileChannel} for all threads
 * when the thread that uses it is interrupted, and Camel interrupts its threads when it stops: the store would then
 * refuse every further call.
 *
 * <p>Public because H2 makes instances by reflection.
 */
public final class UninterruptibleFilePath extends FilePathWrapper {

    private static final String SCHEME = "open115-state";

    static {
        FilePath.register(new UninterruptibleFilePath());
    }

    /** For H2, which sets the path afterwards. */
    public UninterruptibleFilePath() {}

    /** The name by which H2 opens a file in this way. */
    static String nameOf(String file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(new RandomAccessFile(getBase().toString(), mode));
    }

    /** Reads and writes with a {@link RandomAccessFile}, which takes no notice of an interruption. */
    private static final class Channel extends FileBaseDefault {

        private final RandomAccessFile file;

        Channel(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            byte[] bytes = new byte[target.remaining()];
            file.seek(position);
            int count = file.read(bytes);
            if (count > 0) {
                target.put(bytes, 0, count);
            }
            return count;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            file.seek(position);
            file.write(bytes);
            return bytes.length;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            if (size < file.length()) {
                file.setLength(size);
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.getFD().sync();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.getChannel().tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
