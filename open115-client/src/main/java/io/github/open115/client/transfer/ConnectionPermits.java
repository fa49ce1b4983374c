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
 * Decides who may have a connection to the CDN, and over which link. Thread-safe.
 *
 * <p>The account has {@link TransferLimits#maxConcurrentDownloads()} connections at a time. A link carries two
 * (docs/115-open-api.md G.4), so the first two readers of a file share a link, and the next two use another one: no
 * reader waits for another reader of the same file.
 *
 * <p>Readers that find no free connection wait in a line. While somebody waits, a connection is taken from a reader that
 * stands idle, and a reader that had its turn gives its connection up and joins the line again. Free connections go in
 * turn to downloads that have just begun and to those that go on, so that a small range does not wait for whole films, and
 * a film does not wait for ever; among these, first to the file that has the fewest connections.
 */
final class ConnectionPermits implements AutoCloseable {

    /** Who has a connection. */
    interface Holder {

        /** Breaks the connection if nobody has read from it for so long, and tells whether it did. */
        boolean giveBackIfIdle(long nanos);

        /** Breaks the connection, whatever it is doing. */
        void abort();
    }

    /** After so long a reader gives way to a download that has just begun. A new connection costs a tenth of that. */
    static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** After so long a reader gives way to any other one. */
    static final long LONG_TURN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST_ON_A_LINK = 2;

    private static final long SHORTEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final TransferLimits limits;
    private final LongSupplier nanoTime;
    // all guarded by this
    private final Set<Ticket> line = new LinkedHashSet<>();
    private final Set<Permit> held = new LinkedHashSet<>();
    private final Map<String, FileLinks> files = new HashMap<>();
    private boolean beginnerIsNext = true;
    private boolean closed;
    /** Read without the lock for each piece of content. */
    private volatile boolean somebodyWaits;

    ConnectionPermits(TransferLimits limits) {
        this(limits, System::nanoTime);
    }

    /** @param nanoTime tells how long a turn has been */
    ConnectionPermits(TransferLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    synchronized int held() {
        return held.size();
    }

    /** How many readers wait for a connection. */
    synchronized int waiting() {
        return line.size();
    }

    /**
     * Waits for a connection, bounded by {@link TransferLimits#maxWait()}.
     *
     * @param prepareLink gets the link ready that the connection will use, by its number at {@link DownloadSession#link}; it
     *     is called before the wait, so that nobody holds a connection while the account is paused
     */
    Permit acquire(DownloadSession content, IntConsumer prepareLink) throws IOException {
        FileLinks file = enter(content.source().pickCode());
        Permit permit = null;
        try {
            int copy = linkFor(file);
            prepareLink.accept(copy);
            permit = await(content, file, copy);
            return permit;
        } finally {
            if (permit == null) {
                leave(file);
            }
        }
    }

    private synchronized FileLinks enter(String pickCode) {
        FileLinks file = files.computeIfAbsent(pickCode, FileLinks::new);
        file.users++;
        return file;
    }

    private synchronized void leave(FileLinks file) {
        if (--file.users == 0) {
            files.remove(file.pickCode);
        }
    }

    private synchronized int linkFor(FileLinks file) {
        return file.linkWithRoomBeside(Math.min(file.users, limits.maxConcurrentDownloads()) - 1);
    }

    private synchronized Permit await(DownloadSession content, FileLinks file, int copy) throws IOException {
        long deadline = System.nanoTime() + limits.maxWait().toNanos();
        Ticket ticket = new Ticket(file, content.connectedNanos() < TURN_NANOS);
        line.add(ticket);
        try {
            while (!isNext(ticket)) {
                somebodyWaits = true;
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new TransferException(content.source(), noneBecameFree());
                }
                if (!takeFromIdle()) {
                    waitFor(Math.min(left, lookAgainAfter()));
                }
            }
            refuseWhenClosed(content.source());
            beginnerIsNext = !ticket.beginner;
            Permit permit = new Permit(content, file, file.open(copy));
            held.add(permit);
            return permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(content.source().label() + ": interrupted while waiting for a connection");
        } finally {
            line.remove(ticket);
            somebodyWaits = !line.isEmpty();
            notifyAll();
        }
    }

    /**
     * How many connections were open on the link of a permit at a time, its own included, while it was held: of two that
     * are opened together, the CDN may refuse the one whose permit came first.
     */
    synchronized int mostOpen(Permit permit) {
        return permit.mostOpen;
    }

    /** Whether the file has other connections, over whatever link. */
    synchronized boolean isShared(Permit permit) {
        return held.stream().anyMatch(other -> other != permit && other.file == permit.file);
    }

    /** Allows one connection only to the link of a permit, as long as its file is in use. */
    synchronized void reduce(Permit permit) {
        permit.link.limit = 1;
    }

    /** Breaks all connections; there are no more afterwards. */
    @Override
    public void close() {
        List<Permit> broken;
        synchronized (this) {
            closed = true;
            broken = new ArrayList<>(held);
            notifyAll();
        }
        broken.forEach(Permit::abort);
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
        for (Ticket waiting : line) {
            if (next == null || waiting.goesBefore(next, beginnerIsNext)) {
                next = waiting;
            }
        }
        return next;
    }

    private boolean takeFromIdle() {
        if (hasRoom()) {
            // another one in the line is about to take it
            return false;
        }
        for (Permit permit : held) {
            if (permit.holder != null
                    && permit.holder.giveBackIfIdle(limits.idleAfter().toNanos())) {
                permit.close();
                return true;
            }
        }
        return false;
    }

    private long lookAgainAfter() {
        return Math.max(SHORTEST_LOOK_NANOS, limits.idleAfter().toNanos() / 4);
    }

    private void waitFor(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    private String noneBecameFree() {
        return "no connection became free within " + limits.maxWait().toSeconds() + " s (maxConcurrentDownloads="
                + limits.maxConcurrentDownloads() + "); close what is not read any more, or raise the limit";
    }

    /** One connection; give it back by closing it, any number of times. */
    final class Permit implements AutoCloseable {

        private final DownloadSession content;
        private final FileLinks file;
        private final LinkSlots link;
        private Holder holder;
        private int mostOpen;
        private long turnBegan;
        private boolean inTurn;
        private boolean givingWay;

        private Permit(DownloadSession content, FileLinks file, LinkSlots link) {
            this.content = content;
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

        /** Says who has it; until then it cannot be taken back. Breaks a connection that came after the end. */
        void heldBy(Holder newHolder) {
            boolean late;
            synchronized (ConnectionPermits.this) {
                holder = newHolder;
                late = closed;
            }
            if (late) {
                newHolder.abort();
            }
        }

        /** Takes note that the connection is there. */
        void beginTurn() {
            synchronized (ConnectionPermits.this) {
                turnBegan = nanoTime.getAsLong();
                inTurn = true;
            }
        }

        /** Whether the reader must give its connection up now, because it had its turn and another one waits. */
        boolean mustGiveWay() {
            if (!somebodyWaits) {
                return false;
            }
            synchronized (ConnectionPermits.this) {
                givingWay = givingWay || isOver() && somebodyGetsNothing();
                return givingWay;
            }
        }

        private boolean isOver() {
            long had = nanoTime.getAsLong() - turnBegan;
            return had >= LONG_TURN_NANOS || had >= TURN_NANOS && line.stream().anyMatch(waiting -> waiting.beginner);
        }

        /** Not those for whom a connection is free, or becomes free at once. */
        private boolean somebodyGetsNothing() {
            long coming = limits.maxConcurrentDownloads()
                    - held.size()
                    + held.stream().filter(permit -> permit.givingWay).count();
            return line.size() > coming;
        }

        private void abort() {
            Holder current;
            synchronized (ConnectionPermits.this) {
                current = holder;
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
                        content.addConnectedNanos(nanoTime.getAsLong() - turnBegan);
                    }
                    link.open--;
                    leave(file);
                    ConnectionPermits.this.notifyAll();
                }
            }
        }
    }

    /** A place in the line. A beginner is a download that has not had a turn yet. */
    private static final class Ticket {

        private final FileLinks file;
        private final boolean beginner;

        Ticket(FileLinks file, boolean beginner) {
            this.file = file;
            this.beginner = beginner;
        }

        /** Many readers of one file come after a reader of another one. */
        boolean goesBefore(Ticket earlier, boolean beginnerIsNext) {
            return beginner == earlier.beginner
                    ? file.connections() < earlier.file.connections()
                    : beginner == beginnerIsNext;
        }
    }

    /** What is open on the links of a file; forgotten with its last user. */
    private static final class FileLinks {

        private final String pickCode;
        private final List<LinkSlots> links = new ArrayList<>();
        private int users;

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

        /** The first link that has room for one connection more, when so many others are open. */
        int linkWithRoomBeside(int others) {
            int copy = 0;
            for (int room = link(copy).limit; room <= others; room += link(copy).limit) {
                copy++;
            }
            return copy;
        }

        /** Opens a connection over the link that was got ready for it, or over the first that has room. */
        LinkSlots open(int prepared) {
            LinkSlots chosen = link(prepared);
            for (int copy = 0; !chosen.hasRoom(); copy++) {
                chosen = link(copy);
            }
            chosen.open++;
            return chosen;
        }
    }

    /** What is open on a link. */
    private static final class LinkSlots {

        private final int copy;
        private int limit = MOST_ON_A_LINK;
        private int open;

        LinkSlots(int copy) {
            this.copy = copy;
        }

        boolean hasRoom() {
            return open < limit;
        }
    }
}
