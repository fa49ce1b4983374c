/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NetworkFailure;
import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/** Requests content from the CDN (docs/115-open-api.md G). Thread-safe. */
final class CdnClient {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#\\\\]*(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?");

    /** What a request line can carry as it is. */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

    private final OkHttpClient http;
    private final TransferLimits limits;

    CdnClient(OkHttpClient http, TransferLimits limits) {
        this.limits = limits;
        this.http = http.newBuilder()
                // HTTP/2 would put all transfers on one connection, and its streams have no socket timeout of their own
                .protocols(List.of(Protocol.HTTP_1_1))
                .callTimeout(Duration.ZERO)
                .readTimeout(limits.readTimeout())
                .retryOnConnectionFailure(true)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .build();
    }

    /**
     * Makes a connection that is not open yet. It closes the permit at its end.
     *
     * @param range what to request; null for the whole content
     */
    CdnConnection prepare(ByteRange range, DownloadLink link, ConnectionPermits.Permit permit) {
        // half of the timeout: a connection that delivers single bytes is noticed by the end of the second window
        Duration window = limits.readTimeout().dividedBy(2);
        return new CdnConnection(http.newCall(request(range, link)), permit, limits.minimumRate(), window);
    }

    /**
     * Opens the connection. After a failure the caller aborts it.
     *
     * @param range what was requested; null for the whole content
     * @throws CdnResponse.RefusedException if the CDN refuses
     * @throws TransferException if there is no answer, or the answer is not the requested content
     */
    void connect(CdnConnection connection, DownloadSession session, ByteRange range) throws IOException {
        ContentSource source = session.source();
        try {
            CdnResponse.validate(connection.connect(), session, range);
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Interruptible.interrupted(source.label() + ": interrupted", e);
            }
            throw new TransferException(source, "no answer " + NetworkFailure.describe(connection.host(), e), 0, e);
        }
    }

    private static Request request(ByteRange range, DownloadLink link) {
        Headers.Builder headers = new Headers.Builder();
        // an agent may be any text that a player sent
        link.headers().forEach(headers::addUnsafeNonAscii);
        // the bytes of compressed content could not be counted
        headers.set("Accept-Encoding", "identity");
        if (range != null) {
            headers.set("Range", "bytes=" + range.first() + "-" + range.last());
        }
        return new Request.Builder()
                .url(exactUrl(link.url()))
                .headers(headers.build())
                .build();
    }

    /**
     * The URL in the form that OkHttp sends byte for byte. A link is signed, so the CDN refuses any other spelling; but
     * OkHttp resolves path segments that are {@code .} or {@code ..}, and encodes some characters.
     *
     * @throws IllegalArgumentException if it is not an HTTP URL
     */
    static HttpUrl exactUrl(String link) {
        HttpUrl url = HttpUrl.get(link);
        Matcher address = ADDRESS.matcher(link);
        if (!PRINTABLE.matcher(link).matches() || !address.matches()) {
            return url;
        }
        String path = address.group(1) == null ? "/" : address.group(1);
        String query = address.group(2);
        return path.equals(url.encodedPath()) && (query == null || query.equals(url.encodedQuery()))
                ? url
                : verbatim(url, path, query);
    }

    /**
     * Sets path and query as they are. The public API of OkHttp cannot do that: these methods are internal to its Kotlin
     * code. They are the same in all versions 4 and 5, and a test sends such links.
     */
    private static HttpUrl verbatim(HttpUrl url, String path, String query) {
        HttpUrl.Builder builder = url.newBuilder().fragment(null).query(query);
        builder.getEncodedPathSegments$okhttp().clear();
        builder.getEncodedPathSegments$okhttp().add(path.substring(1));
        if (query != null) {
            builder.getEncodedQueryNamesAndValues$okhttp().clear();
            // a name without a value is written as it is
            builder.getEncodedQueryNamesAndValues$okhttp().add(query);
            builder.getEncodedQueryNamesAndValues$okhttp().add(null);
        }
        return builder.build();
    }
}
