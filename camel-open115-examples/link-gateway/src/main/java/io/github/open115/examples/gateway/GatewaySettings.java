/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.DownloadMethod;
import java.nio.file.Path;

/**
 * What the gateway shows to whom.
 *
 * @param web where it listens, and to whom
 * @param rootFolderId the folder that is shown, with all below it
 * @param method how files are handed to this machine's own callers
 * @param proxyUrls download proxies, comma separated; null for none
 * @param proxyPathPrefix the path that the proxies know the folder by; may be empty
 * @param proxySecret what the proxies know as their token; null for none
 * @param linkSecret what signed links are made with
 * @param account the account's name in the token store
 * @param stateDirectory where the tokens are
 * @param service where the drive is
 */
record GatewaySettings(
        WebSettings web,
        String rootFolderId,
        DownloadMethod method,
        String proxyUrls,
        String proxyPathPrefix,
        String proxySecret,
        String linkSecret,
        String account,
        Path stateDirectory,
        Service service) {

    /** The same for another service. */
    GatewaySettings at(Service other) {
        return new GatewaySettings(
                web,
                rootFolderId,
                method,
                proxyUrls,
                proxyPathPrefix,
                proxySecret,
                linkSecret,
                account,
                stateDirectory,
                other);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "GatewaySettings[" + web.bind() + ":" + web.port() + ", folder " + rootFolderId + ", " + method + "]";
    }
}
