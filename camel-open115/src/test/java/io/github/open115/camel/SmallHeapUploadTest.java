/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.ChildProcess;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Content larger than the heap goes through a route into the drive: a file, and a stream of unknown length. */
@Tag("slow")
class SmallHeapUploadTest {

    private static final int SEED = 43;

    /** The Maven profile {@code large-file} takes 8. */
    private static final long GIBIBYTES = Long.getLong("test.gibibytes", 0);

    private static final long SIZE = GIBIBYTES == 0 ? 512L << 20 : GIBIBYTES << 30;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    private final Content content = Content.generated(SEED, SIZE);

    @Test
    @DisplayName("R14 512 MiB, or what is asked for, of a stream through a route into open115 in a JVM with -Xmx64m")
    void largeStreamInSmallHeap() throws Exception {
        upload("");
    }

    @Test
    @DisplayName("R14 512 MiB, or what is asked for, of a file through a route into open115 in a JVM with -Xmx64m")
    void largeFileInSmallHeap() throws Exception {
        Path file = directory.resolve("source.bin");
        try (InputStream in = content.open(0)) {
            Files.copy(in, file);
        }
        upload(file.toString());
    }

    /** @param file the body; empty for a stream */
    private void upload(String file) throws Exception {
        Open115Emulator emulator = service.emulator();
        Path spool = Files.createDirectory(directory.resolve("spool"));
        Path output = directory.resolve("child.log");
        int exit = ChildProcess.run(
                Duration.ofMinutes(4 + 2 * GIBIBYTES),
                Upload.class,
                List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
                output,
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.account().newRefreshToken(),
                directory.resolve("state").toString(),
                spool.toString(),
                file,
                Long.toString(SIZE));
        assertThat(exit).as(Files.readString(output)).isZero();
        EmulatedFile uploaded = emulator.drive().fileAt("/large.bin").orElseThrow();
        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(uploaded.sha1()).isEqualTo(content.sha1());
        assertThat(spool).isEmptyDirectory();
    }

    /** One route into the drive; ends when its only message is there. */
    public static final class Upload {

        private Upload() {}

        public static void main(String[] arguments) throws Exception {
            DefaultCamelContext context = new DefaultCamelContext();
            context.addComponent("open115", DyingProcess.component(arguments, arguments[3]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").streamCache(false).to("open115:/?localWorkDirectory=" + arguments[4]);
                }
            });
            context.start();
            Exchange result;
            try (InputStream stream =
                    Content.generated(SEED, Long.parseLong(arguments[6])).open(0)) {
                Object body = arguments[5].isEmpty() ? stream : Path.of(arguments[5]);
                result = context.createProducerTemplate().request("direct:in", exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeader(Exchange.FILE_NAME, "large.bin");
                });
            }
            context.stop();
            if (result.getException() != null) {
                throw result.getException();
            }
        }
    }
}
