package io.github.open115.client.transfer;

/**
 * Is told of every transfer of an account: how far it is, and how it ended. All transfers of the account are told to one
 * listener, many at a time; of one transfer it hears from one thread at a time, in order, and nothing after its end.
 *
 * <p>It is called by the thread that transfers, which waits for it, and so does who closes the stream meanwhile: it must
 * return at once. What it throws is logged the first time, and changes nothing about any transfer.
 *
 * <p>Bytes that the service sends to somebody else, a browser or a download proxy, are no transfers of the account.
 */
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /**
     * Content begins to be fetched: a stream is read for the first time, or a file is fetched. Where a download to a file
     * goes on with what was left behind by an earlier one, {@link Transfer#soFar()} is not 0.
     */
    default void started(Transfer transfer) {}

    /**
     * More bytes are there: {@link Transfer#soFar()}. Called when at least 64 KiB have come since the last time, and with the
     * last byte; how much it is in between can be asked of the transfer at any time. Nothing is proved before it has
     * ended.
     */
    default void transferred(Transfer transfer) {}

    /**
     * A transfer is over; called once for each that started, unless it is a stream that is neither read to its end nor
     * closed. There are three ways:
     *
     * <ul>
     *   <li>it is complete, {@link Transfer#isComplete()}: all bytes came and were proved, and a file has its name;
     *   <li>it failed: {@code failure} is not null, and is what its reader gets. Where the bytes that came for a file are
     *       wrong, they are fetched anew by another transfer, which its reader does not notice; a stream that failed because
     *       there was no link can be read again, which is another transfer too;
     *   <li>its reader closed it before its end: neither.
     * </ul>
     *
     * @param failure why it failed, without secrets; null when it did not
     */
    default void ended(Transfer transfer, Throwable failure) {}
}
