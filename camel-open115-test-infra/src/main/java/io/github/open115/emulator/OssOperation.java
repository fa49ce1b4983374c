/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.Map;

/**
 * The requests to the object storage by name (docs/115-open-api.md D.5): {@link Faults#arm arm} faults and {@link
 * RequestLog#count(String) count} requests by them.
 */
public final class OssOperation {

    /** A whole file with one request. */
    public static final String PUT_OBJECT = "PutObject";
    /** The start of an upload in parts. */
    public static final String INITIATE_MULTIPART_UPLOAD = "InitiateMultipartUpload";
    /** One part. */
    public static final String UPLOAD_PART = "UploadPart";
    /** A page of the parts that are stored. */
    public static final String LIST_PARTS = "ListParts";
    /** The end of an upload in parts. */
    public static final String COMPLETE_MULTIPART_UPLOAD = "CompleteMultipartUpload";
    /** The removal of an upload in parts. */
    public static final String ABORT_MULTIPART_UPLOAD = "AbortMultipartUpload";
    /**
     * The request that the object storage sends to 115 when a file is stored. It is no request of a client, so the log
     * does not have it, but faults can be armed for it: a dropped one or another status than 200 becomes the {@code
     * CallbackFailed} (HTTP 203) of the object storage.
     */
    public static final String CALLBACK = "Callback";

    static final String OTHER = "other";

    private OssOperation() {}

    static String of(String method, Map<String, String> query) {
        boolean ofUpload = query.containsKey("uploadId");
        return switch (method) {
            case "PUT" -> ofUpload ? UPLOAD_PART : PUT_OBJECT;
            case "POST" ->
                query.containsKey("uploads") ? INITIATE_MULTIPART_UPLOAD : ofUpload ? COMPLETE_MULTIPART_UPLOAD : OTHER;
            case "GET" -> ofUpload ? LIST_PARTS : OTHER;
            case "DELETE" -> ofUpload ? ABORT_MULTIPART_UPLOAD : OTHER;
            default -> OTHER;
        };
    }
}
