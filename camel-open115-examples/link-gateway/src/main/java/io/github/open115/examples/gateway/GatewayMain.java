/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Hands the files of a 115 drive to browsers, players and download proxies, until it is ended. */
public final class GatewayMain {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

    private GatewayMain() {}

    /**
     * Runs the gateway.
     *
     * @param arguments as {@code --help} tells
     */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new GatewayCommand(System.getenv()));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            LOG.error("{}", failure.getMessage());
            return 1;
        });
        System.exit(command.execute(arguments));
    }
}
