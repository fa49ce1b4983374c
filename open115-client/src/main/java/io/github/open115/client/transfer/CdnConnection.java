package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.Call;
import okhttp3.Response;

/**
 * A connection whose body is read by one thread at a time. Any other thread may break it at any time: while somebody
 * reads, the reading fails and gives back what it holds; else that is done at once.
 */
final class CdnConnection implements ConnectionPermits.Holder {

    /** The connection was given to another reader; this one can go on with a new connection. */
    static final class GivenAwayException extends IOException {

        private static final long serialVersionUID = 1L;

        GivenAwayException() {
            super("the connection was given to another reader");
        }
    }

    private final Call call;
    private final ConnectionPermits.Permit permit;
    private final StallWatch stallWatch;

    // guarded by this
    private Response response;
    private InputStream body;
    private boolean busy;
    private boolean broken;
    private long idleSince = System.nanoTime();

    CdnConnection(Call call, ConnectionPermits.Permit permit, StallWatch stallWatch) {
        this.call = call;
        this.permit = permit;
        this.stallWatch = stallWatch;
        permit.heldBy(this);
    }

    /** The host that the request goes to. */
    String host() {
        return call.request().url().host();
    }

    /** Sends the request and waits for the head of the answer. */
    Response connect() throws IOException {
        enter();
        try {
            Response answer = call.execute();
            // the socket keeps its own time-out; this one would wake a thread for every 8 KiB
            answer.body().source().timeout().clearTimeout();
            synchronized (this) {
                response = answer;
                body = answer.body().byteStream();
            }
            permit.beginTurn();
            return answer;
        } finally {
            leave();
        }
    }

    int read(byte[] buffer, int offset, int length) throws IOException {
        InputStream in = enter();
        try {
            long start = System.nanoTime();
            int count = in.read(buffer, offset, length);
            stallWatch.received(count, System.nanoTime() - start);
            return count;
        } finally {
            leave();
        }
    }

    /** How many bytes can be read without waiting; 0 when the connection is gone. */
    int available() throws IOException {
        InputStream in;
        try {
            in = enter();
        } catch (GivenAwayException e) {
            return 0;
        }
        try {
            return in.available();
        } finally {
            leave();
        }
    }

    /** Whether the reader must give the connection up, because it had its turn and another one waits. */
    boolean mustGiveWay() {
        return permit.mustGiveWay();
    }

    /** Gives the connection back after all of the body was read. */
    void finish() {
        closeResponse();
        permit.close();
    }

    /** Breaks the connection: reading the rest only to reuse it could take for ever. */
    @Override
    public void abort() {
        boolean nobodyReads;
        synchronized (this) {
            broken = true;
            nobodyReads = !busy;
        }
        call.cancel();
        if (nobodyReads) {
            finish();
        }
    }

    @Override
    public synchronized boolean giveBackIfIdle(long nanos) {
        if (busy || broken || System.nanoTime() - idleSince < nanos) {
            return false;
        }
        broken = true;
        call.cancel();
        closeResponse();
        return true;
    }

    private synchronized InputStream enter() throws GivenAwayException {
        if (broken) {
            throw new GivenAwayException();
        }
        busy = true;
        return body;
    }

    private void leave() {
        boolean brokenMeanwhile;
        synchronized (this) {
            busy = false;
            idleSince = System.nanoTime();
            brokenMeanwhile = broken;
        }
        if (brokenMeanwhile) {
            finish();
        }
    }

    private synchronized void closeResponse() {
        if (response != null) {
            response.close();
        }
    }
}
