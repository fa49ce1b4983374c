/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bodies that do not arrive as they should. Single bytes are never read from them, only blocks. */
final class SpoiledBodies {

    private static final int SURPLUS = 'x';

    private SpoiledBodies() {}

    static InputStream withExtraByte(InputStream in) {
        return new SequenceInputStream(in, new ByteArrayInputStream(new byte[] {SURPLUS}));
    }

    /** Counts what has been read, and lets a subclass stop the reading at a position. */
    private abstract static class Counting extends FilterInputStream {
        long position;

        Counting(InputStream in) {
            super(in);
        }

        /** How many bytes may be read at once at the present position, at least one; may block or throw. */
        abstract long readable() throws IOException;

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, (int) Math.min(length, readable()));
            if (n > 0) {
                position += n;
            }
            return n;
        }
    }

    static final class Cut extends Counting {
        private final long end;

        Cut(InputStream in, long end) {
            super(in);
            this.end = end;
        }

        @Override
        long readable() throws IOException {
            if (position >= end) {
                throw new DroppedConnectionException();
            }
            return end - position;
        }
    }

    /** The first bytes of a body, as if there were no more. */
    static final class Head extends Counting {
        private final long end;

        Head(InputStream in, long end) {
            super(in);
            this.end = end;
        }

        @Override
        long readable() {
            return end - position;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return position >= end ? -1 : super.read(buffer, offset, length);
        }
    }

    static final class BitFlip extends Counting {
        private final long flipped;

        BitFlip(InputStream in, long flipped) {
            super(in);
            this.flipped = flipped;
        }

        @Override
        long readable() {
            return Long.MAX_VALUE;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long start = position;
            int n = super.read(buffer, offset, length);
            if (flipped >= start && flipped < start + n) {
                buffer[offset + (int) (flipped - start)] ^= 1;
            }
            return n;
        }
    }

    static final class Stall extends Counting {
        private final long end;
        private final CountDownLatch released;

        Stall(InputStream in, long end, CountDownLatch released) {
            super(in);
            this.end = end;
            this.released = released;
        }

        @Override
        long readable() throws IOException {
            if (position >= end) {
                close();
                await(released, Long.MAX_VALUE);
                throw new DroppedConnectionException();
            }
            return end - position;
        }
    }

    static final class Trickle extends Counting {
        private final Duration pause;
        private final CountDownLatch released;

        Trickle(InputStream in, Duration pause, CountDownLatch released) {
            super(in);
            this.pause = pause;
            this.released = released;
        }

        @Override
        long readable() throws IOException {
            if (await(released, pause.toNanos())) {
                throw new DroppedConnectionException();
            }
            return 1;
        }
    }

    /** Waits until held connections shall end, and tells whether that came before the time was over. */
    static boolean await(CountDownLatch released, long nanos) throws DroppedConnectionException {
        try {
            return released.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DroppedConnectionException();
        }
    }
}
