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

/**
 * The connections to the CDN, of the account and of each link: a link answers 403 to more than two at a time (section
 * G.4). All who read a file share its link, so the connections are counted for the file, and nobody needs the link before
 * there is a connection for it. Who needs one waits in line; when none becomes free, one is taken from a reader that stands idle. So readers that
 * wait for each other, such as two branches of a multicast, all come to their end.
 */
final class ConnectionPermits implements AutoCloseable {

    /** Who has a connection. */
    interface Holder {

        /** Breaks the connection if nobody has read from it for so long, and tells whether it did. */
        boolean giveBackIfIdle(long nanos);

        /** Breaks the connection, whatever it is doing. */
        void abort();
    }

    private static final long SHORTEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final TransferLimits limits;
    // all guarded by this
    private final Set<Ticket> line = new LinkedHashSet<>();
    private final Set<Permit> held = new LinkedHashSet<>();
    private final Map<String, LinkSlots> links = new HashMap<>();
    private boolean closed;

    ConnectionPermits(TransferLimits limits) {
        this.limits = limits;
    }

    synchronized int held() {
        return held.size();
    }

    /** Waits for a connection to the link of a file, bounded by {@link TransferLimits#maxWait()}. */
    synchronized Permit acquire(ContentSource source) throws IOException {
        long deadline = System.nanoTime() + limits.maxWait().toNanos();
        Ticket ticket = new Ticket(
                links.computeIfAbsent(source.pickCode(), key -> new LinkSlots(key, limits.maxConnectionsPerLink())));
        ticket.slots.users++;
        line.add(ticket);
        Permit permit = null;
        try {
            while (!isNext(ticket)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new TransferException(source, noneBecameFree(ticket));
                }
                if (!takeFromIdle(ticket)) {
                    waitFor(Math.min(left, lookAgainAfter()));
                }
            }
            refuseWhenClosed(source);
            permit = new Permit(ticket.slots);
            held.add(permit);
            noteOpened(ticket.slots);
            return permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(source.label() + ": interrupted while waiting for a connection");
        } finally {
            line.remove(ticket);
            if (permit == null) {
                leave(ticket.slots);
            }
            notifyAll();
        }
    }

    private void noteOpened(LinkSlots slots) {
        slots.open++;
        for (Permit permit : held) {
            if (permit.slots == slots) {
                permit.mostOpen = Math.max(permit.mostOpen, slots.open);
            }
        }
    }

    /**
     * How many connections were open on the link of a permit at a time, its own included, while it was held: of two that
     * are opened together, the CDN may refuse the one whose permit came first.
     */
    synchronized int mostOpen(Permit permit) {
        return permit.mostOpen;
    }

    /** Allows one connection only to the link of a permit, as long as it is in use. */
    synchronized void reduce(Permit permit) {
        permit.slots.limit = 1;
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
        if (closed) {
            return true;
        }
        if (held.size() >= limits.maxConcurrentDownloads()) {
            return false;
        }
        for (Ticket waiting : line) {
            if (waiting.slots.hasRoom()) {
                return waiting == ticket;
            }
        }
        return false;
    }

    private boolean takeFromIdle(Ticket ticket) {
        boolean linkIsFull = !ticket.slots.hasRoom();
        if (!linkIsFull && held.size() < limits.maxConcurrentDownloads()) {
            // there is room; an earlier one is about to take it
            return false;
        }
        for (Permit permit : held) {
            if ((!linkIsFull || permit.slots == ticket.slots)
                    && permit.holder != null
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

    private String noneBecameFree(Ticket ticket) {
        return "no connection became free within " + limits.maxWait().toSeconds() + " s ("
                + (ticket.slots.hasRoom()
                        ? "maxConcurrentDownloads=" + limits.maxConcurrentDownloads()
                        : "maxConnectionsPerLink=" + ticket.slots.limit)
                + "); close what is not read any more, or raise the limit";
    }

    private void leave(LinkSlots slots) {
        if (--slots.users == 0) {
            links.remove(slots.pickCode);
        }
    }

    /** One connection; give it back by closing it, any number of times. */
    final class Permit implements AutoCloseable {

        private final LinkSlots slots;
        private Holder holder;
        private int mostOpen;

        private Permit(LinkSlots slots) {
            this.slots = slots;
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
                    slots.open--;
                    leave(slots);
                    ConnectionPermits.this.notifyAll();
                }
            }
        }
    }

    /** A place in the line. */
    private static final class Ticket {

        private final LinkSlots slots;

        Ticket(LinkSlots slots) {
            this.slots = slots;
        }
    }

    /** What is open on the link of a file; forgotten with its last user. */
    private static final class LinkSlots {

        private final String pickCode;
        private int limit;
        private int users;
        private int open;

        LinkSlots(String pickCode, int limit) {
            this.pickCode = pickCode;
            this.limit = limit;
        }

        boolean hasRoom() {
            return open < limit;
        }
    }
}
