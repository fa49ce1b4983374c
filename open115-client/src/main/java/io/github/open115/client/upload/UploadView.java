/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.files.DriveFiles;

/**
 * The calls of one view of the client, which differ in how long they wait while the account is paused.
 *
 * @param files lists and changes
 * @param calls announces contents
 * @param refusals names refusals
 */
record UploadView(DriveFiles files, UploadCalls calls, UploadRefusals refusals) {

    static UploadView of(AccountCalls calls, DriveFiles files) {
        return new UploadView(files, new UploadCalls(calls), new UploadRefusals(calls));
    }
}
