/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import java.time.Duration;
import java.util.Set;

/**
 * Where the gateway listens, and to whom.
 *
 * @param bind the address to listen at
 * @param port the port to listen at; 0 for any that is free
 * @param names the names, or names with a port, that the page may be opened under beside those of this machine
 * @param key opens the page, and the files by their paths
 * @param longestPause how long a caller may stand still in the middle of an answer
 * @param makeRoomAfter how long one that stands still keeps its place while another one needs it
 * @param readersPerLink how many connections may read one file at a time
 * @param readersPerCaller how many connections of one address may read at a time
 */
record WebSettings(
        String bind,
        int port,
        Set<String> names,
        PageKey key,
        Duration longestPause,
        Duration makeRoomAfter,
        int readersPerLink,
        int readersPerCaller) {}
