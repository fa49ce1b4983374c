/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.upload.FolderMissingException;
import io.github.open115.client.upload.UploadOutcome;
import io.github.open115.client.upload.UploadRequest;
import io.github.open115.client.upload.UploadResult;
import io.github.open115.client.upload.UploadSource;
import io.github.open115.client.upload.Uploads;
import org.apache.camel.Exchange;

/** Writes the body into the drive. The body stays, so that the route can go on with it. */
final class UploadOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        UploadOptions options = context.uploadOptions();
        NewFile target = NewFile.of(exchange, context.options());
        UploadSource source = new UploadBody(exchange, context).source();
        UploadResult result = upload(source, target, context);
        if (options.doneFileName() != null && isThere(result)) {
            writeDoneFile(
                    options.doneFileName().of(result.name()),
                    result.parentId(),
                    context.client().uploads());
        }
        FileHeaders.uploaded(exchange, target, result);
    }

    private static UploadResult upload(UploadSource source, NewFile target, OperationContext context) {
        Uploads uploads = context.client().uploads();
        UploadOptions options = context.uploadOptions();
        try {
            return uploads.upload(source, options.request(folderId(target, context), target.name()));
        } catch (FolderMissingException e) {
            // the known id may be that of a folder that has been deleted
            if (!context.folders().forget(e.folderId())) {
                throw e;
            }
            return uploads.upload(source, options.request(folderId(target, context), target.name()));
        }
    }

    private static String folderId(NewFile target, OperationContext context) {
        return FolderToWrite.id(target.folder(), "to upload into", context);
    }

    /** Whether the drive has the content of the message now. */
    private static boolean isThere(UploadResult result) {
        return result.outcome() != UploadOutcome.skipped && result.outcome() != UploadOutcome.ignored;
    }

    private static void writeDoneFile(String name, String folderId, Uploads uploads) {
        uploads.upload(UploadSource.of(new byte[0]), UploadRequest.of(folderId, name));
    }
}
