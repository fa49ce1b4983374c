/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

/**
 * What the page must know.
 *
 * @param method the method that is used when none is chosen
 * @param proxies whether there are download proxies
 * @param logIn whether a person can log in here
 * @param demo whether there is a button in place of a phone
 * @param token what the page sends along with each change
 */
record PageSettings(String method, boolean proxies, boolean logIn, boolean demo, String token) {

    static PageSettings of(GatewaySettings settings, LogIns logIns) {
        return new PageSettings(
                settings.method().name(),
                settings.proxyUrls() != null,
                settings.service().appId() != null,
                logIns.isDemo(),
                settings.web().key().changeToken());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PageSettings[" + method + "]";
    }
}
