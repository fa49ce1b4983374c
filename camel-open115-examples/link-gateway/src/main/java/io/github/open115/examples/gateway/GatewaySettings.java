package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.DownloadMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the gateway shows to whom.
 *
 * @param bind the address to listen at
 * @param port the port to listen at; 0 for any that is free
 * @param longestPause how long a caller may neither read nor send in the middle of a request
 * @param rootFolderId the folder that is shown, with all below it
 * @param method how files are handed to this machine's own callers
 * @param proxyUrls download proxies, comma separated; null for none
 * @param proxyPathPrefix the path that the proxies know the folder by; may be empty
 * @param proxySecret what the proxies know as their token; null for none
 * @param linkSecret what signed links are made with
 * @param account the account's name in the token store
 * @param stateDirectory where the tokens are
 * @param refreshToken seeds the token store; null to go by what is there
 * @param appId of the application that people log in with; null when they cannot
 * @param requestsPerSecond API calls a second, at most
 * @param hosts base URLs by option name; empty for the real service
 */
record GatewaySettings(
        String bind,
        int port,
        Duration longestPause,
        String rootFolderId,
        DownloadMethod method,
        String proxyUrls,
        String proxyPathPrefix,
        String proxySecret,
        String linkSecret,
        String account,
        Path stateDirectory,
        String refreshToken,
        String appId,
        double requestsPerSecond,
        Map<String, String> hosts) {

    /** The same for another service than the real one, with its authorization and its pace. */
    GatewaySettings at(Map<String, String> otherHosts, String token, String otherAppId, double pace) {
        return new GatewaySettings(
                bind,
                port,
                longestPause,
                rootFolderId,
                method,
                proxyUrls,
                proxyPathPrefix,
                proxySecret,
                linkSecret,
                account,
                stateDirectory,
                token,
                otherAppId,
                pace,
                otherHosts);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "GatewaySettings[" + bind + ":" + port + ", folder " + rootFolderId + ", " + method + "]";
    }
}
