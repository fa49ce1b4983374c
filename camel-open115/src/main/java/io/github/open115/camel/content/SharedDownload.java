/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.util.IOHelper;

/**
 * A download that is written to a cache while it is read, for all readings that begin before its end. A reading that has
 * received all bytes so far gets the next ones as they arrive. Any other reading cannot read the unfinished cache, so it
 * first fetches all missing bytes. So no reading waits for another one that has paused, and branches that wait for each
 * other in mid-stream come to their end.
 *
 * <p>What was written is handed to the {@link CachedContent} when the last byte has come, which a download hands out only when
 * length and SHA-1 are proved. A download that all readings have left before, or whose bytes cannot be written, leaves
 * nothing.
 */
final class SharedDownload {

    private static final int PIECE = 128 * 1024;

    private final CachedContent content;
    private final CachedOutputStream written;
    private final long mostInMemory;

    // guarded by the content: how many readings there are, whether one of them fetches, and how it ended
    private int readings = 1;
    private boolean fetching;
    private boolean over;
    private boolean restTaken;
    private IOException failure;
    private InputStream download;

    // touched by the reading that fetches
    private volatile long received;

    /** Made with its first reading. */
    SharedDownload(CachedContent content, CachedOutputStream written, long mostInMemory) {
        this.content = content;
        this.written = written;
        this.mostInMemory = mostInMemory;
    }

    /** Another reading begins. */
    void join() {
        synchronized (content) {
            readings++;
        }
    }

    /** A reading has ended. May be called while it fetches. */
    void leave() {
        synchronized (content) {
            readings--;
            if (readings == 0) {
                // ends a reading that fetches
                closeDownload();
                cleanUp();
            }
        }
    }

    /** Whether there is nothing more to read here: all is kept, or nothing of it. */
    boolean isOver() {
        synchronized (content) {
            return over && failure == null;
        }
    }

    /** What could not be kept: the rest of the download, for the reading that has had all bytes so far; else null. */
    InputStream rest(long position) {
        synchronized (content) {
            boolean taken = position == received && !content.isKept() && !restTaken;
            restTaken |= taken;
            return taken ? download : null;
        }
    }

    /**
     * Reads what comes next, or fetches everything.
     *
     * @param position how many bytes the reading has had
     * @return how many bytes were read; 0 if it {@link #isOver()}
     */
    int read(long position, byte[] buffer, int offset, int most) throws IOException {
        if (!beginToFetch()) {
            return 0;
        }
        try {
            if (position == received) {
                return fetch(buffer, offset, most);
            }
            byte[] piece = new byte[PIECE];
            while (!over) {
                fetch(piece, 0, piece.length);
            }
            return 0;
        } catch (IOException e) {
            fail(e);
            throw e;
        } catch (Error e) {
            // received bytes may be lost with it, so no reading may continue behind them
            fail(new IOException(content.label() + ": ended by an error", e));
            throw e;
        } finally {
            endToFetch();
        }
    }

    private boolean beginToFetch() throws IOException {
        synchronized (content) {
            while (fetching) {
                try {
                    content.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException(content.label() + ": interrupted while another one reads");
                }
            }
            if (failure != null) {
                throw failure;
            }
            fetching = !over;
            return fetching;
        }
    }

    private void endToFetch() {
        synchronized (content) {
            fetching = false;
            content.notifyAll();
            if (readings == 0) {
                cleanUp();
            }
        }
    }

    private int fetch(byte[] buffer, int offset, int most) throws IOException {
        int count = opened().read(buffer, offset, most);
        if (count < 0) {
            throw new EOFException(content.label() + " ended after " + received + " of " + content.length() + " bytes");
        }
        received += count;
        try {
            written.write(buffer, offset, count);
            if (received > mostInMemory && StreamCachingRules.isInMemory(written)) {
                // Camel's rules may change their answer for this length, as the rule about the heap does
                giveUp();
            } else if (received == content.length()) {
                content.keep(written);
                end();
            }
        } catch (IOException | RuntimeException e) {
            content.logFailure(e);
            giveUp();
        }
        return count;
    }

    private InputStream opened() throws IOException {
        synchronized (content) {
            if (download != null) {
                return download;
            }
        }
        // not under the lock: it may ask for the link
        InputStream opened = content.download();
        synchronized (content) {
            download = opened;
            if (readings == 0) {
                closeDownload();
            }
        }
        return opened;
    }

    private void end() {
        synchronized (content) {
            over = true;
        }
    }

    /** The bytes cannot be kept; the download itself goes on. */
    private void giveUp() {
        synchronized (content) {
            over = true;
            content.giveUp(written, true);
        }
    }

    private void fail(IOException reason) {
        synchronized (content) {
            if (!over) {
                over = true;
                failure = reason;
                content.giveUp(written, false);
            }
        }
    }

    private void cleanUp() {
        if (!fetching) {
            if (!over) {
                over = true;
                content.giveUp(written, false);
            }
            closeDownload();
        }
    }

    private void closeDownload() {
        if (download != null && !restTaken) {
            IOHelper.close(download);
        }
    }

    int available(long position) throws IOException {
        synchronized (content) {
            return download == null || fetching || position != received ? 0 : download.available();
        }
    }
}
