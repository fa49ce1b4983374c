/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.ErrorReply;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.ServiceUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Checks whether a download proxy answers, with one unsigned request that makes no call to the service. Thread-safe.
 *
 * <p>A proxy checks the signature first. So the probe detects a proxy that is down or whose reverse proxy fails, but not a
 * proxy that cannot get links or content.
 */
public final class ProxyProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final OkHttpClient http;

    /** @param base gives the proxy and TLS settings; null for the defaults */
    public ProxyProbe(OkHttpClient base) {
        this.http = (base == null ? new OkHttpClient() : base)
                .newBuilder()
                .callTimeout(TIMEOUT)
                .followRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .build();
    }

    /**
     * Returns when the proxy works. A working proxy refuses the unsigned request, with whatever status.
     *
     * @param url base URL of the proxy
     * @throws NoReplyException if there is no answer within three seconds
     * @throws ServiceUnavailableException if the answer reports a failure of the proxy, also with HTTP 200
     */
    public void check(String url) {
        Request request = new Request.Builder().url(url).build();
        try (Response response = Interruptible.execute(http.newCall(request))) {
            String contentType = response.header("Content-Type");
            String body = response.peekBody(ErrorReply.MAX_BYTES).string();
            Optional<Failure> reported = ErrorReply.in(response.code(), contentType, body);
            if (response.code() >= 500 || reported.isPresent() && reported.get().code() >= 500) {
                throw new ServiceUnavailableException(
                        "the download proxy " + url + " fails",
                        reported.orElse(new Failure(response.code(), contentType, 0, "", "")));
            }
        } catch (IOException e) {
            throw new NoReplyException("the download proxy " + url + " does not answer", true, e);
        }
    }
}
