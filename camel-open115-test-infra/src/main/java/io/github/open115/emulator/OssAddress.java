/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which object a request is about. The bucket is the first label of the host, as with the real service, or the first
 * part of the path, which is how a bucket is addressed on an IP address.
 */
record OssAddress(String bucket, String object) {

    static OssAddress of(Request request, String bucket) throws OssError {
        String path = request.path().substring(1);
        if (request.header("Host").startsWith(bucket + ".")) {
            return new OssAddress(bucket, path);
        }
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        if (!first.equals(bucket)) {
            throw new OssError(404, "NoSuchBucket", "The specified bucket does not exist.");
        }
        return new OssAddress(bucket, slash < 0 ? "" : path.substring(slash + 1));
    }

    /** The resource as the first signature writes it, without escapes. */
    String resource() {
        return "/" + bucket + "/" + object;
    }

    /** The resource as the fourth signature writes it. */
    String encodedResource() {
        return encoded(resource()).replace("%2F", "/");
    }

    /** All but letters, digits and {@code -._~} as percent escapes. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
