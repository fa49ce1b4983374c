/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The two documented ways into a folder never show bytes that were not proved (R11). */
@Tag("slow")
class VerifiedDeliveryTest {

    private static final int SIZE = 300_000;
    private static final byte[] GOOD_OLD = "the good older file".getBytes();

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    static Stream<Arguments> damage() {
        Map<String, Fault> faults = Map.of(
                "body cut", Fault.cutAfter(123_457),
                "one extra byte", Fault.extraByte(),
                "one flipped bit", Fault.bitFlippedAt(299_999),
                "HTML with status 200", Fault.status(200, "<html>blocked</html>", Map.of("Content-Type", "text/html")),
                "JSON with status 200", Fault.body("{\"code\":500}"));
        return faults.entrySet().stream()
                .flatMap(fault -> Stream.of("temporary name", "local work directory")
                        .map(shape -> Arguments.of(fault.getKey(), shape, fault.getValue())));
    }

    @ParameterizedTest(name = "{0}, by {1}")
    @MethodSource("damage")
    @DisplayName(
            "R11 a damaged body is never a success and never stands under the final name; in the end it is right, once")
    void damagedBodyIsNeverASuccess(String name, String shape, Fault fault) throws Exception {
        Open115Emulator emulator = service.emulator();
        Content content = Content.generated(7, SIZE);
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.bin", content);
        Path target = Files.createDirectories(directory.resolve("target"));
        Path file = target.resolve("a.bin");
        Files.write(file, GOOD_OLD);
        emulator.faults().arm(Faults.CDN, fault).times(2);
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        List<String> done = new CopyOnWriteArrayList<>();
        try (Routes routes = Routes.authorized(emulator, directory.resolve("state"))
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .process(exchange -> seen.add(Files.readAllBytes(file)))
                                .handled(false);
                        route(shape)
                                .process(exchange ->
                                        done.add(exchange.getIn().getHeader("CamelFileName", String.class)));
                    }

                    private ProcessorDefinition<?> route(String shape) {
                        if (shape.equals("temporary name")) {
                            return from("open115:/inbox?" + Routes.QUICK)
                                    .to("file:" + target
                                            + "?tempFileName=${file:name}.part&eagerDeleteTargetFile=false");
                        }
                        return from("open115:/inbox?localWorkDirectory=" + directory.resolve("work") + "&"
                                        + Routes.QUICK)
                                .to("file:" + target);
                    }
                })
                .start()) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        byte[] now = bytesOf(file);
                        if (now != null && now.length != SIZE) {
                            assertThat(now).isEqualTo(GOOD_OLD);
                        }
                        return !done.isEmpty();
                    });
            long listed = emulator.requests().count("/open/ufile/files");
            await().until(() -> emulator.requests().count("/open/ufile/files") > listed + 2);
        }
        assertThat(seen).allMatch(bytes -> Arrays.equals(bytes, GOOD_OLD));
        assertThat(done).containsExactly("a.bin");
        assertThat(Files.readAllBytes(file)).isEqualTo(content.bytes());
    }

    /** Null when the older one is gone and the new one has not got its name yet. */
    private static byte[] bytesOf(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
