package io.github.open115.examples.benchmarks;

import io.github.open115.client.Open115Client;
import io.github.open115.client.account.Limits;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** An emulated drive, a client of it, and a directory for what is fetched. */
final class Drive implements AutoCloseable {

    private static final Limits ANY_NUMBER =
            new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1));

    private final Open115Emulator emulator;
    private final Open115Client client;
    private final Path directory;

    Drive(Open115Emulator.Builder settings, TransferLimits limits) throws IOException {
        directory = Files.createTempDirectory("open115-figures");
        emulator = settings.start();
        client = Open115Client.builder()
                .stateDirectory(directory.resolve("state"))
                .refreshToken(emulator.account().newRefreshToken())
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                .limits(ANY_NUMBER)
                .transferLimits(limits)
                .clock(emulator.clock())
                .build();
    }

    Open115Emulator emulator() {
        return emulator;
    }

    Open115Client client() {
        return client;
    }

    Path file(String name) {
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
