/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;

/** One run of the command line, with what it printed. */
record CommandLineRun(int exitCode, String output) {

    /**
     * @param input the line on the standard input, null for none
     * @param clock the time
     */
    static CommandLineRun of(String input, Clock clock, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        int exitCode = LoginCommand.run(() -> input, out, out, clock, arguments);
        return new CommandLineRun(exitCode, text.toString());
    }
}
