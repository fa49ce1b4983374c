/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

/** Reports one upload to the {@link ProgressListener}. After its end it reports nothing more. Thread-safe. */
public final class UploadProgress {

    private final Transfer transfer;
    private final TransferMonitor monitor;

    UploadProgress(Transfer transfer, TransferMonitor monitor) {
        this.transfer = transfer;
        this.monitor = monitor;
    }

    /** More bytes were sent. */
    public void sent(long bytes) {
        monitor.sent(bytes);
        transfer.advance(bytes);
    }

    /** Bytes that were reported as sent must be sent again; {@link Transfer#soFar()} stays until they are. */
    public void discarded(long bytes) {
        transfer.lose(bytes);
    }

    /** It ended: the drive is proved to have the file. */
    public void complete() {
        transfer.complete();
    }

    /** It ended with a failure. */
    public void fail(Throwable failure) {
        transfer.fail(failure);
    }
}
