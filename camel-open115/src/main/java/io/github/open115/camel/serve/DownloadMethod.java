/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.client.http.Open115Exception;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The ways in which the operation {@code serve} hands a file to an HTTP caller. */
public enum DownloadMethod {
    /** HTTP 302 to the content itself, by a link for the caller's own {@code User-Agent}; no byte comes through here. */
    redirect,
    /** The bytes come through here, whole or one range. */
    localProxy,
    /** HTTP 302 with a signed path to another machine, which asks for the link and streams. */
    proxyUrl,
    /** One of the others for each caller: see {@link #fitting}. */
    auto;

    /**
     * The method that fits a caller, for {@code auto}.
     *
     * <table>
     * <caption>The first row that is true decides</caption>
     * <tr><td>a script of a web page asks</td><td>local proxy: the CDN sends no CORS header (docs/115-open-api.md G), so the
     * script could not read the target of a redirection</td></tr>
     * <tr><td>the caller names no {@code User-Agent}, or one that is not UTF-8 text</td><td>local proxy: a link works for
     * one agent (docs/115-open-api.md G.3)</td></tr>
     * <tr><td>the caller is not known to be near, and there is a download proxy</td><td>proxy URL: a link, which tells whose
     * account it belongs to (docs/115-open-api.md G.1), stays out of foreign hands</td></tr>
     * <tr><td>else</td><td>redirect</td></tr>
     * </table>
     */
    static DownloadMethod fitting(HttpRequestView request, boolean withProxies) {
        if (request.isScript() || !request.hasAgentForLink()) {
            return localProxy;
        }
        return withProxies && !request.isNear() ? proxyUrl : redirect;
    }

    /**
     * The method of this name; as for every enum in Camel, letter case and dashes do not count.
     *
     * @throws IllegalArgumentException when there is none; the message lists those that there are
     */
    public static DownloadMethod of(String name) {
        String plain = name.replace("-", "");
        for (DownloadMethod method : values()) {
            if (method.name().equalsIgnoreCase(plain)) {
                return method;
            }
        }
        throw new IllegalArgumentException("There is no download method '" + Open115Exception.oneLine(name)
                + "': use one of " + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
}
