/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * What to back up, to where, and how fast.
 *
 * @param source the local folder
 * @param folder path of the folder on the drive
 * @param stateDirectory where the tokens and the state of unfinished uploads live
 * @param refreshToken seeds the token store; empty to use the saved tokens; a secret
 * @param requestsPerSecond how many API calls a second are made at most
 * @param delay time between two looks at the local folder
 * @param watch whether to go on with what changes, rather than to end when all is backed up
 * @param hosts base URLs by option name; empty for the real service
 */
record BackupSettings(
        Path source,
        String folder,
        Path stateDirectory,
        String refreshToken,
        double requestsPerSecond,
        Duration delay,
        boolean watch,
        Map<String, String> hosts) {

    private static final String COMPONENT = "camel.component.open115.";
    private static final double SECONDS_OF_A_DAY = 86_400;

    /** The same as properties of Camel Main. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("backup.source", source.toString());
        properties.setProperty("backup.folder", folder);
        properties.setProperty("backup.delay", Long.toString(delay.toMillis()));
        properties.setProperty(COMPONENT + "stateDirectory", stateDirectory.toString());
        if (!refreshToken.isBlank()) {
            properties.setProperty(COMPONENT + "refreshToken", refreshToken);
        }
        properties.setProperty(COMPONENT + "requestsPerSecond", Double.toString(requestsPerSecond));
        // a day at that pace; the real service allows less, which is the default
        if (requestsPerSecond > BackupMain.REQUESTS_PER_SECOND) {
            long perDay = Math.round(requestsPerSecond * SECONDS_OF_A_DAY);
            properties.setProperty(COMPONENT + "requestsPerDay", Long.toString(perDay));
        }
        hosts.forEach((option, url) -> properties.setProperty(COMPONENT + option, url));
        return properties;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BackupSettings[" + source + " -> " + folder + "]";
    }
}
