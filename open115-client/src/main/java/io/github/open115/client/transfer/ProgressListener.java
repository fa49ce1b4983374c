/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

/**
 * Receives the progress and the end of every transfer of an account. Calls for different transfers may be concurrent; calls
 * for one transfer are in order and never concurrent, and there is none after its end.
 *
 * <p>The transferring thread makes the calls and waits for them, as does a thread that closes the stream meanwhile: so they
 * must return at once. The first exception of the listener is logged; no transfer is affected.
 *
 * <p>Content that the service sends to others, a browser or a download proxy, is no transfer of the account.
 */
public interface ProgressListener {

    /** Does nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /**
     * A transfer starts: a stream is read for the first time, a file is downloaded, or the bytes of a file are sent
     * ({@link Transfer#isUpload()}; not for content that the service knows). If it resumes an earlier one, {@link Transfer#soFar()} is not 0.
     */
    default void started(Transfer transfer) {}

    /**
     * More bytes were transferred: {@link Transfer#soFar()}, which can also be asked at any other time. Called after at least
     * 64 KiB since the last call, and with the last byte. The bytes are not verified before the transfer has ended.
     */
    default void transferred(Transfer transfer) {}

    /**
     * A transfer has ended. Called once for each that started, unless it is a stream that is neither read to its end nor
     * closed. There are three ways:
     *
     * <ul>
     *   <li>it is complete, {@link Transfer#isComplete()}: all bytes were transferred and verified, and a file has its name;
     *   <li>it failed: {@code failure} is not null, and is the exception that its reader gets. If the content of a file is
     *       wrong, another transfer fetches it once more, and the caller gets no exception; a stream that failed because
     *       there was no link can be read again, which is another transfer too;
     *   <li>its reader closed it before its end: neither.
     * </ul>
     *
     * @param failure the reason, without secrets; null if it did not fail
     */
    default void ended(Transfer transfer, Throwable failure) {}
}
