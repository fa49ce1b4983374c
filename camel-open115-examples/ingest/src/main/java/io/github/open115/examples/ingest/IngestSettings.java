/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * What to ingest, from where, and how fast.
 *
 * @param folder path of the folder on the drive
 * @param target the local folder
 * @param stateDirectory where the tokens and the memory of delivered files live
 * @param refreshToken seeds the token store; empty to use the saved tokens; a secret
 * @param requestsPerSecond how many API calls a second are made at most
 * @param delay time between two polls
 * @param once whether to end after the first poll, which brings 500 files at most, rather than when nothing is new
 * @param hosts base URLs by option name; empty for the real service
 */
record IngestSettings(
        String folder,
        Path target,
        Path stateDirectory,
        String refreshToken,
        double requestsPerSecond,
        Duration delay,
        boolean once,
        Map<String, String> hosts) {

    private static final String COMPONENT = "camel.component.open115.";

    /** The same as properties of Camel Main. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("ingest.folder", folder);
        properties.setProperty("ingest.target", target.toString());
        properties.setProperty("ingest.delay", Long.toString(delay.toMillis()));
        properties.setProperty(COMPONENT + "stateDirectory", stateDirectory.toString());
        if (!refreshToken.isBlank()) {
            properties.setProperty(COMPONENT + "refreshToken", refreshToken);
        }
        properties.setProperty(COMPONENT + "requestsPerSecond", Double.toString(requestsPerSecond));
        // a day at that pace; the real service allows less, which is the default
        if (requestsPerSecond > IngestMain.REQUESTS_PER_SECOND) {
            properties.setProperty(COMPONENT + "requestsPerDay", Long.toString(Math.round(requestsPerSecond * 86_400)));
        }
        hosts.forEach((option, url) -> properties.setProperty(COMPONENT + option, url));
        return properties;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "IngestSettings[" + folder + " -> " + target + "]";
    }
}
