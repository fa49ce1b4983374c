/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Grants connections to the CDN, and chooses the link of each. Thread-safe.
 *
 * <p>The account has {@link TransferLimits#maxConcurrentDownloads()} connections at a time. A link carries two
 * (docs/115-open-api.md G.4), so the first two readers of a file share a link, and the next two use another one: no reader
 * waits for another reader of the same file.
 *
 * <p>Readers that find no free connection wait in a queue. While the queue is not empty, a connection is taken from a
 * reader that is idle, and a reader whose turn is over gives its connection up and joins the queue again. Free connections
 * go alternately to downloads that have not had a turn yet and to the others: so a small range does not wait for whole
 * films, and no film waits for ever. Within each group, the file with the fewest connections comes first.
 */
final class ConnectionPermits implements AutoCloseable {

    /** A connection that holds a permit. */
    interface PermitOwner {

        /** Closes the connection if nothing has been read from it for that long. Returns whether it did. */
        boolean releaseIfIdle(long nanos);

        /** Closes the connection, whatever it is doing. */
        void abort();
    }

    /** A turn. Then a reader gives way to a download without a turn yet. A new connection costs a tenth of it. */
    static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A long turn. Then a reader gives way to any other reader. */
    static final long LONG_TURN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_ON_A_LINK = 2;

    private static final long MIN_CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final TransferLimits limits;
    private final LongSupplier nanoTime;
    // all guarded by this
    private final Set<Ticket> queue = new LinkedHashSet<>();
    private final Set<Permit> held = new LinkedHashSet<>();
    private final Map<String, FileLinks> files = new HashMap<>();
    private boolean newcomerIsNext = true;
    private boolean closed;
    /** Checked before each read, so without the lock. */
    private volatile boolean readersWait;

    ConnectionPermits(TransferLimits limits) {
        this(limits, System::nanoTime);
    }

    /** @param nanoTime measures the turns */
    ConnectionPermits(TransferLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    synchronized int held() {
        return held.size();
    }

    /** How many readers wait for a connection. */
    synchronized int waiting() {
        return queue.size();
    }

    /**
     * Waits for a connection, bounded by {@link TransferLimits#maxWait()}.
     *
     * @param prepareLink requests the link that the connection will use, by its number at {@link DownloadSession#link}; it is
     *     called before the wait, so that no reader holds a connection while the account is paused
     */
    Permit acquire(DownloadSession session, IntConsumer prepareLink) throws IOException {
        FileLinks file = enter(session.source().pickCode());
        Permit permit = null;
        try {
            int copy = linkFor(file);
            prepareLink.accept(copy);
            permit = await(session, file, copy);
            return permit;
        } finally {
            if (permit == null) {
                leave(file);
            }
        }
    }

    private synchronized FileLinks enter(String pickCode) {
        FileLinks file = files.computeIfAbsent(pickCode, FileLinks::new);
        file.readers++;
        return file;
    }

    private synchronized void leave(FileLinks file) {
        if (--file.readers == 0) {
            files.remove(file.pickCode);
        }
    }

    private synchronized int linkFor(FileLinks file) {
        return file.linkWithRoomBeside(Math.min(file.readers, limits.maxConcurrentDownloads()) - 1);
    }

    private synchronized Permit await(DownloadSession session, FileLinks file, int copy) throws IOException {
        long deadline = System.nanoTime() + limits.maxWait().toNanos();
        Ticket ticket = new Ticket(file, session.connectedNanos() < TURN_NANOS);
        queue.add(ticket);
        try {
            while (!isNext(ticket)) {
                readersWait = true;
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new TransferException(session.source(), noneBecameFree());
                }
                if (!takeFromIdleReader()) {
                    waitFor(Math.min(left, checkInterval()));
                }
            }
            refuseWhenClosed(session.source());
            newcomerIsNext = !ticket.newcomer;
            Permit permit = new Permit(session, file, file.open(copy));
            held.add(permit);
            return permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(session.source().label() + ": interrupted while waiting for a connection");
        } finally {
            queue.remove(ticket);
            readersWait = !queue.isEmpty();
            notifyAll();
        }
    }

    /**
     * The highest number of connections that were open on the link of a permit while it was held, its own included: of two
     * that are opened together, the CDN may refuse the one whose permit came first.
     */
    synchronized int mostOpen(Permit permit) {
        return permit.mostOpen;
    }

    /** Whether the file has other connections, over any of its links. */
    synchronized boolean isShared(Permit permit) {
        return held.stream().anyMatch(other -> other != permit && other.file == permit.file);
    }

    /** Allows the link of a permit one connection only, as long as its file is in use. */
    synchronized void reduce(Permit permit) {
        permit.link.limit = 1;
    }

    /** Closes all connections, and grants no more. */
    @Override
    public void close() {
        List<Permit> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(held);
            notifyAll();
        }
        open.forEach(Permit::abort);
    }

    private void refuseWhenClosed(ContentSource source) throws TransferException {
        if (closed) {
            throw new TransferException(source, "the client was closed");
        }
    }

    private boolean isNext(Ticket ticket) {
        return closed || hasRoom() && ticket == next();
    }

    private boolean hasRoom() {
        return held.size() < limits.maxConcurrentDownloads();
    }

    private Ticket next() {
        Ticket next = null;
        for (Ticket waiting : queue) {
            if (next == null || waiting.comesBefore(next, newcomerIsNext)) {
                next = waiting;
            }
        }
        return next;
    }

    private boolean takeFromIdleReader() {
        if (hasRoom()) {
            // another reader in the queue is about to take it
            return false;
        }
        for (Permit permit : held) {
            if (permit.owner != null
                    && permit.owner.releaseIfIdle(limits.idleAfter().toNanos())) {
                permit.close();
                return true;
            }
        }
        return false;
    }

    private long checkInterval() {
        return Math.max(MIN_CHECK_INTERVAL_NANOS, limits.idleAfter().toNanos() / 4);
    }

    private void waitFor(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    private String noneBecameFree() {
        return "no connection became free within " + limits.maxWait().toSeconds() + " s (maxConcurrentDownloads="
                + limits.maxConcurrentDownloads() + "); close what is not read any more, or raise the limit";
    }

    /** The permit for one connection. Closing it returns it; closing it again does nothing. */
    final class Permit implements AutoCloseable {

        private final DownloadSession session;
        private final FileLinks file;
        private final LinkSlots link;
        private PermitOwner owner;
        private int mostOpen;
        private long turnBegan;
        private boolean inTurn;
        private boolean givingWay;

        private Permit(DownloadSession session, FileLinks file, LinkSlots link) {
            this.session = session;
            this.file = file;
            this.link = link;
            this.mostOpen = link.open;
            for (Permit other : held) {
                if (other.link == link) {
                    other.mostOpen = Math.max(other.mostOpen, link.open);
                }
            }
        }

        /** Which link of the file the connection uses, as {@link DownloadSession#link} counts them. */
        int copy() {
            return link.copy;
        }

        /** Sets the connection; before that the permit cannot be taken back. Aborts it if the permits are closed. */
        void ownedBy(PermitOwner newOwner) {
            boolean late;
            synchronized (ConnectionPermits.this) {
                owner = newOwner;
                late = closed;
            }
            if (late) {
                newOwner.abort();
            }
        }

        /** Called when the connection has been opened. */
        void beginTurn() {
            synchronized (ConnectionPermits.this) {
                turnBegan = nanoTime.getAsLong();
                inTurn = true;
            }
        }

        /** Whether the reader must give its connection up now, because its turn is over and another reader waits. */
        boolean mustGiveWay() {
            if (!readersWait) {
                return false;
            }
            synchronized (ConnectionPermits.this) {
                givingWay = givingWay || isTurnOver() && connectionsAreMissing();
                return givingWay;
            }
        }

        private boolean isTurnOver() {
            long had = nanoTime.getAsLong() - turnBegan;
            return had >= LONG_TURN_NANOS || had >= TURN_NANOS && queue.stream().anyMatch(waiting -> waiting.newcomer);
        }

        /** Whether more readers wait than connections are free or are being given up. */
        private boolean connectionsAreMissing() {
            long available = limits.maxConcurrentDownloads()
                    - held.size()
                    + held.stream().filter(permit -> permit.givingWay).count();
            return queue.size() > available;
        }

        private void abort() {
            PermitOwner current;
            synchronized (ConnectionPermits.this) {
                current = owner;
            }
            if (current != null) {
                current.abort();
            }
        }

        @Override
        public void close() {
            synchronized (ConnectionPermits.this) {
                if (held.remove(this)) {
                    if (inTurn) {
                        session.addConnectedNanos(nanoTime.getAsLong() - turnBegan);
                    }
                    link.open--;
                    leave(file);
                    ConnectionPermits.this.notifyAll();
                }
            }
        }
    }

    /** A place in the queue. A newcomer is a download that has not had a turn yet. */
    private static final class Ticket {

        private final FileLinks file;
        private final boolean newcomer;

        Ticket(FileLinks file, boolean newcomer) {
            this.file = file;
            this.newcomer = newcomer;
        }

        /** Within a group, a reader of the file with fewer connections comes first. */
        boolean comesBefore(Ticket earlier, boolean newcomerIsNext) {
            return newcomer == earlier.newcomer
                    ? file.connections() < earlier.file.connections()
                    : newcomer == newcomerIsNext;
        }
    }

    /** The open connections of a file by link; dropped with the last reader of the file. */
    private static final class FileLinks {

        private final String pickCode;
        private final List<LinkSlots> links = new ArrayList<>();
        private int readers;

        FileLinks(String pickCode) {
            this.pickCode = pickCode;
        }

        int connections() {
            return links.stream().mapToInt(link -> link.open).sum();
        }

        private LinkSlots link(int copy) {
            while (links.size() <= copy) {
                links.add(new LinkSlots(links.size()));
            }
            return links.get(copy);
        }

        /** The first link that has room for one more connection, if so many others are open. */
        int linkWithRoomBeside(int others) {
            int copy = 0;
            for (int room = link(copy).limit; room <= others; room += link(copy).limit) {
                copy++;
            }
            return copy;
        }

        /** Opens a connection over the link that was prepared for it, or over the first link that has room. */
        LinkSlots open(int prepared) {
            LinkSlots chosen = link(prepared);
            for (int copy = 0; !chosen.hasRoom(); copy++) {
                chosen = link(copy);
            }
            chosen.open++;
            return chosen;
        }
    }

    /** The open connections of a link. */
    private static final class LinkSlots {

        private final int copy;
        private int limit = MAX_ON_A_LINK;
        private int open;

        LinkSlots(int copy) {
            this.copy = copy;
        }

        boolean hasRoom() {
            return open < limit;
        }
    }
}
