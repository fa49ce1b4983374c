/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.files.DriveFiles;

/**
 * The calls that uploads make to the service. They differ between views of a client in how long they wait while the account
 * is paused.
 *
 * @param files lists and changes
 * @param calls announces contents
 * @param refusals translates refusals
 */
record UploadApi(DriveFiles files, UploadCalls calls, UploadRefusals refusals) {

    static UploadApi of(AccountCalls calls, DriveFiles files) {
        return new UploadApi(files, new UploadCalls(calls), new UploadRefusals(calls));
    }
}
