/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import java.util.Map;

/**
 * The service behind the gateway, and what the gateway may ask of it.
 *
 * @param hosts base URLs by option name; the real ones for what is missing
 * @param refreshToken seeds the token store; null to go by what is there
 * @param appId of the application that people log in with; null when they cannot
 * @param requestsPerSecond API calls a second, at most
 * @param connectionsPerLink connections that one download opens to its link
 * @param concurrentDownloads connections to content at a time, for all callers together
 */
record Service(
        Map<String, String> hosts,
        String refreshToken,
        String appId,
        double requestsPerSecond,
        int connectionsPerLink,
        int concurrentDownloads) {

    /** The same limits for another service. */
    Service at(Map<String, String> otherHosts, String token, String otherAppId, double pace) {
        return new Service(otherHosts, token, otherAppId, pace, connectionsPerLink, concurrentDownloads);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Service" + hosts;
    }
}
