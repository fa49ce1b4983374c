/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The address of the object storage (docs/115-open-api.md D.2, D.5): how a bucket is addressed there, and the region for the
 * signature. The connection is encrypted unless the storage runs on this machine.
 *
 * @param scheme {@code https}, or {@code http} for a loopback address
 * @param host without the bucket
 * @param port of the host
 * @param region for the signature, for example {@code cn-shenzhen}
 * @param pathStyle whether the bucket is the first segment of the path instead of the first label of the host
 */
record StorageEndpoint(String scheme, String host, int port, String region, boolean pathStyle) {

    /** The region of all uploads seen so far. */
    private static final String DEFAULT_REGION = "cn-shenzhen";

    private static final Pattern REGION = Pattern.compile(
            "(?:oss-([a-z]{2,4}-[a-z0-9-]+?)(?:-internal)?|([a-z]{2,4}-[a-z0-9-]+)\\.oss(?:-internal)?)\\.aliyuncs\\.com");
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.[0-9.]+|::1|localhost");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

    /**
     * Reads the endpoint of a reply.
     *
     * @param text with or without scheme
     * @throws IllegalArgumentException if it is no address
     */
    static StorageEndpoint of(String text) {
        boolean hasScheme = SCHEME.matcher(text).matches();
        HttpUrl url = HttpUrl.get(hasScheme ? text : "http://" + text);
        boolean loopback = LOOPBACK.matcher(url.host()).matches();
        boolean plain = loopback && !url.isHttps();
        // port 80 of an unencrypted address is not the port of the encrypted one
        int port = !plain && url.port() == 80 ? 443 : url.port();
        boolean pathStyle = loopback || IP_ADDRESS.matcher(url.host()).matches();
        return new StorageEndpoint(plain ? "http" : "https", url.host(), port, region(url.host()), pathStyle);
    }

    /**
     * The address of an object.
     *
     * @param query encoded, without question mark; null for none
     * @throws IllegalArgumentException if the address cannot be sent as it is meant
     */
    HttpUrl url(StorageObject object, String query) {
        String path = "/" + StorageSignature.encode(object.name(), true);
        String expected = pathStyle ? "/" + StorageSignature.encode(object.bucket(), true) + path : path;
        HttpUrl url = new HttpUrl.Builder()
                .scheme(scheme)
                .host(pathStyle ? host : object.bucket() + "." + host)
                .port(port)
                .encodedPath(expected)
                .encodedQuery(query)
                .build();
        // a segment that is "." or ".." would be resolved, and the content would be stored elsewhere
        if (!url.encodedPath().equals(expected)) {
            throw new IllegalArgumentException("the object '" + object.name() + "' has no address");
        }
        return url;
    }

    private static String region(String host) {
        Matcher matcher = REGION.matcher(host);
        if (!matcher.matches()) {
            return DEFAULT_REGION;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
