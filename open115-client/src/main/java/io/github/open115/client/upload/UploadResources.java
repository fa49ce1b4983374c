/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.transfer.TransferContext;

/**
 * The resources that all uploads of an account share.
 *
 * @param limits of all uploads together
 * @param turns which uploads may run
 * @param journal what outlives the process
 * @param storage sends content
 * @param credentials of the storage
 * @param transfers gets the progress
 * @param sleeper waits
 */
record UploadResources(
        UploadLimits limits,
        UploadTurns turns,
        UploadJournal journal,
        StorageClient storage,
        StorageCredentialsCache credentials,
        TransferContext transfers,
        Sleeper sleeper) {

    StorageSession session(StorageObject object) {
        return new StorageSession(storage, credentials, sleeper, object);
    }
}
