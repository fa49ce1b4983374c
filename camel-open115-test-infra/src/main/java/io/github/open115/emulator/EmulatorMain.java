/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Serves a local folder as a 115 drive until it is killed, to try routes by hand:
 *
 * <pre>{@code EmulatorMain <folder> [--port n]}</pre>
 *
 * A file that is put into the folder appears in the drive after about two seconds, when it has stopped growing. What
 * clients change in the drive does not touch the folder.
 */
public final class EmulatorMain {

    private static final String USAGE = "usage: EmulatorMain <folder> [--port n]   (uses the ports n to n+5)";

    private EmulatorMain() {}

    /**
     * Runs until the process is killed.
     *
     * @throws IllegalArgumentException when the arguments are wrong
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FolderServer server = start(System.out, arguments);
        // what was uploaded is in temporary files
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "open115-emulator-end"));
        Thread.currentThread().join();
    }

    static FolderServer start(PrintStream out, String... arguments) throws IOException {
        boolean withPort = arguments.length == 3 && arguments[1].equals("--port");
        if (arguments.length != 1 && !withPort) {
            throw new IllegalArgumentException(USAGE);
        }
        Path folder = Path.of(arguments[0]);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("not a folder: " + folder + "; " + USAGE);
        }
        out.println("# reading " + folder);
        int port = withPort ? Integer.parseInt(arguments[2]) : 0;
        FolderServer server = new FolderServer(folder, port, Duration.ofSeconds(1), out);
        Open115Emulator emulator = server.emulator();
        emulator.baseUrls().forEach((option, url) -> out.println(option + "=" + url));
        out.println("refreshToken=" + emulator.account().newRefreshToken());
        out.println("clientId=" + emulator.clientId());
        out.println("# a cloud download finishes after 10 s, with a small text as its content");
        out.println("# a refresh token for another application: curl " + server.controlUrl() + "/token");
        out.println("# in place of the phone, confirms a log-in:  curl " + server.controlUrl() + "/confirm");
        return server;
    }
}
