/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.client.Open115Client;
import io.github.open115.client.Open115ClientBuilder;
import io.github.open115.client.account.Limits;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An emulated drive, a client of it, and a directory for what is fetched. */
public final class Drive implements AutoCloseable {

    private static final Limits ANY_NUMBER =
            new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1));

    private final Open115Emulator emulator;
    private final Open115Client client;
    private final Path directory;

    Drive(Open115Emulator.Builder settings, TransferLimits limits) throws IOException {
        this(settings, client -> client.limits(ANY_NUMBER).transferLimits(limits));
    }

    private Drive(Open115Emulator.Builder settings, UnaryOperator<Open115ClientBuilder> options) throws IOException {
        directory = Files.createTempDirectory("open115-figures");
        emulator = settings.start();
        Open115ClientBuilder builder = Open115Client.builder()
                .stateDirectory(directory.resolve("state"))
                .refreshToken(emulator.account().newRefreshToken())
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                .clock(emulator.clock());
        client = options.apply(builder).build();
    }

    /**
     * A drive at a time that stands still, but for the waits of its client.
     *
     * @param calls that its client may make
     */
    public static Drive atStandingTime(Limits calls) throws IOException {
        EmulatorClock clock = new EmulatorClock().freeze();
        return new Drive(
                Open115Emulator.builder().clock(clock),
                client -> client.limits(calls).sleeper(clock::advance));
    }

    /** The service. */
    public Open115Emulator emulator() {
        return emulator;
    }

    /** A client that is logged in. */
    public Open115Client client() {
        return client;
    }

    /** A file or directory for what is fetched, which goes with this drive. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    ContentSource put(String name, long seed, long size) {
        EmulatedFile file = emulator.drive().addFile("0", name, Content.generated(seed, size));
        return new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1());
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
