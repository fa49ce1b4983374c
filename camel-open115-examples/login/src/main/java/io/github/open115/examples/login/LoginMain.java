/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The command line: authorizes an account of 115 for the routes on this machine, and shows what is authorized. */
public final class LoginMain {

    private LoginMain() {}

    /**
     * Runs the command; the exit code is 0 when it did what it was asked for.
     *
     * @param arguments as {@code --help} tells
     */
    public static void main(String[] arguments) {
        // the blocks of a QR code are not in the character set that Java takes for the output on a plain locale
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exitCode = LoginCommand.run(LoginMain::readSecret, out, err, Clock.systemUTC(), arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** One line of the standard input, not shown where it is a terminal; null at its end. */
    private static String readSecret() {
        Console console = System.console();
        if (console != null) {
            char[] line = console.readPassword("Refresh token (it is not shown): ");
            return line == null ? null : new String(line);
        }
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the standard input", e);
        }
    }
}
