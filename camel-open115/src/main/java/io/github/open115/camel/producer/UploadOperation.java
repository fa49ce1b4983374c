/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.names.DoneFileName;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.client.http.NotFoundException;
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
        // before a folder is created
        DrivePaths.names(target.folder()).forEach(UploadRequest::checkName);
        UploadRequest.checkName(target.name());
        UploadBody body = new UploadBody(exchange, context);
        UploadSource source = body.source();
        if (options.doneFileName() != null) {
            options.doneFileName().beside(target.name());
        }
        UploadResult result = upload(body, source, target, context);
        FileHeaders.uploaded(exchange, target, result);
    }

    private static UploadResult upload(UploadBody body, UploadSource source, NewFile target, OperationContext context) {
        try {
            return uploadOnce(body, source, target, context);
        } catch (FolderMissingException e) {
            // the known id may be that of a folder that has been deleted
            if (!context.folders().forget(e.folderId())) {
                throw e;
            }
            return uploadOnce(body, source, target, context);
        }
    }

    private static UploadResult uploadOnce(
            UploadBody body, UploadSource source, NewFile target, OperationContext context) {
        Uploads uploads = context.client().uploads();
        UploadOptions options = context.uploadOptions();
        UploadRequest request = options.request(folderId(target, context), target.name());
        try {
            return options.doneFileName() == null
                    ? uploads.upload(source, request)
                    : uploads.upload(source, request, result -> writeDoneFile(options.doneFileName(), result, uploads));
        } catch (NotFoundException e) {
            throw e instanceof FolderMissingException ? e : body.explained(e);
        }
    }

    private static String folderId(NewFile target, OperationContext context) {
        return FolderToWrite.id(target.folder(), "to upload into", context);
    }

    private static void writeDoneFile(DoneFileName pattern, UploadResult result, Uploads uploads) {
        boolean isThere = result.outcome() != UploadOutcome.skipped && result.outcome() != UploadOutcome.ignored;
        if (isThere) {
            uploads.upload(
                    UploadSource.of(new byte[0]), UploadRequest.of(result.parentId(), pattern.beside(result.name())));
        }
    }
}
