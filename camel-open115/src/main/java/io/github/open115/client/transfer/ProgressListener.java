package io.github.open115.client.transfer;

/** Is told how far a transfer is, on the thread that does the transfer. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * More bytes have been written.
     *
     * @param soFar bytes since the beginning; they are not proved before the transfer has returned
     */
    void transferred(long soFar);
}
